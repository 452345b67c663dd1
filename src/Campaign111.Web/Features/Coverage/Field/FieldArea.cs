namespace Campaign111.Features.Coverage.Field;

/// <summary>A commune, or some of its hamlets, that somebody logs in a campaign.</summary>
/// <param name="Campaign">Slug.</param>
/// <param name="CampaignName">In the reader's language.</param>
/// <param name="IsIllustrative">The demo invents its figures.</param>
/// <param name="Unit">Code of the commune.</param>
/// <param name="UnitName">Its full name.</param>
/// <param name="Hamlets">Those that the person may log, in the commune's order.</param>
public sealed record FieldArea(string Campaign, string CampaignName, bool IsIllustrative, string Unit, string UnitName, IReadOnlyList<FieldPlace> Hamlets);

/// <summary>A hamlet: "25318/thon-3" and its full name.</summary>
public sealed record FieldPlace(string Place, string Name);

/// <summary>Who is at the phone and what they may log; the answer of GET /field/session.</summary>
public sealed record FieldSession
{
    /// <summary>Null when nobody is signed in.</summary>
    public long? Account { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Names this sign-in; another one of the same person has another name.</summary>
    public string? SignIn { get; init; }

    public IReadOnlyList<FieldArea> Areas { get; init; } = [];

    /// <summary>What the page's files and texts are now: another one than the phone's means that it must fetch them anew.</summary>
    public required string Version { get; init; }

    /// <summary>Milliseconds from the real clock to the demo's; 0 outside the demo, where a phone's own clock stands as it is.</summary>
    public long ClockShift { get; init; }
}
