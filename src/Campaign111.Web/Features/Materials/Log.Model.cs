using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Materials;

/// <summary>A task of the dispatch that the log counts towards.</summary>
public sealed record LogTask(string Organisation, int Number, string Body, string? Note, bool Done);

/// <summary>A line of the log with the names it needs.</summary>
public sealed record LogLine(MaterialUse Use, string Organisation, string? Material, string? MaterialEn, bool MayWithdraw);

/// <summary>What one organisation did in all, by name.</summary>
public sealed record LogSum(string Organisation, UseFigure Figure);

/// <summary>The page of the log, and its form.</summary>
public sealed class LogModel
{
    [Label("Chiến dịch", "Campaign")]
    public string? Campaign { get; set; }

    [Label("Tài liệu", "Material")]
    public long? Material { get; set; }

    [Label("Cách phát, đăng", "How")]
    public string? Way { get; set; }

    [Label("Ngày", "Day")]
    public DateOnly? UsedOn { get; set; }

    [Label("Nơi phát, đăng", "Where")]
    public string? Outlet { get; set; }

    [Label("Số lượt", "Times")]
    public int Times { get; set; } = 1;

    [Label("Địa chỉ (link)", "Link")]
    public string? Link { get; set; }

    [Label("Ghi chú", "Note")]
    public string? Note { get; set; }

    /// <summary>Campaigns for which this person logs; empty: they only read.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Campaigns { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Materials { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<LogTask> Tasks { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<LogLine> Lines { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<LogSum> Sums { get; set; } = [];

    /// <summary>Key of the next page, or null on the last.</summary>
    [BindNever, ValidateNever]
    public long? Older { get; set; }
}
