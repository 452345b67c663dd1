using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared.Charts;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>What anybody may read of a campaign: figures of a province and its communes, no hamlets, no people.</summary>
public sealed record PublicModel
{
    public required Campaign Campaign { get; init; }

    /// <summary>The unit of the page.</summary>
    public required Standing Whole { get; init; }

    /// <summary>Where the campaign's page lies above; null on it.</summary>
    public string? UpHref { get; init; }

    /// <summary>Name of the unit above.</summary>
    public string? Up { get; init; }

    /// <summary>Communes, or the provinces of a national campaign; none for a commune.</summary>
    public required IReadOnlyList<Standing> Rows { get; init; }

    public StatusMapData? Map { get; init; }

    /// <summary>The business instant of the figures.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The business day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Where this installation stands, for the snippet of the embed.</summary>
    public required string Site { get; init; }

    public string Fact => CockpitSentence.Of(Whole, new(null, null, null, null, null, ""), Campaign, Today).Fact + ".";

    public UnitLevel RowLevel => Rows.Count > 0 ? Rows[0].Unit.Level : UnitLevel.Commune;

    /// <summary>What a newspaper copies into its page.</summary>
    public string Snippet => SnippetOf(Campaign, Site);

    /// <inheritdoc cref="Snippet" />
    public static string SnippetOf(Campaign campaign, string site)
    {
        var title = System.Net.WebUtility.HtmlEncode(Platform.Localisation.Text.Of(campaign.Name, campaign.NameEn));
        return $"""<iframe src="{site}{PublicLinks.Embed(campaign.Slug)}" title="{title}" width="100%" height="320" loading="lazy" style="border:0"></iframe>""";
    }
}

/// <summary>The page on which the committee opens and closes the public page.</summary>
public sealed record PublicSettingsModel(Campaign Campaign, bool IsOpen, bool MayChange, string Snippet, string Address);
