using Campaign111.Features.Verification.Flags;
using Campaign111.Features.Verification.Statistics;
using Campaign111.Tests.Features.Verification.Simulated;

namespace Campaign111.Tests.Features.Verification;

/// <summary>The questions on simulated months: 10,000 honest communes and 1,000 of each fabrication under --drills, a tenth of both otherwise.</summary>
public class FlagSimulationTests
{
    private static int Part => Drill.Full ? 1 : 10;

    [Fact]
    public void Fewer_than_one_honest_commune_in_a_hundred_is_asked_and_the_pages_say_how_many()
    {
        var (asked, kinds) = FlagTrial.FalseAlarms(FlagTrial.Honest / Part);

        asked.ShouldBeLessThan(FlagTrial.Honest / Part / 100, string.Join(", ", kinds));
        if (Drill.Full)
        {
            asked.ShouldBe(FlagTexts.FalseAlarms);
        }
    }

    public static TheoryData<string> Fabrications => [.. Fabrication.All.Select(fabrication => fabrication.Name)];

    [Theory]
    [MemberData(nameof(Fabrications))]
    public void Invented_figures_are_asked_about(string name)
    {
        var fabrication = Fabrication.All.Single(one => one.Name == name);

        FlagTrial.Detected(fabrication, FlagTrial.Each / Part).ShouldBeGreaterThan(0.5);
    }

    /// <summary>The safeguard taken away: against ten equal shares, instead of the counts' own smoothed shape, far more than one in a hundred would be asked.</summary>
    [Fact]
    public void Equal_shares_of_the_digits_would_be_found_out()
    {
        var asked = Enumerable.Range(1, 1000).Select(seed => new HonestCommune(seed).Month())
            .Select(month => month.Hamlets.Where(hamlet => !hamlet.IsRegister).SelectMany(hamlet => hamlet.Signs).Select(sign => sign.Households).Where(count => count >= 5).ToList())
            .Count(counts => counts.Count >= EndDigits.LeastCounts && EndDigits.Test(counts, [.. Enumerable.Repeat(counts.Count / 10.0, 10)]).P < FlagRules.DigitLevel);

        asked.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void No_stock_recorded_asks_nothing_and_a_weak_hint_is_marked()
    {
        var month = new HonestCommune(5).Month();
        var kinds = FlagRules.Of(month with { Received = null, Scans = 0, Leaflets = 1_000_000 }).Where(finding => finding.Kind is FlagKinds.OverStock or FlagKinds.NoScans).ToList();

        kinds.ShouldHaveSingleItem().IsWeak.ShouldBeTrue();
        FlagRules.Of(month with { Received = 10, Leaflets = 1000 }).ShouldContain(finding => finding.Kind == FlagKinds.OverStock);
        FlagRules.Of(month with { Received = 1000, Leaflets = 1050 }).ShouldNotContain(finding => finding.Kind == FlagKinds.OverStock);
    }
}
