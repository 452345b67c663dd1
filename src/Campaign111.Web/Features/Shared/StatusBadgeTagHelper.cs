using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary><c>&lt;status-badge kind="Behind" /&gt;</c>: icon, word and colour of a status.</summary>
[HtmlTargetElement("status-badge", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusBadgeTagHelper : TagHelper
{
    /// <summary>The status.</summary>
    public StatusKind Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var look = StatusLook.Of(Kind);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "status " + look.Css);
        output.Content.SetHtmlContent(
            $"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{Icons.Path(look.Icon)}\"/></svg>");
        output.Content.Append(look.Word);
    }
}
