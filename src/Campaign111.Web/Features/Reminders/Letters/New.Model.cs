using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>The form of a new letter: everything that a person may change before it is drafted. Lists are one a line.</summary>
public sealed class LetterFormModel
{
    [Label("Ký hiệu (sau dấu gạch chéo của số)", "Symbol (behind the number's slash)")]
    public string? Symbol { get; set; }

    [Label("Về việc", "Subject")]
    public string? Subject { get; set; }

    [Label("Địa danh", "Place")]
    public string? Place { get; set; }

    [Label("Kính gửi", "To")]
    public string? To { get; set; }

    [Label("Phần mở đầu", "Opening")]
    public string? Opening { get; set; }

    [Label("Đề nghị sau bảng", "Requests after the table")]
    public string? Requests { get; set; }

    [Label("Nơi nhận", "Copies")]
    public string? Copies { get; set; }

    [Label("Quyền hạn, chức vụ người ký", "Capacity of the signatory")]
    public string? Capacity { get; set; }

    [Label("Họ tên người ký", "Signatory")]
    public string? Signatory { get; set; }

    [BindNever, ValidateNever]
    public Campaign Campaign { get; set; } = new();

    [BindNever, ValidateNever]
    public Unit Unit { get; set; } = new();

    /// <summary>What the letter would be without any change, with the rows of its table.</summary>
    [BindNever, ValidateNever]
    public LetterContent Draft { get; set; } = new();

    /// <summary>The form filled from a draft.</summary>
    public static LetterFormModel Of(LetterContent draft) => new()
    {
        Symbol = draft.Symbol,
        Subject = draft.Subject,
        Place = draft.Place,
        To = Lines(draft.To),
        Opening = Lines(draft.Opening),
        Requests = Lines(draft.Requests),
        Copies = Lines(draft.Copies),
        Capacity = Lines(draft.Capacity),
    };

    /// <summary>The draft with what the form says instead.</summary>
    public LetterContent Apply(LetterContent draft) => draft with
    {
        Symbol = Symbol?.Trim() ?? "",
        Subject = Subject?.Trim() ?? "",
        Place = Place?.Trim() ?? "",
        To = Read(To),
        Opening = Read(Opening),
        Requests = Read(Requests),
        Copies = Read(Copies),
        Capacity = Read(Capacity),
        Signatory = string.IsNullOrWhiteSpace(Signatory) ? null : Signatory.Trim(),
    };

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static List<string> Read(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>The list of letters.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Letters">Letter and name of the unit that writes, newest first.</param>
/// <param name="Writers">Units of this person that may write one.</param>
/// <param name="Older">Key of the next page, or null.</param>
public sealed record LetterListModel(Campaign Campaign, IReadOnlyList<(Letter Letter, string Unit)> Letters, IReadOnlyList<Unit> Writers, long? Older);

/// <summary>One letter.</summary>
public sealed record LetterModel(Campaign Campaign, Letter Letter, Unit Unit, LetterContent Content, bool MayIssue)
{
    /// <summary>What was typed as number, day and signatory when it was refused.</summary>
    public IssueForm Form { get; init; } = new();
}

/// <summary>Number, day and signatory of the signed letter.</summary>
public sealed class IssueForm
{
    [Label("Số", "Number")]
    public string? Number { get; set; }

    [Label("Ngày ban hành", "Day of issue")]
    public DateOnly? IssuedOn { get; set; }

    [Label("Người ký", "Signatory")]
    public string? Signatory { get; set; }
}
