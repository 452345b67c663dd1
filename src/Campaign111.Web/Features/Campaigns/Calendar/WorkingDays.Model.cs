using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>The page of holidays: those of a year, and the form of one day.</summary>
public sealed class WorkingDaysModel
{
    [Label("Ngày", "Day")]
    public DateOnly? Day { get; set; }

    [Label("Ngày này là", "This day is")]
    public string? Kind { get; set; }

    [Label("Tên", "Name")]
    public string? Name { get; set; }

    [Label("Tên tiếng Anh", "English name")]
    public string? NameEn { get; set; }

    [Label("Căn cứ (luật, thông báo)", "Source (law, notice)")]
    public string? Source { get; set; }

    [BindNever, ValidateNever]
    public int Year { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<SpecialDay> Days { get; set; } = [];

    /// <summary>"21:00-07:00".</summary>
    [BindNever, ValidateNever]
    public QuietHours Quiet { get; set; } = QuietHours.Default;

    /// <summary>Days that are worked in the year.</summary>
    [BindNever, ValidateNever]
    public int Worked { get; set; }

    /// <summary>The kinds in words, by code.</summary>
    public static IReadOnlyList<(string Value, string Text)> Kinds() =>
        [.. Enum.GetValues<SpecialDayKind>().Select(kind => (kind.Code(), Word(kind)))];

    public static string Word(SpecialDayKind kind) => kind switch
    {
        SpecialDayKind.Statutory => Text.Of("nghỉ lễ, tết", "public holiday"),
        SpecialDayKind.Compensatory => Text.Of("nghỉ bù", "day off in lieu"),
        SpecialDayKind.Swap => Text.Of("nghỉ hoán đổi", "day off by exchange"),
        SpecialDayKind.Working => Text.Of("làm bù (ngày cuối tuần đi làm)", "worked in exchange"),
        _ => Text.Of("ngày thường (bỏ mục này)", "ordinary (entry taken back)"),
    };
}
