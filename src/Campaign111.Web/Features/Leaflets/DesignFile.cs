using Campaign111.Platform.Pdf;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Campaign111.Features.Leaflets;

/// <summary>The shape of design.yaml (leaflets/README.md). An entry that nobody knows is an error: a slip in a name would silently do nothing.</summary>
public sealed class DesignFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

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

    /// <summary>Reads the file.</summary>
    /// <exception cref="PdfException">It is no such YAML; the text names line and column.</exception>
    public static DesignFile Read(string yaml)
    {
        try
        {
            return Yaml.Deserialize<DesignFile>(yaml) ?? new DesignFile();
        }
        catch (YamlException error)
        {
            throw new PdfException($"design.yaml, dòng {error.Start.Line}, cột {error.Start.Column}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

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
}
