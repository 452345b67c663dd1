using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary>
/// <c>&lt;div role="alert"&gt;</c> in the answer to a form: it takes the focus, so that a screen reader reads it (a page that loads with an alert is often silent) and the
/// keyboard goes on from there to the fields below.
/// </summary>
[HtmlTargetElement("div", Attributes = "role")]
public sealed class AlertTagHelper : TagHelper
{
    /// <summary>Set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (HttpMethods.IsPost(ViewContext.HttpContext.Request.Method) && output.Attributes["role"]?.Value?.ToString() == "alert" && FirstFocus.Take(ViewContext.HttpContext))
        {
            output.Attributes.SetAttribute("tabindex", "-1");
            output.Attributes.SetAttribute("autofocus", "autofocus");
        }
    }
}
