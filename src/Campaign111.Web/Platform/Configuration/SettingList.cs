namespace Campaign111.Platform.Configuration;

/// <summary>Every setting that the product reads. Tests hold it against the source (options classes, keys), the table of src/README.md and appsettings.example.json.</summary>
public static class SettingList
{
    public const string Section = "Campaign111";

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("CAMPAIGN111_DATA"),
        new("CAMPAIGN111_SQLSERVER", SettingKind.Secret),
        new(SettingSources.FileVariable),
        new(SettingSources.SecretsVariable),
        new("Campaign111:Demo", SettingKind.Flag),
        new("Campaign111:PublicBaseUrl", SettingKind.Address),
        new("Campaign111:Jobs", SettingKind.Choice) { Choices = ["on", "off"] },
        new("Campaign111:Role", SettingKind.Choice) { Choices = ["all", "web", "jobs"] },
        new("Campaign111:DrainSeconds", SettingKind.Number) { Most = 600 },
        new("Campaign111:Files", SettingKind.Choice) { Choices = ["folder", "database"] },
        new("Campaign111:FilesFolder"),
        new("Campaign111:Database:BusySeconds", SettingKind.Number) { Least = 1, Most = 600 },
        new("Campaign111:SignIn:TwoFactorRoles"),
        new("Campaign111:DataProtection:Certificate"),
        new("Campaign111:DataProtection:CertificatePassword", SettingKind.Secret),
        new("Campaign111:DataProtection:FormerCertificate"),
        new("Campaign111:DataProtection:FormerCertificatePassword", SettingKind.Secret),
        new("Campaign111:Proxy:KnownNetworks"),
        new("Campaign111:Limits:*"),
        new("Campaign111:Logs", SettingKind.Choice) { Choices = ["text", "json"] },
        new("Campaign111:QuestPdfLicense", SettingKind.Choice) { Choices = ["Community", "Professional", "Enterprise"] },
        new("Campaign111:Audit:KeepYears", SettingKind.Number) { Most = 100 },
        new("Campaign111:Security:KeepDays", SettingKind.Number) { Least = 1, Most = 3660 },
        new("Campaign111:Metrics:Token", SettingKind.Secret),
        new("Campaign111:Api:ConcurrentBatches", SettingKind.Number) { Least = 1, Most = 10_000 },
        new("Campaign111:Hotline:AndroidApp", SettingKind.Address),
        new("Campaign111:Hotline:IosApp", SettingKind.Address),
        new("Campaign111:Mail:Host"),
        new("Campaign111:Mail:Port", SettingKind.Number) { Least = 1, Most = 65535 },
        new("Campaign111:Mail:Tls", SettingKind.Flag),
        new("Campaign111:Mail:User"),
        new("Campaign111:Mail:Password", SettingKind.Secret),
        new("Campaign111:Mail:From"),
        new("Campaign111:Mail:FromName"),
        new("Campaign111:Mail:Pickup"),
        new("Campaign111:Mail:TimeoutSeconds", SettingKind.Number) { Least = 1, Most = 600 },
        new("Campaign111:Webhook:Url", SettingKind.Address),
        new("Campaign111:Webhook:Secret", SettingKind.Secret),
        new("Campaign111:Webhook:AllowPrivate", SettingKind.Flag),
        new("Campaign111:Webhook:TimeoutSeconds", SettingKind.Number) { Least = 1, Most = 600 },
        new("Campaign111:Zalo:AppId"),
        new("Campaign111:Zalo:SecretKey", SettingKind.Secret),
        new("Campaign111:Zalo:RefreshToken", SettingKind.Secret),
        new("Campaign111:Zalo:Api", SettingKind.Address),
        new("Campaign111:Zalo:OAuth", SettingKind.Address),
        new("Campaign111:Zalo:TemplateId"),
        new("Campaign111:Zalo:Template:*"),
        new("Campaign111:Zalo:LongestValue", SettingKind.Number) { Least = 1, Most = 10_000 },
        new("Campaign111:Zalo:TimeoutSeconds", SettingKind.Number) { Least = 1, Most = 600 },
    ];

    /// <summary>One line for the first setting that is unknown or does not fit, with what to do; null when all is well.</summary>
    public static string? Problem(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable())
        {
            if (value is null || (value.Length == 0 && configuration.GetSection(key).GetChildren().Any()))
            {
                // A section, not a value.
                continue;
            }

            var bare = key.EndsWith(SettingSources.FileSuffix, StringComparison.OrdinalIgnoreCase) ? key[..^SettingSources.FileSuffix.Length] : key;
            if (All.FirstOrDefault(setting => setting.Names(bare)) is not { } known)
            {
                return $"Unknown setting {key}{Nearest(key)}. All settings are listed in src/README.md, Configuration.";
            }

            if (bare == key && known.Problem(value) is { } problem)
            {
                return $"The setting {key} is {problem}.";
            }
        }

        return null;
    }

    private static string Nearest(string key) =>
        All.Select(setting => (setting.Key, Distance: Distance(setting.Key.ToUpperInvariant(), key.ToUpperInvariant()))).MinBy(one => one.Distance) is { Distance: <= 4 } near ? $": is {near.Key} meant?" : "";

    // Levenshtein's: how many letters to change.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var corner = row[0]++;
            for (var j = 1; j <= right.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
