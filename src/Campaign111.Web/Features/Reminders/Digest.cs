using System.Globalization;
using System.Net;
using System.Text;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>A reminder as a digest or a page tells it.</summary>
/// <param name="UnitName">Full name of the unit: "Xã Tân Thành".</param>
/// <param name="CampaignName">Name of the campaign.</param>
/// <param name="Address">Where to log, from the site's root.</param>
/// <param name="Facts">The figures on which it was written.</param>
public sealed record DigestLine(string UnitName, string CampaignName, string Address, ReminderFacts Facts);

/// <summary>The day's one message in plain words: where you stand, what was expected, by which dispatch, and one button.</summary>
public static class Digest
{
    /// <summary>Why this unit is reminded, in a sentence; in the current language.</summary>
    public static string Reason(ReminderFacts facts, DateOnly today)
    {
        var days = facts.LastDay is { } last ? last.DayNumber - today.DayNumber : (int?)null;
        return facts.Rung switch
        {
            "silent" => Text.Of(
                $"chưa có ghi nhận nào từ {Day(facts.LastEntryOn)}",
                $"nothing logged since {Day(facts.LastEntryOn)}"),
            "t-30" => Text.Of($"chưa bắt đầu, còn {days} ngày", $"not started, {days} days left"),
            "t-14" or "t-7" => Text.Of($"chậm tiến độ, còn {days} ngày", $"behind pace, {days} days left"),
            "t-3" or "t-1" => Text.Of($"chưa hoàn thành, còn {days} ngày", $"not complete, {days} days left"),
            _ => Text.Of($"quá hạn {-days} ngày", $"{-days} days overdue"),
        };
    }

    /// <summary>A rung's name for people; its code stays in commands and tables.</summary>
    public static string RungName(Rung rung) => rung.Offset switch
    {
        null => Text.Of("Im lặng", "Silent"),
        < 0 => Text.Of($"{-rung.Offset} ngày trước hạn", $"{-rung.Offset} days before"),
        _ => Text.Of($"Quá hạn {rung.Offset} ngày", $"{rung.Offset} days after"),
    };

    /// <summary>Where the unit stands: figures with their expectation and the deadline's source.</summary>
    public static string Standing(ReminderFacts facts)
    {
        var reached = facts.Target is { } target
            ? Text.Of(
                $"đã đến {facts.Reached:N0}/{target:N0} hộ ({Formats.Percent(facts.PercentReached ?? 0)})",
                $"{facts.Reached:N0} of {target:N0} households reached ({Formats.Percent(facts.PercentReached ?? 0)})")
            : Text.Of($"đã đến {facts.Reached:N0} hộ", $"{facts.Reached:N0} households reached");
        var expected = facts.PercentExpected is { } percent
            ? Text.Of($", theo kế hoạch phải đạt {Formats.Percent(percent)}", $", {Formats.Percent(percent)} expected by now")
            : "";
        var deadline = facts.LastDay is { } last
            ? Text.Of($"; hạn cuối {Day(last)}{Source(facts)}", $"; last day {Day(last)}{Source(facts)}")
            : "";
        return reached + expected + deadline;
    }

    public static string Subject(IReadOnlyList<DigestLine> lines, IReadOnlyList<NoticeLine> news, DateOnly day) => (lines.Count, news.Count) switch
    {
        (1, 0) => Text.Of($"Tổng đài 111: {lines[0].UnitName} cần đẩy nhanh phát tờ rơi ({Day(day)})", $"Hotline 111: {lines[0].UnitName} needs to catch up ({Day(day)})"),
        (0, 1) => Text.Of($"Tổng đài 111: {news[0].Subject}", $"Hotline 111: {news[0].SubjectEn}"),
        (0, _) => Text.Of($"Tổng đài 111: {news.Count} tin mới ({Day(day)})", $"Hotline 111: {news.Count} pieces of news ({Day(day)})"),
        (_, 0) => Text.Of($"Tổng đài 111: {lines.Count} việc cần đôn đốc ({Day(day)})", $"Hotline 111: {lines.Count} places need to catch up ({Day(day)})"),
        _ => Text.Of($"Tổng đài 111: {lines.Count} việc cần đôn đốc, {news.Count} tin mới ({Day(day)})", $"Hotline 111: {lines.Count} places need to catch up, {news.Count} pieces of news ({Day(day)})"),
    };

    public static string PlainText(string recipient, IReadOnlyList<DigestLine> lines, IReadOnlyList<NoticeLine> news, DateOnly day, string baseUrl)
    {
        var text = new StringBuilder();
        text.AppendLine(Greeting(recipient)).AppendLine();
        foreach (var line in lines)
        {
            text.AppendLine(CultureInfo.CurrentCulture, $"• {line.UnitName} – {Reason(line.Facts, day)}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {Standing(line.Facts)}.")
                .AppendLine(CultureInfo.CurrentCulture, $"  {line.CampaignName}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {LogButton}: {baseUrl}{line.Address}")
                .AppendLine();
        }

        foreach (var line in news)
        {
            text.AppendLine(CultureInfo.CurrentCulture, $"• {line.Title}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {line.Words}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {LookButton}: {baseUrl}{line.Address}")
                .AppendLine();
        }

        return text.AppendLine(Footer(lines.Count > 0)).ToString();
    }

    public static string Html(string recipient, IReadOnlyList<DigestLine> lines, IReadOnlyList<NoticeLine> news, DateOnly day, string baseUrl)
    {
        var html = new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif;color:#14213d;max-width:36em\">");
        void Button(string href, string words) =>
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(baseUrl + href)}\" style=\"background:#c2410c;color:#fff;padding:10px 16px;border-radius:6px;text-decoration:none\">{Encode(words)}</a></p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Greeting(recipient))}</p>");
        foreach (var line in lines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:1.1em;margin-bottom:0\">{Encode(line.UnitName)}: {Encode(Reason(line.Facts, day))}</h2>")
                .Append(CultureInfo.InvariantCulture, $"<p>{Encode(Standing(line.Facts))}.<br>{Encode(line.CampaignName)}</p>");
            Button(line.Address, LogButton);
        }

        foreach (var line in news)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:1.1em;margin-bottom:0\">{Encode(line.Title)}</h2><p>{Encode(line.Words)}</p>");
            Button(line.Address, LookButton);
        }

        return html.Append(CultureInfo.InvariantCulture, $"<p style=\"color:#5b6472\">{Encode(Footer(lines.Count > 0))}</p></body></html>").ToString();
    }

    private static string LogButton => Text.Of("Ghi nhận hộ đã đến", "Log households reached");

    private static string LookButton => Text.Of("Mở trang", "Open the page");

    private static string Footer(bool reminds) => reminds
        ? Text.Of(
            "Mỗi ngày nhiều nhất một thư nhắc, chỉ gửi khi đơn vị chậm tiến độ. Thư gửi tự động, xin không trả lời.",
            "One reminder a day at most, only while a unit lags. Sent automatically; please do not reply.")
        : Text.Of("Thư gửi tự động, xin không trả lời.", "Sent automatically; please do not reply.");

    private static string Greeting(string recipient) => Text.Of($"Kính gửi {recipient},", $"Dear {recipient},");

    private static string Source(ReminderFacts facts) => (facts.Document, facts.Wording) switch
    {
        (null, null) => "",
        (null, { } wording) => $" (“{wording}”)",
        ({ } document, null) => $" ({document})",
        ({ } document, { } wording) => $" ({document}: “{wording}”)",
    };

    private static string Day(DateOnly? day) => day is { } known ? Formats.Date(known) : "?";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
