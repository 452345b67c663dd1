using System.Globalization;
using Campaign111.Tests.Features.Dashboards.Forecasts;

namespace Campaign111.Bench;

/// <summary>The forecast on invented histories whose end is known, asked after a quarter, a half and three quarters of the way.</summary>
internal static class ForecastBench
{
    private const int Histories = 200;
    private const double MostOnSteady = 12;

    public static int Run()
    {
        Console.WriteLine($"error of the day in percent of the time left: median / 90th of {Histories} histories; percent within the band");
        Console.WriteLine("history                  at 25 %            at 50 %            at 75 %");
        foreach (var kind in SyntheticHistory.Kinds)
        {
            var cells = new[] { 0.25, 0.5, 0.75 }.Select(part => BackTest.Of(kind, part, Histories))
                .Select(found => string.Create(CultureInfo.InvariantCulture, $"{found.MedianError,5:F0} /{Worst(found),5} {found.InBand,4:F0} %"));
            Console.WriteLine($"{kind,-18}{string.Join("  ", cells)}");
        }

        var steady = BackTest.Of("steady", 0.5, Histories).MedianError;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench forecast: {steady:F1} %, limit {MostOnSteady:F1}, ratio {steady / MostOnSteady:F2}"));
        return 0;
    }

    private static string Worst(BackTest found) => found.WorstError > 999 ? "never" : found.WorstError.ToString("F0", CultureInfo.InvariantCulture);
}
