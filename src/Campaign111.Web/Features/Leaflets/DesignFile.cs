using Campaign111.Platform.Pdf;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Campaign111.Features.Leaflets;

/// <summary>The shape of design.yaml (leaflets/README.md). An entry that nobody knows is an error: a slip in a name would silently do nothing.</summary>
public sealed class DesignFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    private static readonly ISerializer Writer = new SerializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull).DisableAliases().Build();

    public string Id { get; set; } = "";

    public int Version { get; set; }

    public Dictionary<string, string> Title { get; set; } = [];

    /// <summary>For whom and where.</summary>
    public Dictionary<string, string> Use { get; set; } = [];

    public SizeEntry Size { get; set; } = new();

    public double BleedMm { get; set; }

    public bool Duplex { get; set; }

    public Dictionary<int, List<double>> FoldsMm { get; set; } = [];

    public List<string> Fonts { get; set; } = [];

    public Dictionary<string, LanguageEntry> Languages { get; set; } = [];

    public Dictionary<string, VariantEntry> Variants { get; set; } = [];

    public List<string> Editable { get; set; } = [];

    public Dictionary<string, PlaceholderEntry> Placeholders { get; set; } = [];

    public Dictionary<string, FactEntry> Facts { get; set; } = [];

    public QrEntry Qr { get; set; } = new();

    /// <summary>Set when the pages are an office's official artwork with our box laid over it; then facts and texts are the artwork's.</summary>
    public ArtworkEntry? Artwork { get; set; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="PdfException">It is no such YAML; the text names line and column.</exception>
    public static DesignFile Read(string yaml)
    {
        try
        {
            var file = Yaml.Deserialize<DesignFile>(yaml) ?? new DesignFile();
            return file.IsWhole ? file : throw new PdfException("design.yaml có mục bỏ trống: ghi giá trị, hoặc bỏ cả dòng đó.");
        }
        catch (YamlException error)
        {
            throw new PdfException($"design.yaml, dòng {error.Start.Line}, cột {error.Start.Column}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>The file as text, without comments.</summary>
    public string Write() => Writer.Serialize(this);

    // YAML sets to nothing what has a name and no value, whatever the type here says.
    private bool IsWhole =>
        new object?[] { Id, Title, Use, Size, FoldsMm, Fonts, Languages, Variants, Editable, Placeholders, Facts, Qr }.All(part => part is not null)
        && Size.Name is not null && Qr.Ecc is not null
        && Title.Values.Concat(Use.Values).Concat(Fonts).Concat(Editable).All(text => text is not null)
        && FoldsMm.Values.All(fold => fold is not null)
        && Languages.Values.All(language => language is { Name: not null, Review: not null })
        && Variants.Values.All(variant => variant?.Pages?.Values.All(pages => pages?.All(page => page is not null) == true) == true)
        && Placeholders.Values.All(place => place is { Vi: not null, En: not null })
        && Facts.Values.All(fact => fact is { Keys: not null, Source: not null } && fact.Keys.All(key => key is not null))
        && Artwork is null or { Source: not null, Kind: not null };

    public sealed class SizeEntry
    {
        public string Name { get; set; } = "";

        public double WidthMm { get; set; }

        public double HeightMm { get; set; }
    }

    public sealed class LanguageEntry
    {
        public string Name { get; set; } = "";

        /// <summary>original, reviewed or draft.</summary>
        public string Review { get; set; } = "";

        /// <summary>Who reviewed it, when not the design's makers.</summary>
        public string? ReviewedBy { get; set; }

        public string? Font { get; set; }
    }

    public sealed class VariantEntry
    {
        public Dictionary<string, List<string>> Pages { get; set; } = [];
    }

    public sealed class PlaceholderEntry
    {
        public bool Required { get; set; }

        public int? Max { get; set; }

        public string Vi { get; set; } = "";

        public string En { get; set; } = "";
    }

    public sealed class FactEntry
    {
        public List<string> Keys { get; set; } = [];

        public string? Text { get; set; }

        public string Source { get; set; } = "";
    }

    public sealed class QrEntry
    {
        public int Page { get; set; } = 1;

        /// <summary>Side of the box, quiet zone included.</summary>
        public double BoxMm { get; set; }

        public string Ecc { get; set; } = "H";
    }

    public sealed class ArtworkEntry
    {
        /// <summary>File in the folder as the office uploaded it.</summary>
        public string Source { get; set; } = "";

        /// <summary>pdf, svg, png or jpg.</summary>
        public string Kind { get; set; } = "";

        /// <summary>Pages of the artwork.</summary>
        public int Pages { get; set; } = 1;

        /// <summary>Whether the artwork goes 3 mm beyond the edge.</summary>
        public bool Bleed { get; set; }

        /// <summary>Pixels an inch at print size; null for drawings.</summary>
        public double? Dpi { get; set; }

        /// <summary>Left edge of the box, mm from the trimmed page's left.</summary>
        public double BoxX { get; set; }

        public double BoxY { get; set; }

        public double BoxWidth { get; set; }

        public double BoxHeight { get; set; }
    }
}
