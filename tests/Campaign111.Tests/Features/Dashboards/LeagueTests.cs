using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>Places by percentage and how they moved.</summary>
public class LeagueTests
{
    private static readonly CampaignPlan Plan = new(new Campaign { StartsOn = new DateOnly(2020, 7, 28), UnitPath = "/1/" }, [], []);

    [Fact]
    public void Points_and_places_since_the_earlier_day()
    {
        var moves = League.Of([Row(1, 60), Row(2, 50), Row(3, 20)], Before((1, 30), (2, 45), (3, 20)));

        moves[1].ShouldBe(new Movement(1, 2, 30));
        moves[1].Places.ShouldBe(1);
        moves[2].ShouldBe(new Movement(2, 1, 5));
        moves[2].Places.ShouldBe(-1);
        moves[3].ShouldBe(new Movement(3, 3, 0));
    }

    [Fact]
    public void Equals_share_a_place_and_the_next_is_left_out()
    {
        var moves = League.Of([Row(1, 50), Row(2, 50), Row(3, 10)], Before((1, 50), (2, 10), (3, 10)));

        moves.Values.Select(move => move.Rank).ShouldBe([1, 1, 3]);
        moves.Values.Select(move => move.RankBefore).ShouldBe([1, 2, 2]);
    }

    [Fact]
    public void A_unit_without_a_target_has_no_place_and_takes_none()
    {
        var moves = League.Of([Row(1, 50), Row(2, 70, target: null), Row(3, 10)], Before((1, 50), (3, 10)));

        moves[2].ShouldBe(Movement.None);
        moves[3].Rank.ShouldBe(2);
    }

    [Fact]
    public void What_was_not_in_the_books_then_started_at_nothing() =>
        League.Of([Row(1, 50), Row(2, 40)], Before((2, 40)))[1].ShouldBe(new Movement(1, 2, 50));

    [Fact]
    public void A_correction_moves_down()
    {
        var move = League.Of([Row(1, 30), Row(2, 40)], Before((1, 50), (2, 40)))[1];

        move.Points.ShouldBe(-20);
        move.Places.ShouldBe(-1);
        ChangeText.Points(move.Points!.Value).ShouldBe("−20");
    }

    [Theory]
    [InlineData(8.24, "+8,2")]
    [InlineData(0.04, "0")]
    [InlineData(-0.04, "0")]
    [InlineData(-3, "−3")]
    public void Signs_are_written_out(double points, string text) => ChangeText.Points((decimal)points).ShouldBe(text);

    private static Standing Row(long id, long reached, long? target = 100) =>
        Standing.Of(new Unit { Id = id, Path = $"/1/{id}/" }, new CoverageFigure { UnitId = id, Target = target, Reached = reached, Settled = reached, Entries = 1 }, Plan, "/1/", new DateOnly(2020, 9, 1));

    private static Dictionary<long, CoverageFigure> Before(params (long Id, long Reached)[] rows) =>
        rows.ToDictionary(row => row.Id, row => new CoverageFigure { UnitId = row.Id, Target = 100, Reached = row.Reached });
}
