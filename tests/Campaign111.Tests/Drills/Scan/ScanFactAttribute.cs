namespace Campaign111.Tests.Drills.Scan;

/// <summary>A scan by Debian's wapiti and sqlmap: tests/scan and tests/run --drills install them and set CAMPAIGN111_SCAN=1; without it the test says that it was skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScanFactAttribute : FactAttribute
{
    public ScanFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CAMPAIGN111_SCAN") != "1")
        {
            Skip = "the outside scanner runs in tests/run --drills and tests/scan, which install wapiti and sqlmap";
        }
    }
}
