using Campaign111.Features.Verification.Rounds;
using Campaign111.Features.Verification.Statistics;

namespace Campaign111.Tests.Features.Verification;

/// <summary>Drawing, and what the answers of a sample say.</summary>
public class SampleTests
{
    private static readonly CheckFrame Frame = new(
    [
        new HamletClaims(1, "thon-1", [.. Enumerable.Range(1, 60).Select(i => $"H{i:0000}")], [.. Enumerable.Range(61, 40).Select(i => $"H{i:0000}")], 0, 0),
        new HamletClaims(2, "thon-2", [], [], 140, 90),
    ]);

    [Fact]
    public void The_same_seed_gives_the_same_sample_whatever_the_order_of_the_list()
    {
        var turned = new CheckFrame([Frame.Hamlets[1], Frame.Hamlets[0] with { Claimed = [.. Frame.Hamlets[0].Claimed.Reverse()] }]);

        turned.Draw("a", 25).ShouldBe(Frame.Draw("a", 25));
        CheckFrame.FromJson(Frame.ToJson()).Draw("a", 25).ShouldBe(Frame.Draw("a", 25));
        Frame.Draw("b", 25).ShouldNotBe(Frame.Draw("a", 25));
        Frame.Draw("a", 40).Take(25).ShouldBe(Frame.Draw("a", 25));
        Frame.Draw("a", 1000).Count.ShouldBe(200);
        Frame.DrawOthers("a", 6).ShouldAllBe(drawn => string.CompareOrdinal(drawn.Household, "H0060") > 0);
    }

    /// <summary>printf 'a|thon-1|H0042' | sha256sum, for each of the 200 entries, sort, first line: what a spreadsheet would do.</summary>
    [Fact]
    public void Anybody_can_draw_it_again_by_SHA_256()
    {
        var first = Frame.Hamlets[0].Claimed.Select(code => $"thon-1|{code}").Concat(Enumerable.Range(1, 140).Select(place => $"thon-2|#{place}"))
            .OrderBy(key => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"a|{key}"))), StringComparer.Ordinal).First();
        var drawn = Frame.Draw("a", 1)[0];

        (drawn.Household is { } code ? $"thon-1|{code}" : $"thon-2|#{drawn.PlaceNumber}").ShouldBe(first);
    }

    [Fact]
    public void Every_household_has_the_same_chance()
    {
        var seeds = Drill.Full ? 20_000 : 2_000;
        var times = new Dictionary<DrawnHousehold, int>();
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var drawn in Frame.Draw($"seed {seed}", 20))
            {
                times[drawn] = times.GetValueOrDefault(drawn) + 1;
            }
        }

        // Each is drawn with probability 0.1. Pearson over 200 households; draws within a sample exclude one another, which divides by 1 - 0.1.
        var expected = seeds * 0.1;
        var statistic = Frame.Draw("a", 200).Sum(one => Math.Pow(times.GetValueOrDefault(one) - expected, 2) / (expected * 0.9));
        SpecialFunctions.UpperGamma(199 / 2.0, statistic / 2).ShouldBeGreaterThan(0.001);
    }

    [Theory]
    [InlineData(13, 6, 0, "accept")]
    [InlineData(12, 6, 1, "recheck")]
    [InlineData(12, 7, 0, "recheck")]
    [InlineData(19, 0, 0, "accept")]
    [InlineData(12, 6, 0, null)]
    public void A_lot_is_accepted_from_the_rule_on_and_a_household_that_does_not_exist_fails(int remember, int forgot, int nowhere, string? verdict)
    {
        var check = new SpotCheck { Design = CheckDesigns.Lqas, Sample = 19, PassMark = 13 };
        var found = Enumerable.Repeat(CheckOutcomes.Remembers, remember).Concat(Enumerable.Repeat(CheckOutcomes.Forgot, forgot)).Concat(Enumerable.Repeat(CheckOutcomes.Nowhere, nowhere));

        var result = CheckResult.Of(check, Visits([.. found, .. Enumerable.Repeat<string?>(null, 22 - remember - forgot - nowhere)]));

        result.Verdict.ShouldBe(verdict);
        result.Interval.ShouldBeNull("a lot is never a percentage");
    }

    [Fact]
    public void The_absent_make_room_for_reserves_and_others_never_decide()
    {
        var check = new SpotCheck { Design = CheckDesigns.Proportion, Sample = 4 };
        var visits = Visits([CheckOutcomes.Absent, CheckOutcomes.Remembers, CheckOutcomes.Absent, CheckOutcomes.Forgot, CheckOutcomes.Remembers, null, null]);
        CheckResult.Of(check, visits).Active.Count.ShouldBe(6);
        CheckResult.Of(check, visits).Verdict.ShouldBeNull();

        var full = CheckResult.Of(check, [.. Visits([CheckOutcomes.Absent, CheckOutcomes.Remembers, CheckOutcomes.Absent, CheckOutcomes.Forgot, CheckOutcomes.Remembers, CheckOutcomes.Nowhere, null]),
            new CheckVisit { Id = 99, Stratum = Strata.Other, Number = 1, Outcome = CheckOutcomes.Remembers }]);
        full.Verdict.ShouldBe("estimate");
        (full.Remember, full.Found, full.OthersRemember).ShouldBe((2, 4, 1));
        full.Interval.ShouldBe(Proportion.Wilson(2, 4));
    }

    [Fact]
    public void A_sample_that_runs_out_of_reserves_says_nothing()
    {
        var check = new SpotCheck { Design = CheckDesigns.Lqas, Sample = 3, PassMark = 2 };
        var result = CheckResult.Of(check, Visits([CheckOutcomes.Absent, CheckOutcomes.Remembers, CheckOutcomes.Absent, CheckOutcomes.Forgot]));

        result.RanOut.ShouldBeTrue();
        result.Verdict.ShouldBeNull();
    }

    private static List<CheckVisit> Visits(IReadOnlyList<string?> outcomes) =>
        [.. outcomes.Select((outcome, index) => new CheckVisit { Id = index + 1, Stratum = Strata.Claimed, Number = index + 1, Household = $"H{index}", Outcome = outcome })];
}
