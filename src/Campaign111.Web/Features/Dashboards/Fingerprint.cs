using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Campaign111.Features.Dashboards;

/// <summary>All that map, chart and league table of a dashboard show, as one short text (SHA-256). Figures are read anew for each page; where they are what they were for the last
/// reader of the same view, their drawing is taken from memory: drawing costs ten times the reading. Whatever changes a figure changes the text.</summary>
public static class Fingerprint
{
    public static string Of(DashboardModel board)
    {
        var text = new StringBuilder(8192);
        text.Append(CultureInfo.InvariantCulture, $"{board.Campaign.Id}|{board.Unit.Id}|{board.Filter}|{board.Today:O}|{board.Shown:O}|{board.HasDistricts}");
        Add(text, board, board.Whole);
        foreach (var child in board.Children)
        {
            Add(text, board, child);
        }

        if (board.BurnUp is { } chart)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{chart.Start:O}|{chart.LastDay:O}|{chart.Target}|{chart.Forecast}");
            foreach (var (day, reached) in chart.Reached)
            {
                text.Append(CultureInfo.InvariantCulture, $"|{day.DayNumber}:{reached}");
            }

            foreach (var (day, expected) in chart.Pace)
            {
                text.Append(CultureInfo.InvariantCulture, $"|{day.DayNumber}={expected}");
            }
        }

        var bytes = MemoryMarshal.AsBytes(text.ToString().AsSpan());
        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    private static void Add(StringBuilder text, DashboardModel board, Standing row)
    {
        var (figure, judged) = (row.Figure, row.Judgement);
        text.Append(CultureInfo.InvariantCulture, $"\n{row.Unit.Id}|{row.Unit.FullName}|{figure.Target}|{figure.Reached}|{figure.Settled}|{row.LastDay?.DayNumber}|")
            .Append(CultureInfo.InvariantCulture, $"{judged.Status}|{judged.Silent}|{judged.ExpectedPercent}|{judged.DaysLeft}|{row.Own?.LastDay.DayNumber}");
        if (board.Moves.TryGetValue(row.Unit.Id, out var move))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{move.Rank}|{move.RankBefore}|{move.Points}");
        }
    }
}
