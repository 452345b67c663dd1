using System.Globalization;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary>
/// <c>&lt;coverage-bar percent="62.5m" expected="70m" kind="StatusKind.Behind" /&gt;</c>: a bar with a tick where the pace stands today. Both are
/// percent; beyond 100 the bar is full, and the figure beside it says how far. No style attribute, so a strict CSP holds.
/// </summary>
[HtmlTargetElement("coverage-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CoverageBarTagHelper : TagHelper
{
    /// <summary>Covered, in percent.</summary>
    public decimal Percent { get; set; }

    /// <summary>Expected today, in percent; null draws no tick.</summary>
    public decimal? Expected { get; set; }

    /// <summary>The status that colours the bar.</summary>
    public StatusKind? Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Kind is { } kind ? "bar " + StatusLook.Of(kind).Css : "bar");
        output.Attributes.SetAttribute("viewBox", "0 0 100 8");
        output.Attributes.SetAttribute("preserveAspectRatio", "none");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Spoken());
        output.Content.SetHtmlContent("<rect class=\"bar-ground\" y=\"1\" width=\"100\" height=\"6\"/>"
            + $"<rect class=\"bar-fill\" y=\"1\" width=\"{Clip(Percent)}\" height=\"6\"/>"
            + (Expected is { } expected ? $"<rect class=\"bar-expected\" x=\"{Clip(Math.Min(expected, 99))}\" width=\".6\" height=\"8\"/>" : ""));
    }

    private string Spoken() => Text.Of("Đã bao phủ ", "Covered ") + Formats.Percent(Percent)
        + (Expected is { } expected ? Text.Of(", tiến độ cần đạt ", ", expected ") + Formats.Percent(expected) : "");

    private static string Clip(decimal percent) => Math.Clamp(percent, 0, 100).ToString("0.#", CultureInfo.InvariantCulture);
}
