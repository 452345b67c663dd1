using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Materials.Activities;

/// <summary>A line with its names and evidence.</summary>
public sealed record ActivityLine(Activity Activity, string Organisation, int? Task, IReadOnlyList<ActivityFile> Files, bool MayWithdraw);

/// <summary>A task with what was done for it.</summary>
public sealed record ActivityTask(TaskItem Task, IReadOnlyList<ActivitySum> Sums);

/// <summary>The page of activities, and its form.</summary>
public sealed class ActivitiesModel
{
    [Label("Nhiệm vụ trong công văn", "Task of the dispatch")]
    public long? Share { get; set; }

    [Label("Loại hoạt động", "Kind")]
    public string? Kind { get; set; }

    [Label("Ngày", "Day")]
    public DateOnly? HeldOn { get; set; }

    [Label("Nơi làm", "Where")]
    public string? Place { get; set; }

    [Label("Số buổi, số lượt", "Times")]
    public int Times { get; set; } = 1;

    [Label("Số người dự (không kể học sinh)", "People (without pupils)")]
    public int People { get; set; }

    [Label("Trẻ mầm non", "Preschool children")]
    public int Preschool { get; set; }

    [Label("Học sinh tiểu học", "Primary pupils")]
    public int PrimaryPupils { get; set; }

    [Label("Học sinh THCS", "Lower secondary pupils")]
    public int LowerPupils { get; set; }

    [Label("Học sinh THPT", "Upper secondary pupils")]
    public int UpperPupils { get; set; }

    [Label("Ghi chú", "Note")]
    public string? Note { get; set; }

    public List<IFormFile> Files { get; set; } = [];

    /// <summary>Shares for which this person logs; empty: they only read.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Shares { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<ActivityTask> Tasks { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<ActivityLine> Lines { get; set; } = [];

    /// <summary>Key of the next page, or null on the last.</summary>
    [BindNever, ValidateNever]
    public long? Older { get; set; }
}
