using System.Globalization;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary>
/// <c>&lt;field asp-for="Households" hint="..." unit="hộ" /&gt;</c>: label, control, hint and error of a property, drawn by <c>_Field</c>. The type
/// follows the property (days, numbers, booleans); the value is what was posted, if anything was, so that nobody types twice.
/// </summary>
[HtmlTargetElement("field", Attributes = "asp-for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlHelper html) : TagHelper
{
    private static readonly HashSet<Type> Numbers = [typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(double)];

    /// <summary>The property.</summary>
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Overrides the type that follows from the property: <c>password</c>, <c>textarea</c>, <c>email</c>, <c>file</c>, <c>search</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Overrides the property's own label.</summary>
    public string? Label { get; set; }

    /// <summary>What helps to fill it.</summary>
    public string? Hint { get; set; }

    /// <summary>Unit behind the control.</summary>
    public string? Unit { get; set; }

    /// <summary>The browser's autocomplete token.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Overrides whether it must be filled.</summary>
    public bool? Required { get; set; }

    /// <summary>Makes it a choice.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options { get; set; }

    /// <summary>Set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ((IViewContextAware)html).Contextualize(ViewContext);
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var state = ViewContext.ModelState.GetValueOrDefault(name);
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync("/Features/Shared/_Field.cshtml", new FieldModel(name, Label ?? For.Metadata.GetDisplayName())
        {
            Type = Type ?? TypeOf(For.Metadata.UnderlyingOrModelType),
            Value = state?.AttemptedValue ?? Written(For.Model, Type == "date"),
            Error = state?.Errors.FirstOrDefault()?.ErrorMessage,
            Focus = state?.Errors.Count > 0 && FirstFocus.Take(ViewContext.HttpContext),
            Hint = Hint ?? (Type is null && For.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? Text.Of("Ngày/tháng/năm, như 30/9/2020", "Day/month/year, like 30/9/2020") : null),
            Unit = Unit,
            Autocomplete = Autocomplete,
            Required = Required ?? For.Metadata.IsRequired,
            Options = Options,
        }));
    }

    private static string TypeOf(Type type) =>
        type == typeof(DateOnly) ? "day" : type == typeof(bool) ? "checkbox" : Numbers.Contains(type) ? "number" : "text";

    /// <summary>As the binder reads it back: days as 30/9/2020 (ISO form where the browser's own date field was asked for), numbers by the culture without groups.</summary>
    private static string? Written(object? value, bool iso) => value switch
    {
        null => null,
        DateOnly day => iso ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Formats.Date(day),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString(),
    };
}
