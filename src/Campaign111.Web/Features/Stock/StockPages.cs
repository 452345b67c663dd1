using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Stock;

/// <summary>Puts the model of a unit's stock page together.</summary>
public sealed class StockPages(
    StockDesk desk, StockQueries queries, StockRuns runs, StockRequests requests, StockForecasts forecasts, ICoverageFigures coverage, BusinessClock clock, CurrentUser user)
{
    private const int MostListed = 50;
    private const int MostOwn = 5;

    public async Task<StockModel> UnitAsync(Campaign campaign, StockPlace place)
    {
        var children = await desk.ChildrenAsync(campaign, place);
        var held = await queries.HoldingsAsync(campaign.Id, [place.Unit, .. children.Select(child => child.Unit)]);
        var figure = StockFigure.Of(held[0], [], []);
        var said = (await coverage.OfAsync(campaign.Id, place.Unit)).Leaflets;
        var mayManage = await user.MayAsync(Permission.ManageStock, place.Unit.Path);
        return new StockModel
        {
            Campaign = campaign,
            Place = place,
            Steps = await desk.StepsAsync(campaign, place),
            Today = await clock.TodayAsync(),
            Figure = figure,
            Runs = (await runs.OfAsync(campaign.Id)).ToDictionary(run => run.Id),
            Own = [.. await queries.OwnAsync(campaign.Id, place.Unit.Id), .. await queries.OwnAsync(campaign.Id, place.Unit.Id, StockAccount.Printer), .. await queries.OwnAsync(campaign.Id, place.Unit.Id, StockAccount.Damaged)],
            Children = [.. children.Zip(held.Skip(1), (child, lines) => (child, StockFigure.Of(lines, [], [])))],
            OnTheWay = await PackagesAsync(await queries.OnTheWayAsync(campaign.Id, place.Unit, MostListed)),
            Asked = await AskedAsync(campaign, place, mayManage),
            OwnRequests = await requests.OfAsync(campaign.Id, place.Unit.Id, MostOwn),
            Unbooked = said - figure.Doors,
            Forecast = (await forecasts.OfAsync(campaign, [place]))[0],
            MayManage = mayManage,
        };
    }

    /// <summary>Packages with the names of both ends.</summary>
    public async Task<IReadOnlyList<PackageLine>> PackagesAsync(IReadOnlyList<StockShipment> packages)
    {
        var places = await desk.PlacesAsync(packages.SelectMany(package => new[] { package.FromUnitId, package.ToUnitId }));
        var lines = new List<PackageLine>();
        foreach (var package in packages)
        {
            lines.Add(new PackageLine(package, places[package.FromUnitId], places[package.ToUnitId], await desk.MayReceiveAsync(places[package.ToUnitId].Unit)));
        }

        return lines;
    }

    private async Task<IReadOnlyList<RequestLine>> AskedAsync(Campaign campaign, StockPlace place, bool mayManage)
    {
        var open = (await requests.OpenBelowAsync(campaign.Id, place.Unit, MostListed)).Where(request => request.UnitId != place.Unit.Id).ToList();
        var places = await desk.PlacesAsync(open.Select(request => request.UnitId));
        return [.. open.Select(request => new RequestLine(request, places[request.UnitId], mayManage))];
    }
}
