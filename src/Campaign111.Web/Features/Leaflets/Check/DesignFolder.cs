using System.Xml.Linq;
using Campaign111.Features.Leaflets.Languages;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>A folder as far as it can be read; what cannot be read is a problem, never an exception.</summary>
internal sealed class DesignFolder
{
    // More than any leaflet has: time and memory of a check stay bounded, whoever sends the folder.
    private const int MostLanguages = 12;
    private const int MostPages = 8;

    private DesignFolder(string home, DesignFile file) => (Home, File) = (home, file);

    /// <summary>A page file before a language is filled in.</summary>
    public sealed record PageFile(string Name, string Svg, XDocument Document);

    public string Home { get; }

    public DesignFile File { get; }

    public Dictionary<string, PageFile> Pages { get; } = [];

    public Dictionary<string, TextSheet> Sheets { get; } = [];

    /// <summary>Code of the original's language.</summary>
    public string Original => File.Languages.First(language => language.Value.Review == "original").Key;

    /// <summary>Reads; null when problems stand in the way of all that follows.</summary>
    public static DesignFolder? Open(string home, Findings findings)
    {
        var path = Path.Combine(home, "design.yaml");
        if (!System.IO.File.Exists(path))
        {
            findings.Add("design.yaml", 0, "files", "thư mục không có design.yaml", "the folder has no design.yaml");
            return null;
        }

        try
        {
            var folder = new DesignFolder(home, DesignFile.Read(System.IO.File.ReadAllText(path)));
            folder.Head(findings);
            folder.ReadPages(findings);
            folder.ReadSheets(findings);
            return findings.Any ? null : folder;
        }
        catch (PdfException error)
        {
            findings.Add("design.yaml", 0, "yaml", error.Message, error.Message);
            return null;
        }
    }

    private void Head(Findings findings)
    {
        void Say(bool wrong, string vi, string en)
        {
            if (wrong)
            {
                findings.Add("design.yaml", 0, "yaml", vi, en);
            }
        }

        Say(File.Id != Path.GetFileName(Path.TrimEndingDirectorySeparator(Home)), $"id “{File.Id}” phải trùng tên thư mục", $"id '{File.Id}' must be the folder's name");
        Say(File.Version < 1, "version phải từ 1 trở lên", "version must be 1 or more");
        Say(!File.Title.ContainsKey("vi") || !File.Title.ContainsKey("en"), "title cần cả vi và en", "title needs vi and en");
        Say(File.BleedMm < 3, "bleed_mm phải từ 3 trở lên", "bleed_mm must be 3 or more");
        Say(File.Languages.Values.Count(language => language.Review == "original") != 1, "đúng một ngôn ngữ có review: original", "exactly one language has review: original");
        Say(File.Languages.Values.Any(language => language.Review is not ("original" or "reviewed" or "draft")), "review là original, reviewed hoặc draft", "review is original, reviewed or draft");
        Say(!File.Variants.ContainsKey("colour") || (File.Artwork is null && !File.Variants.ContainsKey("mono")), "variants cần cả colour và mono (bản để photocopy)", "variants needs colour and mono (the one for copiers)");
        Say(File.Languages.Count > MostLanguages || File.Variants.Count > 2 || File.Variants.Values.Any(variant => variant.Pages.Count > MostLanguages || variant.Pages.Values.Any(pages => pages.Count is 0 or > MostPages)), $"tối đa {MostLanguages} ngôn ngữ, 2 biến thể, {MostPages} trang", $"at most {MostLanguages} languages, 2 variants, {MostPages} pages");
        Say(File.Variants.Values.Any(variant => !variant.Pages.ContainsKey(DesignReader.Default)), "mỗi biến thể cần pages.default", "each variant needs pages.default");
        Say(File.Qr.Page < 1 || File.Variants.Values.SelectMany(variant => variant.Pages.Values).Any(pages => pages.Count < File.Qr.Page), "qr.page phải là một trang có thật", "qr.page must be a page that is there");
        Say(File.Languages.Keys.Any(code => !DesignLanguages.IsCode(code)), "mã ngôn ngữ là hai hoặc ba chữ thường, ví dụ vi, en, km", "a language's code is two or three small letters, such as vi, en, km");
        Say(File.Qr.Ecc != "H", "qr.ecc phải là H (đo qua hai đời photocopy: leaflets/README.md)", "qr.ecc must be H (measured over two generations of copies: leaflets/README.md)");
    }

    private void ReadPages(Findings findings)
    {
        foreach (var name in File.Variants.Values.SelectMany(variant => variant.Pages.Values).SelectMany(pages => pages).Distinct())
        {
            var path = Path.Combine(Home, Path.GetFileName(name));
            if (!System.IO.File.Exists(path))
            {
                findings.Add("design.yaml", 0, "files", $"không có tệp {name}", $"there is no file {name}");
                continue;
            }

            // Refused unread when larger than the subset allows: a hostile file costs no memory.
            var svg = new FileInfo(path).Length <= 4L * SvgSubset.MaxCharacters ? System.IO.File.ReadAllText(path) : new string(' ', SvgSubset.MaxCharacters + 1);
            var problems = SvgSubset.Check(svg);
            foreach (var problem in problems)
            {
                findings.Add(name, problem.Line, "svg", problem.Vietnamese, problem.English);
            }

            if (problems.Count == 0)
            {
                Keep(name, svg, findings);
            }
        }
    }

    private void Keep(string name, string svg, Findings findings)
    {
        try
        {
            var template = SvgTemplate.Parse(svg);
            if (Math.Abs(template.WidthMm - File.Size.WidthMm) > 0.05 || Math.Abs(template.HeightMm - File.Size.HeightMm) > 0.05)
            {
                findings.Add(name, 1, "size", $"trang {template.WidthMm} × {template.HeightMm} mm, design.yaml ghi {File.Size.WidthMm} × {File.Size.HeightMm} mm", $"the page has {template.WidthMm} × {template.HeightMm} mm, design.yaml says {File.Size.WidthMm} × {File.Size.HeightMm} mm");
            }

            foreach (var unknown in template.Placeholders.Where(place => !File.Placeholders.ContainsKey(place)))
            {
                findings.Add(name, 0, "texts", $"chỗ điền {{{{{unknown}}}}} không có trong design.yaml", $"the placeholder {{{{{unknown}}}}} is not in design.yaml");
            }

            using var reader = SvgSubset.Open(svg);
            Pages[name] = new PageFile(name, svg, XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo));
        }
        catch (PdfException error)
        {
            findings.Add(name, 0, "svg", error.Message, error.Message);
        }
    }

    private void ReadSheets(Findings findings)
    {
        // Official artwork holds its own words.
        foreach (var language in File.Artwork is null ? File.Languages.Keys.ToList() : [])
        {
            var name = $"texts.{language}.csv";
            var path = Path.Combine(Home, name);
            if (!System.IO.File.Exists(path))
            {
                findings.Add(name, 0, "texts", "không có bảng lời của ngôn ngữ này", "the language has no sheet of texts");
                continue;
            }

            try
            {
                Sheets[language] = TextSheet.Parse(System.IO.File.ReadAllText(path), name);
            }
            catch (PdfException error)
            {
                findings.Add(name, 0, "texts", error.Message, error.Message);
            }
        }
    }
}
