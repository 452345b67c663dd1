using System.Globalization;
using System.Net;
using System.Text;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>A digest's text: as plain text, as HTML for mail programs, and short for an SMS. In the current language.</summary>
/// <param name="recipient">Name of the person.</param>
/// <param name="content">What it tells.</param>
/// <param name="baseUrl">The public address, without a slash at its end.</param>
/// <param name="muteUrl">Where a day of rest is asked for; null where that is not allowed.</param>
public sealed class DigestText(string recipient, DigestContent content, string baseUrl, string? muteUrl)
{
    private const string ButtonStyle = "background:#c2410c;color:#fff;padding:10px 16px;border-radius:6px;text-decoration:none;display:inline-block";

    // A gateway charges by the 160 letters of GSM 03.38; letters with marks halve them twice over.
    private const int LongestShort = 300;

    private readonly IReadOnlyList<DigestLine> lines = content.Lines;
    private readonly IReadOnlyList<NoticeLine> news = content.News;
    private readonly DateOnly day = content.Day;

    public string Plain()
    {
        var text = new StringBuilder();
        text.AppendLine(Greeting).AppendLine();
        foreach (var line in lines)
        {
            text.AppendLine(CultureInfo.CurrentCulture, $"• {line.UnitName} – {Digest.Reason(line.Facts, day)}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {Digest.Standing(line.Facts)}.");
            foreach (var more in Further(line))
            {
                text.AppendLine(CultureInfo.CurrentCulture, $"  {more}");
            }

            text.AppendLine(CultureInfo.CurrentCulture, $"  {line.CampaignName}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {Digest.Act(line.Facts)}: {baseUrl}{line.Address}")
                .AppendLine();
        }

        foreach (var line in news)
        {
            text.AppendLine(CultureInfo.CurrentCulture, $"• {line.Title}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {line.Words}")
                .AppendLine(CultureInfo.CurrentCulture, $"  {LookButton}: {baseUrl}{line.Address}")
                .AppendLine();
        }

        text.AppendLine(Footer);
        return muteUrl is null ? text.ToString() : text.AppendLine(CultureInfo.CurrentCulture, $"{Rest}: {muteUrl}").ToString();
    }

    public string Html()
    {
        var html = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"{Text.Language}\"><head><meta charset=\"utf-8\"><title>{Encode(Digest.Subject(lines, news, day))}</title></head><body style=\"font-family:sans-serif;color:#14213d;max-width:36em\">"));
        html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Greeting)}</p>");
        foreach (var line in lines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:1.1em;margin-bottom:0\">{Encode(line.UnitName)}: {Encode(Digest.Reason(line.Facts, day))}</h2>")
                .Append(CultureInfo.InvariantCulture, $"<p>{Encode(Digest.Standing(line.Facts))}.")
                .AppendJoin("", Further(line).Select(more => $"<br>{Encode(more)}"))
                .Append(CultureInfo.InvariantCulture, $"<br>{Encode(line.CampaignName)}</p>");
            AppendButton(html, line.Address, Digest.Act(line.Facts));
        }

        foreach (var line in news)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:1.1em;margin-bottom:0\">{Encode(line.Title)}</h2><p>{Encode(line.Words)}</p>");
            AppendButton(html, line.Address, LookButton);
        }

        html.Append(CultureInfo.InvariantCulture, $"<p style=\"color:#5b6472\">{Encode(Footer)}");
        if (muteUrl is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $" <a href=\"{Encode(muteUrl)}\" style=\"color:#5b6472\">{Encode(Rest)}</a>");
        }

        return html.Append("</p></body></html>").ToString();
    }

    /// <summary>The first unit (or piece of news), how many more, and the link; without diacritics.</summary>
    public string Sms()
    {
        if (lines.Count == 0)
        {
            return Short($"111: {news[0].Title}{(news.Count > 1 ? $" (+{news.Count - 1})" : "")}.", news[0].Address);
        }

        var more = lines.Count > 1 ? $" (+{lines.Count - 1})" : "";
        return Short($"111: {lines[0].UnitName} {Digest.Reason(lines[0].Facts, day)}; {Digest.Standing(lines[0].Facts)}{more}.", lines[0].Address);
    }

    private static string LookButton => Text.Of("Mở trang", "Open the page");

    private static string Rest => Text.Of("Tạm dừng một ngày", "Rest for a day");

    private string Footer => lines.Count > 0
        ? Text.Of(
            "Mỗi ngày nhiều nhất một thư, chỉ gửi khi đơn vị chậm tiến độ hoặc có việc đến hạn. Thư gửi tự động, xin không trả lời.",
            "One message a day at most, only while a unit lags or owes something. Sent automatically; please do not reply.")
        : Text.Of("Thư gửi tự động, xin không trả lời.", "Sent automatically; please do not reply.");

    private string Greeting => Text.Of($"Kính gửi {recipient},", $"Dear {recipient},");

    private IEnumerable<string> Further(DigestLine line)
    {
        if (line.Facts.Note is { } note)
        {
            yield return note;
        }

        if (Digest.Missing(line) is { } missing)
        {
            yield return missing + ".";
        }

        if (line.Facts.NeedsAck)
        {
            yield return Text.Of(
                $"Cần xác nhận “đã nhận, kế hoạch …” trong {Ladder.DaysToAcknowledge} ngày làm việc: {baseUrl}/inbox",
                $"Please acknowledge with your plan within {Ladder.DaysToAcknowledge} working days: {baseUrl}/inbox");
        }
    }

    private string Short(string words, string address)
    {
        var (text, link) = (Plain(words), $" {baseUrl}{address}");
        return (text.Length + link.Length <= LongestShort ? text : text[..(LongestShort - link.Length - 3)] + "...") + link;
    }

    private void AppendButton(StringBuilder html, string address, string words) =>
        html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(baseUrl + address)}\" style=\"{ButtonStyle}\">{Encode(words)}</a></p>");

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Replace('đ', 'd').Replace('Đ', 'D').Replace('–', '-').Replace('“', '"').Replace('”', '"').Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
