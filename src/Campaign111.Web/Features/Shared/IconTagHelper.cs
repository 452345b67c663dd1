using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary><c>&lt;icon name="bell" /&gt;</c>: decoration beside a word. With <c>label</c> it stands alone and is read out.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>A name of <see cref="Icons"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>What a screen reader says; without it the icon is hidden from it.</summary>
    public string? Label { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("focusable", "false");
        output.Attributes.SetAttribute(Label is null ? "aria-hidden" : "role", Label is null ? "true" : "img");
        if (Label is not null)
        {
            output.Attributes.SetAttribute("aria-label", Label);
        }

        output.Content.SetHtmlContent($"<path d=\"{Icons.Path(Name)}\"/>");
    }
}
