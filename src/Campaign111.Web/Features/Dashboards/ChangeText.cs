using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>Changes with their sign, as people write them: "+8,2", "−3".</summary>
public static class ChangeText
{
    /// <summary>Percentage points, one decimal.</summary>
    public static string Points(decimal points) => Math.Round(points, 1) switch
    {
        > 0 and var up => "+" + Formats.Number(up),
        < 0 and var down => "−" + Formats.Number(-down),
        _ => "0",
    };

    /// <summary>A whole number.</summary>
    public static string Count(long count) => count > 0 ? "+" + Formats.Number(count) : count < 0 ? "−" + Formats.Number(-count) : "0";
}
