using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Time;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>Bình Phước 2020: starts 28/7, last day 29/9/2020.</summary>
public class LadderTests
{
    private static readonly DateOnly LastDay = new(2020, 9, 29);

    private static readonly Campaign Campaign = new() { Id = 1, UnitId = 1, UnitPath = "/1/", StartsOn = new(2020, 7, 28) };

    private static readonly DeadlineInForce Deadline = new("trước ngày 30/9/2020", LastDay, 1, "/1/", "2530/UBND-KGVX");

    [Theory]
    // Not started: T-30 is 30/8.
    [InlineData("2020-08-29", 0, null, null, null)]
    [InlineData("2020-08-30", 0, null, "t-30", "2020-08-30")]
    [InlineData("2020-09-01", 0, null, "t-30", "2020-08-30")]
    [InlineData("2020-09-15", 0, null, "t-14", "2020-09-15")]
    // Started before T-30: nothing at T-30; behind pace only at T-14 and T-7.
    [InlineData("2020-09-01", 10, "2020-08-31", null, null)]
    [InlineData("2020-09-15", 10, "2020-09-14", "t-14", "2020-09-15")]
    [InlineData("2020-09-15", 76, "2020-09-14", null, null)]
    [InlineData("2020-09-22", 10, "2020-09-21", "t-7", "2020-09-22")]
    [InlineData("2020-09-26", 99, "2020-09-25", "t-3", "2020-09-26")]
    [InlineData("2020-09-28", 99, "2020-09-27", "t-1", "2020-09-28")]
    [InlineData("2020-09-29", 99, "2020-09-27", "t-1", "2020-09-28")]
    [InlineData("2020-09-30", 99, "2020-09-27", "overdue+1", "2020-09-30")]
    [InlineData("2020-10-06", 99, "2020-09-27", "overdue+7", "2020-10-06")]
    // Completed units are never reminded.
    [InlineData("2020-09-30", 100, "2020-09-27", null, null)]
    // Silence: due on the seventh silent day, and not again for the same silence.
    [InlineData("2020-09-01", 90, "2020-08-26", null, null)]
    [InlineData("2020-09-01", 90, "2020-08-25", "silent", "2020-09-01")]
    [InlineData("2020-09-05", 90, "2020-08-25", "silent", "2020-09-01")]
    // A time rung goes before silence.
    [InlineData("2020-09-15", 10, "2020-08-25", "t-14", "2020-09-15")]
    public void The_rung_follows_from_day_and_figure(string today, long reached, string? lastEntry, string? rung, string? dueOn)
    {
        var due = On(DateOnly.Parse(today, null), Figure(reached, lastEntry));

        due?.Rung.Code.ShouldBe(rung);
        due?.DueOn.ShouldBe(DateOnly.Parse(dueOn!, null));
        (due is null).ShouldBe(rung is null);
    }

    [Fact]
    public void An_unknown_target_is_never_reminded()
    {
        On(new(2020, 10, 1), new CoverageFigure { UnitId = 2, Target = null }).ShouldBeNull();
        On(new(2020, 10, 1), new CoverageFigure { UnitId = 2, Target = 0 }).ShouldBeNull();
    }

    [Fact]
    public void Settled_households_complete_a_unit_without_all_being_reached()
    {
        On(LastDay.AddDays(1), new CoverageFigure { UnitId = 2, Target = 100, Reached = 90, Settled = 100, Entries = 5 }).ShouldBeNull();
    }

    [Fact]
    public void A_rung_before_the_campaigns_start_does_not_count()
    {
        var late = new Campaign { Id = 1, UnitId = 1, UnitPath = "/1/", StartsOn = new(2020, 9, 10) };

        DueOn(late, new(2020, 9, 11), Figure(0, null)).ShouldBeNull();
        DueOn(late, new(2020, 9, 15), Figure(0, null))!.Rung.Code.ShouldBe("t-14");
    }

    private static DueRung? On(DateOnly today, CoverageFigure figure) => DueOn(Campaign, today, figure);

    private static DueRung? DueOn(Campaign campaign, DateOnly today, CoverageFigure figure)
    {
        var plan = new CampaignPlan(campaign, [Deadline], []);
        return Ladder.Default(campaign.SilentDays).RungOf(campaign, Deadline, figure, CoverageRules.Judge(figure, plan, Deadline, today), today);
    }

    private static CoverageFigure Figure(long reached, string? lastEntry) => new()
    {
        UnitId = 2,
        Target = 100,
        Reached = reached,
        Settled = reached,
        Entries = reached,
        LastEntryAt = lastEntry is null ? null : VietnamTime.At(DateOnly.Parse(lastEntry, null), new TimeOnly(9, 0)),
    };
}
