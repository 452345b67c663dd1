using System.Collections.Concurrent;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>Reads designs from the folder "leaflets" beside the executable. A design is read once: files change with a release, not under a running product.</summary>
/// <param name="fonts">Fonts by which texts are measured and wrapped.</param>
/// <param name="folder">One folder a design below it.</param>
public sealed class LeafletDesigns(FontLibrary fonts, string folder)
{
    /// <summary>The design that prints unless another is asked for.</summary>
    public const string Default = "to-roi-a5";

    private readonly ConcurrentDictionary<string, LeafletDesign> read = new(StringComparer.Ordinal);
    private readonly DesignReader reader = new(fonts);

    public LeafletDesigns(FontLibrary fonts) : this(fonts, DefaultFolder) { }

    /// <summary>The folder beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "leaflets");

    /// <summary>Where the designs are.</summary>
    public string Folder => folder;

    /// <summary>Ids of the designs that shipped, in order; nothing is read.</summary>
    public IReadOnlyList<string> Ids => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(IsThere).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Every design that shipped, by id.</summary>
    public IReadOnlyList<LeafletDesign> All => [.. Ids.Select(Get)];

    /// <summary>A design by id.</summary>
    /// <exception cref="LeafletRefusedException">There is none of that name; the text lists those that are there.</exception>
    /// <exception cref="PdfException">A page is not in the subset of SVG.</exception>
    public LeafletDesign Get(string id) => read.GetOrAdd(id, name => IsThere(name) ? reader.Read(Path.Combine(folder, name)) : throw Unknown(name));

    private bool IsThere(string id) => id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && File.Exists(Path.Combine(folder, id, "design.yaml"));

    private LeafletRefusedException Unknown(string id)
    {
        var known = string.Join(", ", Ids);
        return new($"Không có mẫu tờ rơi “{id}”. Các mẫu hiện có: {known}.", $"There is no leaflet design '{id}'. Designs: {known}.");
    }
}
