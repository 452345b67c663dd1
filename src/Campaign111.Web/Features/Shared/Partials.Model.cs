namespace Campaign111.Features.Shared;

/// <summary>Model of <c>_Pager</c>: pages count from 1; hidden when there is only one.</summary>
/// <param name="Page">The page shown.</param>
/// <param name="Pages">How many there are.</param>
/// <param name="Total">How many rows there are.</param>
/// <param name="Href">Address of a page, filters kept.</param>
public sealed record PagerModel(int Page, int Pages, long Total, Func<int, string> Href);

/// <summary>Model of <c>_EmptyState</c>: says why nothing is here and teaches the next step.</summary>
public sealed record EmptyStateModel(string Icon, string Title, string Body, string? ActionText = null, string? ActionHref = null);

/// <summary>
/// Model of <c>_Confirm</c>: a destructive or outward act names its effect before it happens. Opens in place, works without JavaScript,
/// and posts with an antiforgery token.
/// </summary>
/// <param name="Trigger">Text of the button that opens it: "Huỷ lượt ghi".</param>
/// <param name="Effect">What will happen, to whom, and whether it can be undone.</param>
/// <param name="Action">Address that is posted to.</param>
/// <param name="Submit">Text of the button that does it; names the act, never "OK".</param>
public sealed record ConfirmModel(string Trigger, string Effect, string Action, string Submit)
{
    /// <summary>True for an act that takes something away.</summary>
    public bool Danger { get; init; }

    /// <summary>Hidden fields.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>When set, a reason is asked for under this label and posted as <c>reason</c>.</summary>
    public string? ReasonLabel { get; init; }
}

/// <summary>Model of <c>_Field</c>: a labelled control with hint and error. Usually made by <see cref="FieldTagHelper"/>.</summary>
public sealed record FieldModel(string Name, string Label)
{
    /// <summary>The element's id; unique on the page.</summary>
    public string Id { get; init; } = Name.Replace('.', '_').Replace('[', '_').Replace(']', '_');

    /// <summary>What stands in the field.</summary>
    public string? Value { get; init; }

    /// <summary><c>text</c>, <c>number</c> (a text field with the number keyboard),
    /// <c>day</c> (text: 30/9/2020; the browser's own <c>date</c> field follows the browser's language and may show 09/30/2020), <c>date</c>,
    /// <c>password</c>, <c>email</c>, <c>textarea</c>, <c>checkbox</c>, <c>file</c>, <c>search</c>.</summary>
    public string Type { get; init; } = "text";

    /// <summary>What helps to fill it, below the label.</summary>
    public string? Hint { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public string? Error { get; init; }

    /// <summary>It takes the focus when the page opens.</summary>
    public bool Focus { get; init; }

    /// <summary>Unit behind the control: "hộ".</summary>
    public string? Unit { get; init; }

    /// <summary>True marks nothing; false writes "(không bắt buộc)" behind the label, since most fields are required.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The browser's autocomplete token.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>Makes it a choice: value and text of each option.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options { get; init; }
}
