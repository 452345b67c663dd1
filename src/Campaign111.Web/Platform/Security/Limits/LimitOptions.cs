namespace Campaign111.Platform.Security.Limits;

/// <summary>So many requests a minute in the long run, and so many at once.</summary>
public sealed record Pace(int PerMinute, int Burst);

/// <summary>How many requests one account and one address may make, by kind. Configured under Campaign111:Limits, as in
/// Campaign111:Limits:Exports:AccountPerMinute; 0 lifts that limit, Campaign111:Limits:Enabled=false all of them.</summary>
/// <remarks>The defaults let thirty people of a commune office behind one address work at once, and their phones send what waited for days (a batch holds 500 entries): they
/// stop loops and scripts, not people. Counted on each node by itself, in memory. An account has no limit for signing in: SignInGuard paces that.</remarks>
public sealed class LimitOptions
{
    public const string Section = "Campaign111:Limits";

    private static readonly Dictionary<LimitClass, (Pace? Address, Pace? Account)> Defaults = new()
    {
        [LimitClass.General] = (new Pace(6000, 12_000), new Pace(1200, 2400)),
        [LimitClass.SignIn] = (new Pace(60, 120), null),
        [LimitClass.PasswordLinks] = (new Pace(60, 200), null),
        [LimitClass.Invitations] = (new Pace(120, 240), new Pace(60, 120)),
        [LimitClass.Uploads] = (new Pace(300, 600), new Pace(60, 120)),
        [LimitClass.Exports] = (new Pace(600, 1200), new Pace(120, 240)),
        [LimitClass.Ingest] = (new Pace(6000, 12_000), new Pace(1200, 2400)),
    };

    private readonly IReadOnlyDictionary<LimitClass, (Pace? Address, Pace? Account)> paces;

    private LimitOptions(IReadOnlyDictionary<LimitClass, (Pace? Address, Pace? Account)> paces) => this.paces = paces;

    /// <summary>False: nothing is limited.</summary>
    public bool Enabled { get; private init; } = true;

    public Pace? OfAddress(LimitClass limit) => paces[limit].Address;

    public Pace? OfAccount(LimitClass limit) => paces[limit].Account;

    public static LimitOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var paces = Enum.GetValues<LimitClass>().ToDictionary(
            limit => limit,
            limit => (Pace(section.GetSection(limit.ToString()), "Address", Defaults[limit].Address), Pace(section.GetSection(limit.ToString()), "Account", Defaults[limit].Account)));
        return new LimitOptions(paces) { Enabled = section.GetValue("Enabled", true) };
    }

    private static Pace? Pace(IConfigurationSection section, string who, Pace? usual)
    {
        var perMinute = section.GetValue($"{who}PerMinute", usual?.PerMinute ?? 0);
        return perMinute <= 0 ? null : new Pace(perMinute, Math.Max(1, section.GetValue($"{who}Burst", usual is null || perMinute != usual.PerMinute ? 2 * perMinute : usual.Burst)));
    }
}
