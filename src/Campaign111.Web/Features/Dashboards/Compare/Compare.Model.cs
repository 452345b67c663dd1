using Campaign111.Features.Campaigns;
using Campaign111.Features.Dashboards.Forecasts;
using Campaign111.Features.Shared;
using Campaign111.Features.Shared.Charts;

namespace Campaign111.Features.Dashboards.Compare;

/// <summary>A unit beside its equals.</summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="Forecast">From its own pace.</param>
/// <param name="PerDay">Households a day over the last fourteen days.</param>
/// <param name="Chart">Its small burn-up; null without a deadline.</param>
public sealed record UnitLine(Standing Standing, Forecast Forecast, decimal PerDay, BurnUpData? Chart);

/// <summary>What a period brought.</summary>
public sealed record PeriodLine(Period Period, long Reached, long Leaflets, long Scans, decimal? Points)
{
    public decimal PerDay => (decimal)Reached / Period.Days;
}

/// <summary>A campaign beside another, by its own days: day 1 is its first.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Whole">The unit in it, today.</param>
/// <param name="Percents">Percent reached by the end of each of its days, up to today or its last one with an entry.</param>
public sealed record CampaignLine(Campaign Campaign, Standing Whole, IReadOnlyList<decimal> Percents);

/// <summary>The page of comparisons of one unit.</summary>
public sealed record CompareModel
{
    /// <summary>Small multiples a page.</summary>
    public const int PageSize = 12;

    public required DashboardModel Board { get; init; }

    public required CompareForm Form { get; init; }

    /// <summary>This page's units, the furthest behind first.</summary>
    public required IReadOnlyList<UnitLine> Units { get; init; }

    public required PeriodLine First { get; init; }

    public required PeriodLine Second { get; init; }

    /// <summary>Other campaigns that the reader may see and that have this unit.</summary>
    public required IReadOnlyList<Campaign> Others { get; init; }

    /// <summary>This campaign and the chosen one; empty when none is chosen.</summary>
    public required IReadOnlyList<CampaignLine> Campaigns { get; init; }

    public PagerModel Pager => new(
        Form.Page, Math.Max(1, (Board.Children.Count + PageSize - 1) / PageSize), Board.Children.Count, page => CompareLinks.Page(Board.Campaign, Board.Unit, Form with { Page = page }) + "#equals");
}
