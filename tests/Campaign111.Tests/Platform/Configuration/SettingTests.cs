using System.Text.RegularExpressions;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Configuration;
using Campaign111.Tests.Architecture;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Configuration;

/// <summary>One list of settings: the source, the documentation and the example file agree with it, and what is not in it hinders the start.</summary>
public sealed partial class SettingTests
{
    [Fact]
    public void Every_key_that_the_source_reads_is_in_the_list()
    {
        var read = Source.Files(".", ".cs").Where(file => !file.EndsWith("SettingList.cs", StringComparison.Ordinal))
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct();

        read.Where(key => !SettingList.All.Any(setting => setting.Names(key)) && !Sections.ContainsKey(key)).ShouldBeEmpty("add the setting to SettingList, the README and appsettings.example.json");
    }

    [Fact]
    public void Every_property_of_an_options_class_is_in_the_list()
    {
        var bound = Source.Files(".", ".cs").SelectMany(file => Bound().Matches(File.ReadAllText(file)).Select(match => (Type: match.Groups[1].Value, Section: match.Groups[2].Value))).ToList();
        bound.ShouldNotBeEmpty();
        var missing = from one in bound
                      from type in typeof(Program).Assembly.GetTypes().Where(type => type.Name == one.Type)
                      from property in type.GetProperties()
                      let key = $"{one.Section}:{property.Name}"
                      where property.CanWrite || property.PropertyType.IsGenericType
                      where !SettingList.All.Any(setting => setting.Names(key) || setting.Key == $"{key}:*")
                      select key;

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_is_read_somewhere()
    {
        var source = string.Concat(Source.Files(".", ".cs").Where(file => !file.EndsWith("SettingList.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        var bound = Bound().Matches(source).Select(match => match.Groups[2].Value + ":").ToList();

        // A section read by its parts, and a certificate's password beside it.
        SettingList.All.Where(setting => !source.Contains($"\"{setting.Key.Replace(":*", "", StringComparison.Ordinal).Replace("CertificatePassword", "Certificate", StringComparison.Ordinal)}\"", StringComparison.Ordinal) && !bound.Any(section => setting.Key.StartsWith(section, StringComparison.Ordinal)))
            .Select(setting => setting.Key).ShouldBeEmpty("the list holds a setting that nothing reads");
    }

    [Fact]
    public void The_documentation_lists_every_setting_and_no_other()
    {
        var text = File.ReadAllText(Path.Combine(Source.Root, "src", "README.md"));
        var documented = Documented(text[text.IndexOf("## Configuration", StringComparison.Ordinal)..]);

        documented.Where(name => name.StartsWith('C')).ShouldBe(SettingList.All.Select(setting => setting.Variable.Replace("*", "NAME", StringComparison.Ordinal)), ignoreOrder: true);
        Documented("| `Campaign111__A__B`, `C` | x | y |\n| `Campaign111__D` | x | y |\n\n`Campaign111__E` |").ShouldBe(["Campaign111__A__B", "Campaign111__A__C", "Campaign111__D"]);
    }

    [Fact]
    public async Task The_example_file_holds_every_setting_and_starts()
    {
        var file = Path.Combine(Source.Web, "appsettings.example.json");
        var example = new ConfigurationBuilder().AddJsonFile(file).Build();
        SettingList.Problem(example).ShouldBeNull();
        var text = File.ReadAllText(file);
        SettingList.All.Where(setting => setting.Key.Contains(':', StringComparison.Ordinal) && !text.Contains($"\"{setting.Key.Split(':')[^1].Replace("*", "Template", StringComparison.Ordinal)}\"", StringComparison.Ordinal))
            .Select(setting => setting.Key).ShouldBeEmpty();

        await using var app = new AppFactory(demo: false, more: new Dictionary<string, string?> { [SettingSources.FileVariable] = file });

        using var answer = await app.CreateClient().GetAsync(new Uri("/healthz", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        app.Services.GetRequiredService<IConfiguration>()["Campaign111:Mail:FromName"].ShouldBe(example["Campaign111:Mail:FromName"], "the file was read");
    }

    [Theory]
    [InlineData("Campaign111:Mial:Host", "smtp", "Unknown setting Campaign111:Mial:Host: is Campaign111:Mail:Host meant?")]
    [InlineData("Campaign111:Nonsense", "1", "Unknown setting Campaign111:Nonsense. All settings")]
    [InlineData("Campaign111:Mail:Port", "smtp", "The setting Campaign111:Mail:Port is 'smtp': write a whole number from 1 to 65535.")]
    [InlineData("Campaign111:Mail:Tls", "yes", "is 'yes': write true or false.")]
    [InlineData("Campaign111:Jobs", "perhaps", "is 'perhaps': write on or off.")]
    [InlineData("Campaign111:PublicBaseUrl", "campaign.example", "write a whole address")]
    [InlineData("Campaign111:Mail:Password_File", "/nowhere/password", "/nowhere/password, which is not there")]
    [InlineData("CAMPAIGN111_CONFIG", "/nowhere/settings.json", "/nowhere/settings.json, which is not there")]
    [InlineData("CAMPAIGN111_SECRETS", "/nowhere", "/nowhere, which is not there")]
    public void What_is_wrong_is_one_line_that_says_what_to_do(string key, string value, string says)
    {
        var error = Should.Throw<CliException>(() => Settings((key, value)));

        error.Message.ShouldContain(says);
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task The_product_does_not_start_and_says_why()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-setting-").FullName;
        await using var product = ProductProcess.Start(folder, false, new Dictionary<string, string> { ["Campaign111__Mail__Port"] = "99999" });

        (await product.EndAsync()).ShouldBe(1);

        product.Output.Trim().ShouldBe("The setting Campaign111:Mail:Port is '99999': write a whole number from 1 to 65535.");
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty("nothing was begun");
    }

    [Fact]
    public void Secrets_come_from_files_and_folders()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-secrets-").FullName;
        var file = Path.Combine(Directory.CreateTempSubdirectory("campaign111-secret-").FullName, "password");
        File.WriteAllText(file, "một câu bí mật \n");
        File.WriteAllText(Path.Combine(folder, "Campaign111__Webhook__Secret"), "whsec_abc\n");

        var configuration = Settings(("Campaign111:Mail:Password_File", file), (SettingSources.SecretsVariable, folder));

        configuration["Campaign111:Mail:Password"].ShouldBe("một câu bí mật ");
        configuration["Campaign111:Webhook:Secret"]!.TrimEnd('\n').ShouldBe("whsec_abc");
        File.WriteAllText(Path.Combine(folder, "Campaign111__Webhok__Secret"), "x");
        Should.Throw<CliException>(() => Settings((SettingSources.SecretsVariable, folder))).Message.ShouldContain("is Campaign111:Webhook:Secret meant?");
    }

    private static readonly Dictionary<string, string> Sections = new() { ["Campaign111:Mail"] = "", ["Campaign111:Webhook"] = "", ["Campaign111:Zalo"] = "", ["Campaign111:Limits"] = "" };

    private static ConfigurationManager Settings(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(values.Select(one => KeyValuePair.Create<string, string?>(one.Key, one.Value)));
        configuration.AddSettings();
        return configuration;
    }

    // First cells of the first table; a name without its own beginning shares that of the name before it.
    private static IEnumerable<string> Documented(string section)
    {
        foreach (var line in section.Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')))
        {
            var before = "";
            foreach (Match name in Code().Matches(line.Split('|')[1]))
            {
                var written = name.Groups[1].Value;
                before = written.Contains("__", StringComparison.Ordinal) || before.Length == 0 ? written : before[..(before.LastIndexOf("__", StringComparison.Ordinal) + 2)] + written;
                yield return before;
            }
        }
    }

    [GeneratedRegex("\"(Campaign111:[A-Za-z0-9:]+|CAMPAIGN111_[A-Z]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex(@"AddOptions<(\w+)>\(\)\s*\.BindConfiguration\(""([^""]+)""\)")]
    private static partial Regex Bound();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
