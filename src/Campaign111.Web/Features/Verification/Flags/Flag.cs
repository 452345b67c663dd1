using System.Text.Json;

namespace Campaign111.Features.Verification.Flags;

/// <summary>A question as stored.</summary>
public sealed class Flag
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    /// <summary>The commune.</summary>
    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    public long? HamletId { get; init; }

    /// <summary>A code of <see cref="FlagKinds"/>.</summary>
    public string Kind { get; init; } = "";

    public string FlagKey { get; init; } = "";

    /// <summary>First day of the month that it is about.</summary>
    public DateOnly MonthOf { get; init; }

    /// <summary>Shown, never counted.</summary>
    public bool Weak { get; init; }

    /// <summary>JSON: the numbers behind it.</summary>
    public string Evidence { get; init; } = "{}";

    public DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>open, answered, closed.</summary>
    public string State { get; init; } = "";

    public bool IsClosed => State == "closed";

    public IReadOnlyDictionary<string, decimal> Numbers => JsonSerializer.Deserialize<Dictionary<string, decimal>>(Evidence) ?? [];
}

/// <summary>What was said to a question.</summary>
public sealed class FlagWord
{
    public long Id { get; init; }

    public long FlagId { get; init; }

    /// <summary>answer or close.</summary>
    public string Kind { get; init; } = "";

    public string Body { get; init; } = "";

    public DateTimeOffset SaidAt { get; init; }

    public string SaidBy { get; init; } = "";
}
