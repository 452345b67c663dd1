using Campaign111.Platform.Cli;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>leaflets check: refuses designs that would fail on paper, one line a problem; with --pictures also what each page looks like.</summary>
public sealed class DesignCheckCommand(LeafletDesigns designs, DesignLinter linter, DesignReader reader, IPdfRenderer renderer)
{
    private const int PictureDpi = 110;

    private static readonly Dictionary<string, string> Sample = new()
    {
        ["commune.name"] = "Xã Tân Thành",
        ["district.name"] = "Huyện Bù Đốp",
        ["province.name"] = "Tỉnh Bình Phước",
        ["local.line"] = "",
        ["qr.address"] = "demo.campaign111.example/q/7k2m9qx4tb",
    };

    /// <summary>Checks the design or folder named, or every design; exit code 1 when one is refused.</summary>
    /// <exception cref="CliException">There is no such design or folder.</exception>
    public async Task<int> RunAsync(string? which, string? pictures, TextWriter output)
    {
        var refused = 0;
        foreach (var folder in Folders(which))
        {
            var report = linter.Check(folder);
            foreach (var problem in report.Problems)
            {
                await output.WriteLineAsync($"{Path.GetFileName(folder)}/{problem.File}:{problem.Line}: {problem.Rule}: {problem.Reason.Vi} | {problem.Reason.En}");
            }

            await output.WriteLineAsync(report.Passed ? $"{report.Design}: {report.Pages} pages pass" : $"{report.Design}: refused, {report.Problems.Count} problems");
            refused += report.Passed ? 0 : 1;
            if (report.Passed && pictures is not null)
            {
                Draw(reader.Read(folder), Directory.CreateDirectory(pictures).FullName);
            }
        }

        return refused == 0 ? 0 : 1;
    }

    private IReadOnlyList<string> Folders(string? which) =>
        which is null ? [.. designs.Ids.Select(id => Path.Combine(designs.Folder, id))]
        : designs.Ids.Contains(which) ? [Path.Combine(designs.Folder, which)]
        : Directory.Exists(which) ? [Path.GetFullPath(which)]
        : throw new CliException($"There is no design and no folder '{which}'. Designs: {string.Join(", ", designs.Ids)}.");

    private void Draw(LeafletDesign design, string folder)
    {
        foreach (var ((mono, language), pages) in design.Pages)
        {
            foreach (var (page, number) in pages.Select((page, index) => (page, index + 1)))
            {
                var qr = number == design.QrPage ? QrMatrix.Create($"HTTPS://{Sample["qr.address"].ToUpperInvariant()}", design.QrLevel) : null;
                File.WriteAllBytes(Path.Combine(folder, $"{design.Id}-{number}.{language}{(mono ? ".mono" : "")}.png"), renderer.RenderPng(new SvgPage(page.Template, Sample, qr), PictureDpi));
            }
        }
    }
}
