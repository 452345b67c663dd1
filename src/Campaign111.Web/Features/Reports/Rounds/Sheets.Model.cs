using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>A report that one's own office owes or has given.</summary>
public sealed record OwnLine(ReportSheet Sheet, ReportRound Round, string Name, SheetStanding Standing)
{
    public bool IsOpen => Round.IsOpen && Sheet.IsWritable;
}

/// <summary>What somebody's offices owe.</summary>
public sealed record MineModel(IReadOnlyList<OwnLine> Lines, DateOnly Today);

/// <summary>One report as it was submitted.</summary>
public sealed record SheetModel(ReportInHand Hand, ReportForm Form, Campaign Campaign, string Name)
{
    /// <summary>The submission that is shown; null before the first.</summary>
    public ReportVersion? Version { get; init; }

    /// <summary>All, newest first.</summary>
    public IReadOnlyList<ReportVersion> Versions { get; init; } = [];

    public IReadOnlyList<ReportRemark> Remarks { get; init; } = [];

    public string To { get; init; } = "";

    public SheetStanding Standing { get; init; }

    /// <summary>Others report to this office in the same round.</summary>
    public bool HasBelow { get; init; }

    public string? Problem { get; init; }

    /// <summary>The last submission is the one shown, so that it may be decided on.</summary>
    public bool IsNewest => Version?.Number == Hand.Sheet.Versions;
}

/// <summary>One report for writing.</summary>
public sealed record EditModel(ReportInHand Hand, ReportForm Form, Campaign Campaign, string Name)
{
    public IReadOnlyDictionary<string, string> Draft { get; init; } = new Dictionary<string, string>();

    public int Revision { get; init; }

    public IReadOnlyList<DraftProblem> Problems { get; init; } = [];

    public string? Problem { get; init; }

    /// <summary>What the system fills in, as it stands now.</summary>
    public IReadOnlyList<FilledFigure> Filled { get; init; } = [];

    /// <summary>The reports below, added up; null where nobody reports to this office.</summary>
    public RollUp? Below { get; init; }

    public IReadOnlyList<ReportRemark> Remarks { get; init; } = [];

    public string To { get; init; } = "";

    public DateOnly Today { get; init; }

    /// <summary>Rows of each table that are offered: those that are filled and some blank ones.</summary>
    public IReadOnlyDictionary<string, int> RowsShown { get; init; } = new Dictionary<string, int>();

    public bool IsLate => Today > Hand.Round.LastDay && Hand.Sheet.FirstSubmittedOn is null;

    public string Shown(string name) => DraftReader.Shown(Draft, name);

    public string? ProblemAt(string name) => Problems.FirstOrDefault(problem => problem.Name == name)?.Text;

    /// <summary>Sum of the reports below for a field; null without any.</summary>
    public RolledField? BelowOf(ReportField field) => Below?.Fields.FirstOrDefault(one => one.Field.Code == field.Code);
}

/// <summary>A control of the form: model of its partial.</summary>
public sealed record FieldControl(EditModel Page, ReportField Field)
{
    /// <summary>Id in the page; addresses of errors point there.</summary>
    public static string IdOf(string name) => "r-" + name.Replace('.', '-');
}
