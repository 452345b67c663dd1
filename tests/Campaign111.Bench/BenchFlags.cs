using System.Globalization;

namespace Campaign111.Bench;

/// <summary>Flags of a benchmark, as <c>--name value</c>; numbers only.</summary>
internal sealed class BenchFlags(string[] args)
{
    /// <exception cref="FormatException">The value is no number.</exception>
    public int Number(string name, int otherwise) => List(name, [otherwise])[0];

    /// <exception cref="FormatException">A value is no number.</exception>
    public IReadOnlyList<int> List(string name, IReadOnlyList<int> otherwise)
    {
        var at = Array.IndexOf(args, $"--{name}");
        return at < 0 || at + 1 >= args.Length ? otherwise : [.. args[at + 1].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
    }
}
