using System.Xml.Linq;
using static Campaign111.Features.Shared.Charts.Svg;

namespace Campaign111.Features.Shared.Charts;

/// <summary>The forecast in a burn-up: a dotted line inside a band, cut off where the chart ends.</summary>
internal static class BurnUpBand
{
    /// <summary>Nothing without a forecast.</summary>
    public static XElement? Of(BurnUpData data, ChartFrame frame)
    {
        if (data.Forecast is not { } forecast || data.Target <= 0 || forecast.Done <= data.Today)
        {
            return null;
        }

        var (x, y) = (frame.X(data.Today), frame.Y(forecast.From));
        var line = Element("path", null, ("class", "chart-forecast"), ("d", $"M{Number(x)} {Number(y)}L{Join(Until(data, frame, forecast.Done))}"));
        if (forecast.Early is not { } early)
        {
            return new XElement("g", line);
        }

        // Fast edge up to the target, along the target, slow edge back. An open slow edge ends where the chart ends, no higher than today.
        var fast = Until(data, frame, early);
        var slow = forecast.Late is { } late ? Until(data, frame, late) : (X: frame.X(data.End), Y: y);
        var corner = early < data.End ? $"L{Join((Math.Min(slow.X, frame.X(data.End)), frame.Y(data.Target)))}" : "";
        var band = Element("path", null, ("class", "chart-band"), ("d", $"M{Number(x)} {Number(y)}L{Join(fast)}{corner}L{Join(slow)}Z"));
        return new XElement("g", band, line);
    }

    /// <summary>Where the straight line from today to the target on that day leaves the chart.</summary>
    private static (double X, double Y) Until(BurnUpData data, ChartFrame frame, DateOnly day)
    {
        if (day <= data.End)
        {
            return (frame.X(day > data.Today ? day : data.Today), frame.Y(data.Target));
        }

        var share = (double)(data.End.DayNumber - data.Today.DayNumber) / (day.DayNumber - data.Today.DayNumber);
        return (frame.X(data.End), frame.Y(data.Forecast!.From + (share * (data.Target - data.Forecast.From))));
    }

    private static string Join((double X, double Y) point) => $"{Number(point.X)} {Number(point.Y)}";
}
