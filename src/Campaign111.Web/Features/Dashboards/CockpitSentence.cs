using Campaign111.Features.Campaigns;
using Campaign111.Features.Dashboards.Forecasts;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>The one sentence of a unit: where it stands, and how it would go on. The second half is always worded as a forecast.</summary>
/// <param name="Fact">What the books say, without a full stop.</param>
/// <param name="Outlook">What would come if the pace held, or why nothing can be said; null where nothing is left to forecast.</param>
/// <param name="Range">The band of the forecast and what it means by the last day, a sentence of its own; null without one.</param>
public sealed record CockpitSentence(string Fact, string? Outlook, string? Range)
{
    /// <summary>All of it, with a full stop.</summary>
    public string Whole => Outlook is null ? Fact + "." : $"{Fact}; {Outlook}.";

    /// <summary>The sentence of a standing.</summary>
    /// <param name="whole">The unit, judged on <paramref name="today"/>.</param>
    /// <param name="forecast">From its own pace.</param>
    /// <param name="campaign">For its first day.</param>
    /// <param name="today">The day of the figures.</param>
    public static CockpitSentence Of(Standing whole, Forecast forecast, Campaign campaign, DateOnly today)
    {
        var fact = Facts(whole, campaign, today);
        return whole.Status is StatusKind.UnknownTarget or StatusKind.NotDue or StatusKind.Completed
            ? new(fact, null, null)
            : new(fact, Outlooks(forecast, today), Ranges(forecast, whole.Deadline, today));
    }

    private static string Facts(Standing whole, Campaign campaign, DateOnly today)
    {
        var figure = whole.Figure;
        var reached = Formats.Number(figure.Reached);
        var percent = Formats.Percent(figure.Percent ?? 0);
        var expected = whole.Judgement.ExpectedPercent is { } pace ? Formats.Percent(pace) : null;
        return whole.Status switch
        {
            StatusKind.UnknownTarget => Text.Of(
                $"Chưa có số hộ cần đến nên không tính được tỷ lệ: đã đến {reached} hộ",
                $"No number of households to reach is known, so there is no percentage: {reached} households were reached"),
            StatusKind.NotDue => Text.Of(
                $"Chưa đến ngày bắt đầu: chiến dịch mở ngày {Day(campaign.StartsOn, today)}",
                $"Not due yet: the campaign starts on {Day(campaign.StartsOn, today)}"),
            StatusKind.Completed => Completed(whole, percent, today),
            StatusKind.Overdue => Text.Of(
                $"{percent} đã đến, đã quá hạn {Days(-whole.Judgement.DaysLeft)}",
                $"{percent} reached, {Days(-whole.Judgement.DaysLeft)} past the last day"),
            StatusKind.NotStarted when expected is null => Text.Of("Chưa có lượt ghi nào, và chưa có hạn", "No entry yet, and no deadline"),
            StatusKind.NotStarted => Text.Of($"Chưa có lượt ghi nào, theo kế hoạch {expected}", $"No entry yet, {expected} expected"),
            _ when expected is null => Text.Of($"{percent} đã đến, chưa có hạn để so", $"{percent} reached, no deadline to compare with"),
            _ => Text.Of($"{percent} đã đến, theo kế hoạch {expected}", $"{percent} reached, {expected} expected"),
        };
    }

    private static string Completed(Standing whole, string percent, DateOnly today)
    {
        var settled = Formats.Number(whole.Figure.Settled);
        var target = Formats.Number(whole.Figure.Target ?? 0);
        var fact = Text.Of($"Đã hoàn thành: xong {settled} trên {target} hộ, {percent} đã đến", $"Completed: {settled} of {target} households settled, {percent} reached");
        return whole.Deadline is not { } deadline ? fact
            : deadline.LastDay >= today ? fact + Text.Of($"; hạn đến hết ngày {Day(deadline.LastDay, today)}", $"; the last day is {Day(deadline.LastDay, today)}")
            : fact + Text.Of($"; hạn là ngày {Day(deadline.LastDay, today)}", $"; the last day was {Day(deadline.LastDay, today)}");
    }

    private static string Outlooks(Forecast forecast, DateOnly today)
    {
        if (forecast.WhyNone is { Length: > 0 } why)
        {
            return Text.Of($"chưa dự báo được: {why}", $"no forecast: {why}");
        }

        if (forecast.Done is not { } done)
        {
            return Text.Of("dự báo với nhịp này: không xong trong hai năm tới", "forecast at this pace: not done within two years");
        }

        var outlook = Text.Of($"dự báo với nhịp này: xong khoảng {Day(done, today)}", $"forecast at this pace: done about {Day(done, today)}");
        return forecast.DaysLate switch
        {
            null => outlook,
            0 => outlook + Text.Of(", vừa đúng hạn", ", just in time"),
            > 0 => outlook + Text.Of($", muộn {Days(forecast.DaysLate)}", $", {Days(forecast.DaysLate)} late"),
            _ => outlook + Text.Of($", sớm {Days(-forecast.DaysLate)}", $", {Days(-forecast.DaysLate)} early"),
        };
    }

    private static string? Ranges(Forecast forecast, DeadlineInForce? deadline, DateOnly today)
    {
        if (forecast.WhyNone is not null)
        {
            return null;
        }

        var range = (forecast.Early, forecast.Late) switch
        {
            ({ } early, { } late) => Text.Of($"Khoảng dự báo: từ {Day(early, today)} đến {Day(late, today)}.", $"Forecast range: {Day(early, today)} to {Day(late, today)}."),
            ({ } early, null) => Text.Of($"Sớm nhất khoảng {Day(early, today)}, muộn nhất chưa nói được.", $"At the earliest about {Day(early, today)}; the latest cannot be told."),
            _ => null,
        };
        var atLastDay = forecast.ExpectedAtLastDay is { } percent && deadline is not null && deadline.LastDay > today
            ? Text.Of($"Đến hết hạn dự báo đạt khoảng {Formats.Percent(percent)}.", $"About {Formats.Percent(percent)} forecast by the last day.")
            : null;
        return range is null && atLastDay is null ? null : string.Join(' ', new[] { range, atLastDay }.OfType<string>());
    }

    private static string Days(int? days) => Text.Of($"{days} ngày", days == 1 ? "1 day" : $"{days} days");

    private static string Day(DateOnly day, DateOnly today) => day.Year == today.Year ? Formats.DayMonth(day) : Formats.Date(day);
}
