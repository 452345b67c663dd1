using System.Diagnostics;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Platform.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>What the PDF tests share: the engine as the program gets it, the shipped design, poppler and zbar, a scratch folder that goes away.</summary>
public sealed class PdfLab : IDisposable
{
    public static readonly PdfMetadata Metadata = new("Tờ rơi 111", "UBND tỉnh Bình Phước", "Tổng đài 111", new DateTimeOffset(2020, 9, 1, 7, 30, 0, TimeSpan.FromHours(7)));

    private readonly ServiceProvider _services = new ServiceCollection().AddPdf(new ConfigurationBuilder().Build()).BuildServiceProvider();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("c111-pdf-test-");

    public IPdfRenderer Renderer => _services.GetRequiredService<IPdfRenderer>();

    public ITextMeasure Measure => _services.GetRequiredService<ITextMeasure>();

    public DesignLinter Linter => new(Fonts, Renderer, Measure);

    /// <summary>The widest name of the official lists, with its kind.</summary>
    public string LongestCommune => new LongestValues(Fonts).For(A5)["commune.name"];

    public FontLibrary Fonts => _services.GetRequiredService<FontLibrary>();

    /// <summary>The designs of the repository, as the program reads them.</summary>
    public static LeafletDesigns Designs { get; } = new(new FontLibrary(FontLibrary.DefaultFolder), Folder("leaflets"));

    public static LeafletDesign A5 => Designs.Get("to-roi-a5");

    /// <summary>A page of the A5 leaflet in Vietnamese and colour, from 1.</summary>
    public static SvgTemplate Template(int page) => A5.Pages[(false, "vi")][page - 1].Template;

    /// <summary>A folder at the top of the repository.</summary>
    public static string Folder(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Campaign111.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Campaign111.sln is in no folder above the tests");
        }

        return Path.Combine(folder.FullName, name);
    }

    public static Dictionary<string, string> Values(string commune, string district = "Huyện Bù Đốp") => new()
    {
        ["commune.name"] = commune,
        ["district.name"] = district,
        ["province.name"] = "Tỉnh Bình Phước",
        ["local.line"] = "",
        ["qr.address"] = "binhphuoc.example.vn/q/7k2m9qx4tb",
    };

    /// <summary>Front and back of the A5 leaflet in Vietnamese.</summary>
    public static SvgPage[] Leaflet(bool mono, string commune, QrMatrix qr) =>
        [.. A5.Pages[(mono, "vi")].Select((page, index) => new SvgPage(page.Template, Values(commune), index + 1 == A5.QrPage ? qr : null))];

    public string Write(IEnumerable<SvgPage> pages)
    {
        var path = Scratch("pdf");
        using var file = File.Create(path);
        Renderer.Render(pages, Metadata, file, CancellationToken.None);
        return path;
    }

    public string Scratch(string extension) => Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.{extension}");

    /// <summary>Text of a PDF in form C, blanks collapsed.</summary>
    public static string Text(string pdf) => string.Join(' ', Run("pdftotext", "-enc", "UTF-8", pdf, "-").Normalize().Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One page as a grey picture at 300 dpi.</summary>
    public GreyImage Picture(string pdf, int page, int dpi = 300)
    {
        var root = Scratch("page");
        Run("pdftoppm", "-r", $"{dpi}", "-gray", "-f", $"{page}", "-l", $"{page}", "-singlefile", pdf, root);
        return GreyImage.Read(root + ".pgm");
    }

    /// <summary>What zbarimg decodes in the pictures, one line a code.</summary>
    public string[] Decode(params GreyImage[] images)
    {
        var paths = images.Select(image =>
        {
            var path = Scratch("pgm");
            image.Write(path);
            return path;
        });
        return Run("zbarimg", ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", .. paths]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A code alone on white paper, as the engine prints it.</summary>
    public GreyImage Code(string payload, double boxMm, QrLevel level, int dpi)
    {
        var paper = SvgTemplate.Parse(FormattableString.Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" width="{boxMm + 8}mm" height="{boxMm + 8}mm" viewBox="0 0 {boxMm + 8} {boxMm + 8}"><rect id="qr" x="4" y="4" width="{boxMm}" height="{boxMm}" fill="#000000"/></svg>"""));
        return GreyImage.From(PixelPicture.Decode(Renderer.RenderPng(new SvgPage(paper, new Dictionary<string, string>(), QrMatrix.Create(payload, level)), dpi)));
    }

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        // zbarimg exits with 4 when it finds no code: the caller sees that by what was read.
        return process.ExitCode == 0 || (program == "zbarimg" && process.ExitCode == 4) ? output
            : throw new InvalidOperationException($"{program} exited with {process.ExitCode}: {errors.Result}");
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }
}
