namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>How much of a long test runs: a part in every run, all of it in tests/run --drills.</summary>
internal static class Drills
{
    /// <summary>Whether the long drills were asked for.</summary>
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1";
}
