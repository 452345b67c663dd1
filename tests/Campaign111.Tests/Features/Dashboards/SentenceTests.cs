using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards;
using Campaign111.Features.Dashboards.Forecasts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Platform.Localisation;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The one sentence in every state. Whatever lies ahead is a forecast in words, never a fact.</summary>
public sealed class SentenceTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);
    private static readonly DateOnly Last = new(2020, 9, 29);
    private static readonly Campaign Campaign = new() { StartsOn = new DateOnly(2020, 7, 28), UnitPath = "/1/" };
    private static readonly Forecast Late = new(new(2020, 10, 8), new(2020, 10, 3), new(2020, 10, 15), 9, 86.4m, null);

    [Fact]
    public void Under_way_and_late() => Both(
        Of(620, Last, Late),
        "62% đã đến, theo kế hoạch 56,2%; dự báo với nhịp này: xong khoảng 8/10, muộn 9 ngày.",
        "62% reached, 56.2% expected; forecast at this pace: done about 8/10, 9 days late.");

    [Theory]
    [InlineData(0, "vừa đúng hạn")]
    [InlineData(-1, "sớm 1 ngày")]
    [InlineData(-12, "sớm 12 ngày")]
    [InlineData(1, "muộn 1 ngày")]
    public void In_time_early_and_late(int daysLate, string words)
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Of(620, Last, Late with { Done = Last.AddDays(daysLate), DaysLate = daysLate })().Whole.ShouldEndWith($", {words}.");
    }

    [Fact]
    public void The_range_and_the_last_day_stand_beside()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Of(620, Last, Late)().Range.ShouldBe("Khoảng dự báo: từ 3/10 đến 15/10. Đến hết hạn dự báo đạt khoảng 86,4%.");
        Of(620, Last, Late with { Late = null, ExpectedAtLastDay = null })().Range.ShouldBe("Sớm nhất khoảng 3/10, muộn nhất chưa nói được.");
        Of(620, Last, Late with { Early = null, Late = null, ExpectedAtLastDay = null })().Range.ShouldBeNull();
    }

    [Fact]
    public void Another_year_is_named()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Of(620, Last, Late with { Done = new DateOnly(2021, 2, 28), DaysLate = 152 })().Outlook.ShouldBe("dự báo với nhịp này: xong khoảng 28/2/2021, muộn 152 ngày");
    }

    [Fact]
    public void Not_within_two_years() => Both(
        Of(620, Last, new Forecast(null, null, null, null, null, null)),
        "62% đã đến, theo kế hoạch 56,2%; dự báo với nhịp này: không xong trong hai năm tới.",
        "62% reached, 56.2% expected; forecast at this pace: not done within two years.");

    [Fact]
    public void No_forecast_says_why() => Both(
        Of(620, Last, new Forecast(null, null, null, null, null, "còn quá ít ngày có số liệu")),
        "62% đã đến, theo kế hoạch 56,2%; chưa dự báo được: còn quá ít ngày có số liệu.",
        "62% reached, 56.2% expected; no forecast: còn quá ít ngày có số liệu.");

    [Fact]
    public void Without_a_deadline_nothing_is_late() => Both(
        Of(620, null, Late with { DaysLate = null, ExpectedAtLastDay = null }),
        "62% đã đến, chưa có hạn để so; dự báo với nhịp này: xong khoảng 8/10.",
        "62% reached, no deadline to compare with; forecast at this pace: done about 8/10.");

    [Fact]
    public void Without_a_target_there_is_no_percentage() => Both(
        Of(620, Last, Late, target: null),
        "Chưa có số hộ cần đến nên không tính được tỷ lệ: đã đến 620 hộ.",
        "No number of households to reach is known, so there is no percentage: 620 households were reached.");

    [Fact]
    public void A_target_of_zero_is_unknown_too()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Of(0, Last, Late, target: 0)().Whole.ShouldNotContain("%");
    }

    [Fact]
    public void Completed_forecasts_nothing() => Both(
        Of(970, Last, Late, settled: 1000),
        "Đã hoàn thành: xong 1.000 trên 1.000 hộ, 97% đã đến; hạn đến hết ngày 29/9.",
        "Completed: 1,000 of 1,000 households settled, 97% reached; the last day is 29/9.");

    [Fact]
    public void Completed_after_the_last_day_and_without_one()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Of(1000, new DateOnly(2020, 8, 20), Late, settled: 1000)().Whole.ShouldEndWith("hạn là ngày 20/8.");
        Of(1000, null, Late, settled: 1000)().Whole.ShouldBe("Đã hoàn thành: xong 1.000 trên 1.000 hộ, 100% đã đến.");
    }

    [Fact]
    public void Overdue_counts_the_days() => Both(
        Of(820, new DateOnly(2020, 8, 29), Late with { DaysLate = 40 }),
        "82% đã đến, đã quá hạn 3 ngày; dự báo với nhịp này: xong khoảng 8/10, muộn 40 ngày.",
        "82% reached, 3 days past the last day; forecast at this pace: done about 8/10, 40 days late.");

    [Fact]
    public void Not_started() => Both(
        Of(0, Last, new Forecast(null, null, null, null, null, "chưa bắt đầu"), entries: 0),
        "Chưa có lượt ghi nào, theo kế hoạch 56,2%; chưa dự báo được: chưa bắt đầu.",
        "No entry yet, 56.2% expected; no forecast: chưa bắt đầu.");

    [Fact]
    public void Not_started_without_a_deadline()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Of(0, null, new Forecast(null, null, null, null, null, "chưa bắt đầu"), entries: 0)().Fact.ShouldBe("Chưa có lượt ghi nào, và chưa có hạn");
    }

    [Fact]
    public void Before_the_start() => Both(
        () => Sentence(0, Last, Late, 1000, null, 0, new DateOnly(2020, 7, 20)),
        "Chưa đến ngày bắt đầu: chiến dịch mở ngày 28/7.",
        "Not due yet: the campaign starts on 28/7.");

    private static void Both(Func<CockpitSentence> sentence, string vietnamese, string english)
    {
        using (new CultureScope(Cultures.Vietnamese))
        {
            sentence().Whole.ShouldBe(vietnamese);
        }

        using (new CultureScope(Cultures.English))
        {
            sentence().Whole.ShouldBe(english);
        }
    }

    private static Func<CockpitSentence> Of(long reached, DateOnly? last, Forecast forecast, long? target = 1000, long? settled = null, long entries = 40) =>
        () => Sentence(reached, last, forecast, target, settled, entries, Today);

    private static CockpitSentence Sentence(long reached, DateOnly? last, Forecast forecast, long? target, long? settled, long entries, DateOnly today)
    {
        var deadlines = last is { } day ? new[] { new DeadlineInForce("đến hết ngày", day, 1, "/1/", null) } : [];
        var figure = new CoverageFigure { UnitId = 1, Target = target, Reached = reached, Settled = settled ?? reached, Entries = entries, LastEntryAt = DateTimeOffset.UnixEpoch };
        var whole = Standing.Of(new Unit { Id = 1, Path = "/1/" }, figure, new CampaignPlan(Campaign, deadlines, []), "/1/", today);
        return CockpitSentence.Of(whole, forecast, Campaign, today);
    }
}
