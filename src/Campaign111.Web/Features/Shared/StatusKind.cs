using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Shared;

/// <summary>The statuses that pages show, by the coverage rules (design.md); a feature maps its own result to one of them.</summary>
public enum StatusKind
{
    /// <summary>Before the start.</summary>
    NotDue,

    /// <summary>No entry yet.</summary>
    NotStarted,

    /// <summary>At most 5 points behind the pace.</summary>
    OnPace,

    /// <summary>At most 20 points behind.</summary>
    Behind,

    /// <summary>More than 20 points behind.</summary>
    FarBehind,

    /// <summary>The last day has passed and it is not completed.</summary>
    Overdue,

    /// <summary>Settled households reach the target.</summary>
    Completed,

    /// <summary>No target, or a target of zero.</summary>
    UnknownTarget,

    /// <summary>A mark beside the status: no entry for seven days.</summary>
    Silent,
}

/// <summary>How a status looks: always icon, word and colour together; on maps a texture as well.</summary>
/// <param name="Word">In the reader's language.</param>
/// <param name="Icon">A name of <see cref="Icons"/>.</param>
/// <param name="Css">The class that brings its colours (<c>is-behind</c>).</param>
public sealed record StatusLook(string Word, string Icon, string Css)
{
    /// <summary>The look of a status.</summary>
    public static StatusLook Of(StatusKind kind) => kind switch
    {
        StatusKind.NotDue => new(Text.Of("Chưa đến hạn", "Not due"), "circle", "is-notdue"),
        StatusKind.NotStarted => new(Text.Of("Chưa bắt đầu", "Not started"), "circle-dashed", "is-notstarted"),
        StatusKind.OnPace => new(Text.Of("Đúng tiến độ", "On pace"), "on-pace", "is-onpace"),
        StatusKind.Behind => new(Text.Of("Chậm", "Behind"), "behind", "is-behind"),
        StatusKind.FarBehind => new(Text.Of("Chậm nhiều", "Far behind"), "far-behind", "is-farbehind"),
        StatusKind.Overdue => new(Text.Of("Quá hạn", "Overdue"), "clock-alert", "is-overdue"),
        StatusKind.Completed => new(Text.Of("Hoàn thành", "Completed"), "check-circle", "is-completed"),
        StatusKind.Silent => new(Text.Of("Im lặng 7 ngày", "Silent for 7 days"), "silent", "is-silent"),
        _ => new(Text.Of("Chưa rõ chỉ tiêu", "Unknown target"), "question", "is-unknown"),
    };
}
