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

    /// <summary>Where the unit stands; null for an obligation.</summary>
    public CoverageFigure? Figure { get; init; }

    /// <summary>What that means on the day; null for an obligation.</summary>
    public CoverageJudgement? Judgement { get; init; }

    /// <summary>What is owed, when it is not coverage.</summary>
    public Owed.Owed? Owed { get; init; }

    public DeadlineInForce? Deadline { get; init; }

    /// <summary>Empty only when nobody up to the province has a role: the preview shows it.</summary>
    public required IReadOnlyList<Person> Recipients { get; init; }

    /// <summary>The highest level among the recipients, a code of <see cref="Recipients"/>.</summary>
    public string? Told { get; init; }

    /// <summary>The reminder that was not acknowledged in time; null for a rung of the ladder itself.</summary>
    public ReminderFacts? ClimbedFrom { get; init; }

    /// <summary>The committee's words of the day; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>The rung's code, with its climbs.</summary>
    public string Code => ClimbedFrom is { } from ? Rung.ClimbedCode(from.Rung) : Due.Rung.Code;

    /// <summary>Names it in the audit trail: "25318 t-7", "25318 recheck-17 t-7".</summary>
    public string Name => Owed is { } owed ? $"{Unit.Code} {owed.Key} {Code}" : $"{Unit.Code} {Code}";

    /// <summary>What the reminder keeps of it, and what its text is made of.</summary>
    public ReminderFacts Facts => new()
    {
        CampaignId = Campaign.Id,
        UnitId = Unit.Id,
        Rung = Code,
        DueOn = Due.DueOn,
        LastDay = Owed?.LastDay ?? Deadline?.LastDay,
        Wording = Owed?.Wording ?? Deadline?.Wording,
        Document = Owed?.Document ?? Deadline?.Document,
        Reached = Figure?.Reached ?? 0,
        Target = Figure?.Target,
        PercentReached = Figure?.Percent is { } percent ? Math.Round(percent, 2) : null,
        PercentExpected = Judgement?.ExpectedPercent is { } expected ? Math.Round(expected, 2) : null,
        LastEntryOn = Figure?.LastEntryAt is { } at ? VietnamTime.Day(at) : null,
        Told = Told,
        NeedsAck = Due.Rung.NeedsAck,
        ClimbedFrom = ClimbedFrom?.Id,
        Note = Note,
        OwedKey = Owed?.Key ?? "",
        OrganisationId = Owed?.OrganisationId,
        Title = Owed?.TitleVi,
        TitleEn = Owed?.TitleEn,
        Href = Owed?.Href,
    };
}
