using Campaign111.Features.Leaflets.Check;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>A copy of a shipped design that a test breaks in one place.</summary>
public sealed class DesignFixture : IDisposable
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("c111-design-");

    public DesignFixture(string design = "bien-lac-111")
    {
        Home = Directory.CreateDirectory(Path.Combine(scratch.FullName, design)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(PdfLab.Folder("leaflets"), design)))
        {
            File.Copy(file, Path.Combine(Home, Path.GetFileName(file)));
        }
    }

    public string Home { get; }

    /// <summary>Replaces every occurrence; the test is wrong when there is none.</summary>
    public DesignFixture Replace(string file, string old, string with)
    {
        var path = Path.Combine(Home, file);
        var text = File.ReadAllText(path);
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file} does not hold '{old}': the fixture is out of date.");
        }

        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Takes out every line that holds the words.</summary>
    public DesignFixture Without(string file, string words)
    {
        var path = Path.Combine(Home, file);
        var lines = File.ReadAllLines(path);
        var left = lines.Where(line => !line.Contains(words, StringComparison.Ordinal)).ToArray();
        if (left.Length == lines.Length)
        {
            throw new InvalidOperationException($"{file} does not hold '{words}': the fixture is out of date.");
        }

        File.WriteAllLines(path, left);
        return this;
    }

    public DesignReport Check(PdfLab lab) => lab.Linter.Check(Home);

    public void Dispose() => scratch.Delete(recursive: true);
}
