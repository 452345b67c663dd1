using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaign111.Tests.Features.Shared;

/// <summary>Reads path data back, independently of how it was written.</summary>
internal static partial class Points
{
    /// <summary>The last point of a path with one ring ("Mx yl dx dy ...Z").</summary>
    public static (double X, double Y) EndOf(string path)
    {
        var numbers = Numbers().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        return (numbers.Where((_, index) => index % 2 == 0).Sum(), numbers.Where((_, index) => index % 2 == 1).Sum());
    }

    /// <summary>The absolute points of a path made of M, L and absolute pairs.</summary>
    public static List<(double X, double Y)> Of(string path)
    {
        var numbers = Numbers().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        return [.. Enumerable.Range(0, numbers.Count / 2).Select(index => (numbers[2 * index], numbers[(2 * index) + 1]))];
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
