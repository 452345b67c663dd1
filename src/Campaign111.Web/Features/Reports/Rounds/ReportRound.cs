using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>A collection of reports with one last day.</summary>
public sealed class ReportRound
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    /// <summary>The unit that asks.</summary>
    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    /// <summary>Who asks, as reports address it.</summary>
    public string Office { get; init; } = "";

    /// <summary>A code of <see cref="RoundKinds"/>.</summary>
    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";

    public long? DispatchId { get; init; }

    /// <summary>Number and day of the dispatch as it stood.</summary>
    public string? Document { get; init; }

    public string? Wording { get; init; }

    public DateOnly OpensOn { get; init; }

    /// <summary>Inclusive, a day in Vietnam.</summary>
    public DateOnly LastDay { get; init; }

    public long FormId { get; init; }

    /// <summary>open or closed.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public string MadeByName { get; init; } = "";

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedByName { get; init; }

    public string? CloseNote { get; init; }

    public bool IsOpen => State == "open";
}

/// <summary>Kinds of rounds.</summary>
public static class RoundKinds
{
    public const string SixMonth = "six-month";
    public const string Year = "year";
    public const string AdHoc = "ad-hoc";

    public static IReadOnlyList<string> All { get; } = [SixMonth, Year, AdHoc];

    /// <summary>In the current language.</summary>
    public static string Name(string kind) => kind switch
    {
        SixMonth => Text.Of("6 tháng", "Six months"),
        Year => Text.Of("Năm", "Year"),
        _ => Text.Of("Đột xuất", "Ad hoc"),
    };
}

/// <summary>States of a report.</summary>
public static class SheetStates
{
    /// <summary>Nothing was written yet.</summary>
    public const string Open = "open";
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Returned = "returned";
    public const string Accepted = "accepted";
}

/// <summary>Who owes a report of a round, and how far it is.</summary>
public sealed class ReportSheet
{
    /// <summary>Of the bound unit or organisation; names the report in addresses.</summary>
    public long Id { get; init; }

    public long RoundId { get; init; }

    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    /// <summary>province, district, commune, organisation.</summary>
    public string Level { get; init; } = "";

    public long? OrganisationId { get; init; }

    /// <summary>As it stood when it was bound, Vietnamese.</summary>
    public string Name { get; init; } = "";

    /// <summary>The bound unit above in the same round; null: the unit that asks.</summary>
    public long? ReportsTo { get; init; }

    public long SubmissionId { get; init; }

    /// <summary>A code of <see cref="SheetStates"/>.</summary>
    public string State { get; init; } = SheetStates.Open;

    /// <summary>Savings of the draft so far.</summary>
    public int Revision { get; init; }

    /// <summary>Submissions so far.</summary>
    public int Versions { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public string? ChangedByName { get; init; }

    /// <summary>Vietnamese day of the first submission: decides on time or late, whatever came back later.</summary>
    public DateOnly? FirstSubmittedOn { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedByName { get; init; }

    /// <summary>With the superior: submitted or accepted.</summary>
    public bool IsIn => State is SheetStates.Submitted or SheetStates.Accepted;

    /// <summary>Its office may write.</summary>
    public bool IsWritable => State is SheetStates.Open or SheetStates.Draft or SheetStates.Returned;

    /// <summary>It came back at least once and was sent again.</summary>
    public bool WasResubmitted => Versions > 1;

    public bool IsOrganisation => OrganisationId is not null;
}

/// <summary>What was submitted once.</summary>
public sealed class ReportVersion
{
    public long BoundId { get; init; }

    public int Number { get; init; }

    public string Answers { get; init; } = "";

    public string Figures { get; init; } = "";

    public string? Basis { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }

    public DateOnly SubmittedOn { get; init; }

    public string SubmittedByName { get; init; } = "";

    public IReadOnlyDictionary<string, ReportAnswer> ReadAnswers() => ReportJson.Read<Dictionary<string, ReportAnswer>>(Answers);

    public IReadOnlyList<FilledFigure> ReadFigures() => ReportJson.Read<List<FilledFigure>>(Figures);

    public ReportBasis? ReadBasis() => Basis is null ? null : ReportJson.Read<ReportBasis>(Basis);
}

/// <summary>Why a version came back.</summary>
public sealed class ReportRemark
{
    public int VersionNumber { get; init; }

    public DateTimeOffset At { get; init; }

    public string ByName { get; init; } = "";

    public string Body { get; init; } = "";
}
