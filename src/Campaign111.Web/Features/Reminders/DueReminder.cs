using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>A reminder that a sweep found due: the unit, the rung, why, and whom to tell.</summary>
public sealed class DueReminder
{
    public required Campaign Campaign { get; init; }

    public required Unit Unit { get; init; }

    public required DueRung Due { get; init; }

    public required CoverageFigure Figure { get; init; }

    public required CoverageJudgement Judgement { get; init; }

    public DeadlineInForce? Deadline { get; init; }

    /// <summary>Empty only when nobody up to the province has a role: the preview shows it.</summary>
    public required IReadOnlyList<Person> Recipients { get; init; }

    /// <summary>What the reminder keeps of it, and what its text is made of.</summary>
    public ReminderFacts Facts => new()
    {
        CampaignId = Campaign.Id,
        UnitId = Unit.Id,
        Rung = Due.Rung.Code,
        DueOn = Due.DueOn,
        LastDay = Deadline?.LastDay,
        Wording = Deadline?.Wording,
        Document = Deadline?.Document,
        Reached = Figure.Reached,
        Target = Figure.Target,
        PercentReached = Figure.Percent is { } percent ? Math.Round(percent, 2) : null,
        PercentExpected = Judgement.ExpectedPercent is { } expected ? Math.Round(expected, 2) : null,
        LastEntryOn = Figure.LastEntryAt is { } at ? VietnamTime.Day(at) : null,
    };
}

/// <summary>A row of the table reminder: the figures as they were when it was written. Percentages 0 to 100.</summary>
public class ReminderFacts
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    public string Rung { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public DateOnly SweptOn { get; init; }

    public DateOnly? LastDay { get; init; }

    public string? Wording { get; init; }

    public string? Document { get; init; }

    public long Reached { get; init; }

    public long? Target { get; init; }

    public decimal? PercentReached { get; init; }

    public decimal? PercentExpected { get; init; }

    public DateOnly? LastEntryOn { get; init; }
}
