using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Stock;

/// <summary>Puts what was printed, issued, received and handed out beside the households that entries say were reached, and ranks what does not fit
/// together. Each difference is a question with its entries, never a verdict (domain.md: administrative coverage is unreliable).</summary>
public sealed class StockReconciliation(StockQueries queries, StockDesk desk, StockBands bands, ICoverageFigures coverage, BusinessClock clock)
{
    private const int MostEntries = 8;

    /// <summary>The chain of a unit and of each unit directly below it.</summary>
    /// <param name="run">One print run, or null for all. Doors are booked the oldest run first, households belong to no run.</param>
    public async Task<(StockChain Own, IReadOnlyList<StockChain> Children)> ChainsAsync(Campaign campaign, StockPlace place, long? run)
    {
        IReadOnlyList<StockPlace> places = [place, .. await desk.ChildrenAsync(campaign, place)];
        var units = places.Select(each => each.Unit).ToList();
        var held = await queries.HoldingsAsync(campaign.Id, units);
        var inward = await queries.InwardAsync(campaign.Id, units);
        var outward = await queries.OutwardAsync(campaign.Id, units);
        var figures = await coverage.OfEachAsync(campaign.Id, units);
        var chains = places.Select((each, at) => new StockChain(each, StockFigure.Of(held[at], inward[at], outward[at], run), figures[at].Leaflets, figures[at].Reached, run is not null)).ToList();
        return (chains[0], chains[1..]);
    }

