namespace Campaign111.Features.Campaigns;

/// <summary>A write was refused by the rules; nothing of it stays.</summary>
/// <param name="problems">Field of the form ("" for the whole) and what is wrong and what to do, in both languages.</param>
public sealed class CampaignRuleException(IReadOnlyList<(string Field, Notice Notice)> problems)
    : Exception(string.Join(" ", problems.Select(problem => problem.Notice.Vi)))
{
    public CampaignRuleException(string field, string vi, string en)
        : this([(field, new Notice(vi, en))])
    {
    }

    public CampaignRuleException(string field, Notice notice)
        : this([(field, notice)])
    {
    }

    public IReadOnlyList<(string Field, Notice Notice)> Problems { get; } = problems;

    /// <summary>Two people wrote the same at once: a unique index refused the second.</summary>
    public static CampaignRuleException Raced() => new(
        "", "Có người vừa ghi cùng một mục. Xin tải lại trang và xem lại.", "Somebody has just written the same. Please reload the page and look again.");
}

/// <summary>Codes of enumerations as they are stored.</summary>
internal static class CampaignCodes
{
    public static string Code(this DeadlineState state) => state == DeadlineState.InForce ? "in-force" : state.ToString().ToLowerInvariant();

    public static DeadlineState DeadlineStateOf(string code) => Enum.GetValues<DeadlineState>().Single(state => state.Code() == code);

    public static string Code(this DispatchKind kind) => kind == DispatchKind.Order ? "order" : "urging";

    public static DispatchKind DispatchKindOf(string code) => Enum.GetValues<DispatchKind>().Single(kind => kind.Code() == code);

    public static string Code(this TaskState state) => state switch
    {
        TaskState.NotStarted => "not-started",
        TaskState.UnderWay => "under-way",
        _ => "done",
    };

    public static TaskState TaskStateOf(string code) => Enum.GetValues<TaskState>().Single(state => state.Code() == code);
}

/// <summary>How far an organisation is with a task.</summary>
public enum TaskState
{
    NotStarted,
    UnderWay,
    Done,
}
