using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary>
/// A figure as the product shows it, large, with its unit and "as of":
/// <c>&lt;figure-number label="Đã đến" value="1234" unit="hộ" as-of="@day" main="true" /&gt;</c>. With <c>percent</c> instead of
/// <c>value</c> it is a percentage (0-100); with neither it is a dash, because unknown is not zero.
/// </summary>
[HtmlTargetElement("figure-number", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FigureNumberTagHelper : TagHelper
{
    /// <summary>What is counted.</summary>
    public string Label { get; set; } = "";

    /// <summary>The count.</summary>
    public decimal? Value { get; set; }

    /// <summary>The percentage, 0 to 100 and beyond.</summary>
    public decimal? Percent { get; set; }

    /// <summary>Unit of the count, as "hộ".</summary>
    public string? Unit { get; set; }

    /// <summary>The day up to which the figure counts.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>True for the one figure that the page is about.</summary>
    public bool Main { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Main ? "figure figure-main" : "figure");
        Add(output, "figure-label", Label);
        output.Content.AppendHtml("<span class=\"figure-value\">");
        output.Content.Append(Shown());
        if (Unit is not null)
        {
            output.Content.Append(" ");
            Add(output, "figure-unit", Unit);
        }

        output.Content.AppendHtml("</span>");
        if (AsOf is { } day)
        {
            Add(output, "figure-asof", Text.Of("tính đến ", "as of ") + Formats.Date(day));
        }
    }

    private string Shown() => (Value, Percent) switch
    {
        ({ } value, _) => Formats.Number(value),
        (_, { } percent) => Formats.Percent(percent),
        _ => "–",
    };

    private static void Add(TagHelperOutput output, string css, string text)
    {
        var span = new TagBuilder("span");
        span.AddCssClass(css);
        span.InnerHtml.Append(text);
        output.Content.AppendHtml(span);
    }
}
