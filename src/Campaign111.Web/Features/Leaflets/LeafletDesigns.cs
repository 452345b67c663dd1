using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Campaign111.Platform.Pdf;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Campaign111.Features.Leaflets;

/// <summary>Reads designs from the folder "leaflets" beside the executable. A design is read once: files change with a release, not under a running product.</summary>
public sealed class LeafletDesigns
{
    /// <summary>The design that prints unless another is asked for.</summary>
    public const string Default = "to-roi-a5";

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
    private readonly ConcurrentDictionary<string, LeafletDesign> read = new(StringComparer.Ordinal);
    private readonly string folder;

    public LeafletDesigns() : this(Path.Combine(AppContext.BaseDirectory, "leaflets")) { }

    /// <param name="folder">One folder a design below it.</param>
    public LeafletDesigns(string folder) => this.folder = folder;

    /// <summary>Every design that shipped, by id.</summary>
    public IReadOnlyList<LeafletDesign> All => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(IsThere).Order(StringComparer.Ordinal).Select(Get)]
        : [];

    /// <summary>A design by id.</summary>
    /// <exception cref="LeafletRefusedException">There is none of that name; the text lists those that are there.</exception>
    /// <exception cref="PdfException">A page is not in the subset of SVG.</exception>
    public LeafletDesign Get(string id) => read.GetOrAdd(id, name => IsThere(name) ? Read(name) : throw Unknown(name));

    private bool IsThere(string id) => id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && File.Exists(Path.Combine(folder, id, "design.yaml"));

    private LeafletRefusedException Unknown(string id)
    {
        var known = Directory.Exists(folder) ? string.Join(", ", Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "";
        return new($"Không có mẫu tờ rơi “{id}”. Các mẫu hiện có: {known}.", $"There is no leaflet design '{id}'. Designs: {known}.");
    }

    private LeafletDesign Read(string id)
    {
        var home = Path.Combine(folder, id);
        var file = Yaml.Deserialize<DesignFile>(File.ReadAllText(Path.Combine(home, "design.yaml")));
        var languages = file.Languages.Where(language => language.Value.Review is "original" or "reviewed").ToDictionary(language => language.Key, language => language.Value.Name);
        var parsed = new Dictionary<string, LeafletTemplate>(StringComparer.Ordinal);
        var pages =
            from variant in file.Variants
            from language in variant.Value.Pages
            where languages.ContainsKey(language.Key)
            select ((variant.Key == "mono", language.Key), (IReadOnlyList<LeafletTemplate>)[.. language.Value.Select(name => Template(home, name, parsed))]);
        return new LeafletDesign
        {
            Id = id,
            Version = file.Version,
            Title = file.Title.GetValueOrDefault("vi", id),
            TitleEn = file.Title.GetValueOrDefault("en", id),
            Languages = languages,
            FilesHash = Hash(home),
            QrPage = file.Qr.Page,
            QrLevel = Enum.Parse<QrLevel>(file.Qr.Ecc),
            Pages = pages.ToDictionary(),
        };
    }

    private static LeafletTemplate Template(string home, string name, Dictionary<string, LeafletTemplate> parsed)
    {
        if (!parsed.TryGetValue(name, out var template))
        {
            var svg = File.ReadAllText(Path.Combine(home, Path.GetFileName(name)));
            parsed[name] = template = new LeafletTemplate(SvgTemplate.Parse(svg), svg);
        }

        return template;
    }

    private static string Hash(string home)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(home).Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(file);
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Path.GetFileName(file)}\n{content.Length}\n")));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The shape of design.yaml, as far as printing needs it.
    private sealed class DesignFile
    {
        public int Version { get; set; }

        public Dictionary<string, string> Title { get; set; } = [];

        public Dictionary<string, LanguageFile> Languages { get; set; } = [];

        public Dictionary<string, VariantFile> Variants { get; set; } = [];

        public QrFile Qr { get; set; } = new();
    }

    private sealed class LanguageFile
    {
        public string Name { get; set; } = "";

        public string Review { get; set; } = "";
    }

    private sealed class VariantFile
    {
        public Dictionary<string, List<string>> Pages { get; set; } = [];
    }

    private sealed class QrFile
    {
        public int Page { get; set; } = 1;

        public string Ecc { get; set; } = "H";
    }
}
