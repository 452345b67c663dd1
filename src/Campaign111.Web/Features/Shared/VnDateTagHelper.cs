using System.Globalization;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Campaign111.Features.Shared;

/// <summary>
/// <c>&lt;vn-date day="@day" /&gt;</c> writes 30/9/2020; <c>&lt;vn-date at="@instant" /&gt;</c> writes the wall time in Vietnam, 09:12
/// 30/8/2020; <c>in-words="true"</c> writes the day in words. Machines read the ISO form in <c>datetime</c>. Nothing known: a dash.
/// </summary>
[HtmlTargetElement("vn-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class VnDateTagHelper : TagHelper
{
    /// <summary>A day.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>An instant.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>In words.</summary>
    public bool InWords { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = Day is null && At is null ? "span" : "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "vn-date");
        if (At is { } at)
        {
            output.Attributes.SetAttribute("datetime", at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            output.Content.SetContent(Formats.Moment(at));
        }
        else if (Day is { } day)
        {
            output.Attributes.SetAttribute("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            output.Content.SetContent(InWords ? Formats.LongDate(day) : Formats.Date(day));
        }
        else
        {
            output.Content.SetContent("–");
        }
    }
}
