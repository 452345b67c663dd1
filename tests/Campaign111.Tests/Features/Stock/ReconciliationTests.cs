using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Stock;

namespace Campaign111.Tests.Features.Stock;

/// <summary>The rules of the chain and of the forecast, on figures.</summary>
public class ReconciliationTests
{
    private static readonly StockPlace Place = new(new Unit { Id = 1, Level = UnitLevel.Commune, Code = "25318", Name = "Thử" }, "25318");

    [Theory]
    [InlineData(100, 100, false)]
    [InlineData(150, 100, false)]
    [InlineData(151, 100, true)]
    [InlineData(99, 100, true)]
    [InlineData(500, 0, false)]
    public void Leaflets_a_household_outside_the_band_are_a_question(long leaflets, long households, bool asked) =>
        StockBand.Usual.Questions(leaflets, households).ShouldBe(asked);

    [Fact]
    public void The_chain_says_what_has_no_stock_and_no_leaflet_behind_it()
    {
        var chain = new StockChain(Place, new StockFigure { Doors = 80, Events = 5, Missing = 3, Adjusted = -4 }, Said: 100, Households: 120);

        (chain.WithoutStock, chain.WithoutLeaflet, chain.PerHousehold, chain.Unexplained).ShouldBe((20, 15, 83, 42));
    }

    [Theory]
    [InlineData(70, 0, 70, "2020-09-08")]
    [InlineData(75, 5, 70, "2020-09-08")]
    [InlineData(0, 0, 70, "2020-09-01")]
    [InlineData(70, 0, 0, null)]
    public void A_place_runs_out_at_the_pace_of_seven_days(long inStore, long unbooked, long given, string? day)
    {
        var forecast = StockForecasts.Of(
            Place, new StockFigure { InStore = inStore, InTransit = 10, Doors = 200 }, new CoverageFigure { Leaflets = 200 + unbooked, Target = 400, Settled = 200 }, given, new DateOnly(2020, 9, 1));

        forecast.RunsOutOn.ShouldBe(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        forecast.Missing.ShouldBe(200 - (inStore - unbooked) - 10);
    }

    [Fact]
    public void Enough_for_the_households_left_is_nothing_missing()
    {
        var forecast = StockForecasts.Of(Place, new StockFigure { InStore = 300 }, new CoverageFigure { Target = 400, Settled = 200 }, 70, new DateOnly(2020, 9, 1));

        (forecast.Missing, forecast.StillNeeded).ShouldBe((0, 200));
    }

    [Theory]
    [InlineData("7k3m-9qah", "7K3M9QAH")]
    [InlineData(" 7K3M 9QAH ", "7K3M9QAH")]
    [InlineData(null, "")]
    public void A_note_s_number_is_read_as_people_type_it(string? typed, string number) => NoteNumber.Read(typed).ShouldBe(number);
}
