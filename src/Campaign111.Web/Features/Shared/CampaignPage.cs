using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Campaign111.Features.Shared;

/// <summary>Base of every view: both languages at the call, and what a page tells the layout.</summary>
public abstract class CampaignPage<TModel> : RazorPage<TModel>
{
    /// <summary>The text in the reader's language. HTML-encoded when written.</summary>
    public string T(string vi, string en) => Text.Of(vi, en);

    /// <summary>The page's title in the browser's tab, in both languages.</summary>
    public void Title(string vi, string en) => ViewData["Title"] = T(vi, en);
}