    /// <summary>What does not fit together at a unit, the largest first. Over all runs.</summary>
    public async Task<IReadOnlyList<StockDifference>> DifferencesAsync(Campaign campaign, StockChain own, IReadOnlyList<StockChain> children)
    {
        var unit = own.Place.Unit;
        var (today, band) = (await clock.TodayAsync(), await bands.OfAsync(campaign.Id));
        var late = (await queries.OnTheWayAsync(campaign.Id, unit, 500)).Where(package => package.IsLate(today) && package.ToPath.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
        var wrong = await queries.ArrivedWrongAsync(campaign.Id, unit, 500);
        var places = await desk.PlacesAsync(late.Concat(wrong).Select(package => package.ToUnitId));
        var found = new List<StockDifference>();
        Add(found, "late", late.Sum(package => package.Quantity), Late(late.Count), late.Select(package => Say(package, places, Age(package, today))));
        AddArrivals(found, own.Figure, wrong, places);
        if (own.Figure.Adjusted != 0)
        {
            var counts = await queries.OfKindAsync(campaign.Id, unit, StockKind.Count, MostEntries);
            Add(found, "adjusted", Math.Abs(own.Figure.Adjusted), Adjusted(own.Figure.Adjusted), counts.Select(count => new StockEvidence(
                $"{Formats.Date(count.HappenedOn)}, {count.RecordedBy}: {StockWords.Leaflets(count.Quantity)}. {count.Reason}", StockLinks.Book(campaign.Slug, own.Place.Code))));
        }

        Add(found, "no-stock", own.WithoutStock, NoStock, Ranked(campaign, own, children, chain => chain.WithoutStock));
        Add(found, "no-leaflet", own.WithoutLeaflet, NoLeaflet, Ranked(campaign, own, children, chain => chain.WithoutLeaflet));
        var outside = Leaves(own, children).Where(chain => band.Questions(chain.Said, chain.Households)).ToList();
        Add(found, "band", outside.Sum(chain => Excess(chain, band)), Outside(band), outside.OrderByDescending(chain => Excess(chain, band)).Select(chain => new StockEvidence(
            Text.Of($"{chain.Place.Name}: {Ratio(chain)} tờ mỗi hộ ({Formats.Number(chain.Said)} tờ, {Formats.Number(chain.Households)} hộ)", $"{chain.Place.Name}: {Ratio(chain)} leaflets a household ({Formats.Number(chain.Said)} for {Formats.Number(chain.Households)})"),
            Href(campaign, own, chain))));
        return [.. found.OrderByDescending(difference => difference.Size)];
    }

    private static void AddArrivals(List<StockDifference> found, StockFigure own, IReadOnlyList<StockShipment> wrong, IReadOnlyDictionary<long, StockPlace> places)
    {
        Add(found, "short", own.Missing, Text.Of("Số tờ thiếu khi nhận hàng: đã mất ở đâu, hay phiếu ghi sai?", "Leaflets missing on arrival: lost where, or is the note wrong?"),
            wrong.Where(package => package.Missing > 0).OrderByDescending(package => package.Missing).Select(package => Say(package, places, Text.Of($"thiếu {Formats.Number(package.Missing!.Value)} / {Formats.Number(package.Quantity)}", $"{Formats.Number(package.Missing!.Value)} of {Formats.Number(package.Quantity)} missing"))));
        Add(found, "damaged", own.Damaged, Text.Of("Số tờ hỏng khi nhận: đóng gói và vận chuyển thế nào?", "Leaflets damaged on arrival: how were they packed and carried?"),
            wrong.Where(package => package.Damaged > 0).OrderByDescending(package => package.Damaged).Select(package => Say(package, places, Text.Of($"hỏng {Formats.Number(package.Damaged!.Value)}", $"{Formats.Number(package.Damaged!.Value)} damaged"))));
    }

    private static void Add(List<StockDifference> found, string kind, long size, string question, IEnumerable<StockEvidence> entries)
    {
        if (size > 0)
        {
            found.Add(new StockDifference(kind, size, question, [.. entries.Take(MostEntries)]));
        }
    }

    private static IEnumerable<StockChain> Leaves(StockChain own, IReadOnlyList<StockChain> children) => children.Count == 0 ? [own] : children;

    private static IEnumerable<StockEvidence> Ranked(Campaign campaign, StockChain own, IReadOnlyList<StockChain> children, Func<StockChain, long> size) =>
        Leaves(own, children).Where(chain => size(chain) > 0).OrderByDescending(size).Select(chain => new StockEvidence(
            Text.Of($"{chain.Place.Name}: {Formats.Number(size(chain))} (lượt ghi: {Formats.Number(chain.Said)} tờ, {Formats.Number(chain.Households)} hộ; sổ kho: {Formats.Number(chain.Figure.Doors)} tờ)", $"{chain.Place.Name}: {Formats.Number(size(chain))} (entries: {Formats.Number(chain.Said)} leaflets, {Formats.Number(chain.Households)} households; book: {Formats.Number(chain.Figure.Doors)})"),
            Href(campaign, own, chain)));

    // Down to the hamlet, whose own page lists the coverage entries.
    private static string Href(Campaign campaign, StockChain own, StockChain chain) => chain.Place.Unit.Level == UnitLevel.Hamlet
        ? CoverageLinks.Hamlet(campaign.Slug, chain.Place.Code.Split('/')[0], chain.Place.Unit.Code)
        : chain.Place.Unit.Id == own.Place.Unit.Id ? CoverageLinks.Commune(campaign.Slug, chain.Place.Code) : StockLinks.Reconciliation(campaign.Slug, chain.Place.Code);

    private static StockEvidence Say(StockShipment package, IReadOnlyDictionary<long, StockPlace> places, string what) =>
        new($"{places[package.ToUnitId].Name}, {Text.Of("phiếu", "note")} {NoteNumber.Shown(package.Number)}: {what}", StockLinks.Note(package.Number));

    private static string Age(StockShipment package, DateOnly today) => Text.Of(
        $"{Formats.Number(package.Quantity)} tờ, gửi {Formats.Date(package.SentOn)}, đã {package.Age(today)} ngày trên đường", $"{Formats.Number(package.Quantity)} leaflets, sent {Formats.Date(package.SentOn)}, {package.Age(today)} days on the way");

    private static long Excess(StockChain chain, StockBand band) =>
        Math.Max((chain.Said * 100) - (band.Most * chain.Households), (band.Least * chain.Households) - (chain.Said * 100)) / 100;

    private static string Ratio(StockChain chain) => Formats.Number(chain.PerHousehold!.Value / 100m, 2);

    private static string Late(int packages) => Text.Of($"{packages} kiện quá ngày phải đến mà chưa ai nhận: đang ở đâu?", $"{packages} packages are past their day and nobody has received them: where are they?");

    private static string Adjusted(long net) => net > 0
        ? Text.Of("Kiểm kê thấy ít hơn sổ: đã phát mà chưa ghi, hay đã mất?", "Counts found fewer than the book: handed out unrecorded, or lost?")
        : Text.Of("Kiểm kê hoặc nhận hàng thấy nhiều hơn sổ: phiếu nào ghi thiếu?", "Counts or packages held more than the book: which note says too little?");

    private static string NoStock => Text.Of("Lượt ghi nói đã phát, nhưng kho không có bấy nhiêu tờ: nhận mà chưa ghi phiếu, hay ghi thừa?", "Entries hand out leaflets that no store had: received without a note, or logged too many?");

    private static string NoLeaflet => Text.Of("Hộ ghi là đã đến mà không có tờ nào được phát: quên ghi số tờ, hay chưa phát?", "Households logged as reached without a leaflet handed out: number forgotten, or none given?");

    private static string Outside(StockBand band) => Text.Of(
        $"Số tờ mỗi hộ ngoài mức {Formats.Number(band.Least / 100m, 2)} đến {Formats.Number(band.Most / 100m, 2)}: vì sao?", $"Leaflets a household outside {Formats.Number(band.Least / 100m, 2)} to {Formats.Number(band.Most / 100m, 2)}: why?");
}
