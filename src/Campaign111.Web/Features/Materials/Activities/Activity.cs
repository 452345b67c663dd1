using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Materials.Activities;

/// <summary>Something an organisation did for its task beyond handing out leaflets at doors.</summary>
public sealed class Activity
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    /// <summary>The organisation's share of a task of the dispatch.</summary>
    public long ShareId { get; init; }

    public long OrganisationId { get; init; }

    public long UnitId { get; init; }

    /// <summary>A code of <see cref="ActivityKinds"/>.</summary>
    public string Kind { get; init; } = "";

    public DateOnly HeldOn { get; init; }

    /// <summary>School, station, square, house of culture.</summary>
    public string Place { get; init; } = "";

    /// <summary>Lessons, broadcasts, events.</summary>
    public int Times { get; init; }

    /// <summary>People who came, without the pupils of a school.</summary>
    public int People { get; init; }

    public int Preschool { get; init; }

    public int PrimaryPupils { get; init; }

    public int LowerPupils { get; init; }

    public int UpperPupils { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset LoggedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public int Pupils => Preschool + PrimaryPupils + LowerPupils + UpperPupils;
}

/// <summary>Evidence of an activity.</summary>
public sealed class ActivityFile
{
    public long Id { get; init; }

    public long ActivityId { get; init; }

    public string Name { get; init; } = "";

    public string MediaType { get; init; } = "";

    public long Size { get; init; }

    public string Sha256 { get; init; } = "";
}

/// <summary>What was done for a task in all, by kind.</summary>
public sealed class ActivitySum
{
    public long ShareId { get; init; }

    public string Kind { get; init; } = "";

    public int Entries { get; init; }

    public long Times { get; init; }

    public long People { get; init; }

    public long Preschool { get; init; }

    public long PrimaryPupils { get; init; }

    public long LowerPupils { get; init; }

    public long UpperPupils { get; init; }

    public long Pupils => Preschool + PrimaryPupils + LowerPupils + UpperPupils;
}

/// <summary>Kinds of activity.</summary>
public static class ActivityKinds
{
    public const string School = "school";

    public static IReadOnlyList<string> All { get; } = [School, "loudspeaker", "broadcast", "event", "venue"];

    /// <summary>In the current language.</summary>
    public static string Name(string kind) => kind switch
    {
        School => Text.Of("Buổi học ở trường", "School session"),
        "loudspeaker" => Text.Of("Loa truyền thanh", "Loudspeakers"),
        "broadcast" => Text.Of("Phát thanh, truyền hình", "Radio and TV"),
        "event" => Text.Of("Sự kiện, mít tinh", "Event"),
        "venue" => Text.Of("Nhà văn hoá, thư viện", "Cultural venue"),
        _ => kind,
    };
}
