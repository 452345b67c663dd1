using Campaign111.Features.Leaflets;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Bench;

/// <summary>
/// Draws leaflets/pictures anew: every page in colour, for copiers, and the latter after one copy. Prints how tall the small letters are: the rubric of
/// leaflets/README.md takes its figures from here.
/// </summary>
internal static class PicturesRun
{
    private const int PrintDpi = 300;

    public static int Run(string folder)
    {
        using var services = new ServiceCollection().AddPdf(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var (renderer, measure, fonts) = (services.GetRequiredService<IPdfRenderer>(), services.GetRequiredService<ITextMeasure>(), services.GetRequiredService<FontLibrary>());
        Directory.CreateDirectory(folder);
        Console.WriteLine("| page | smallest x-height | of the words | of half the words at least |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (name, mono, page) in new LeafletDesigns(fonts).All.SelectMany(LeafletPictures.Of))
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), renderer.RenderPng(page, LeafletPictures.Dpi(page)));
            if (mono)
            {
                var copy = GreyImage.From(PixelPicture.Decode(renderer.RenderPng(page, PrintDpi))).Photocopy(seed: 111);
                GreyPng.Write(GreyPng.Shrink(copy, LeafletPictures.Width), Path.Combine(folder, $"{name}-copy.png"));
                continue;
            }

            var lines = Lines(page, measure, fonts).OrderBy(line => line.XHeight).ToList();
            var half = lines.SkipWhile((line, at) => lines.Take(at + 1).Sum(each => each.Words.Length) * 2 < lines.Sum(each => each.Words.Length)).First();
            Console.WriteLine(FormattableString.Invariant($"| {name} | {lines[0].XHeight:F2} mm | {lines[0].Words} | {half.XHeight:F2} mm |"));
        }

        return 0;
    }

    // Height of an x as it is drawn: its size, fitted to its room, on the paper.
    private static IEnumerable<(double XHeight, string Words)> Lines(SvgPage page, ITextMeasure measure, FontLibrary fonts) =>
        from layer in page.Template.Layers.OfType<TextLayer>()
        from line in layer.Text.Lines
        let scale = line.FitScale(page.Values, fonts) * layer.Text.ToMillimetres.D
        from run in line.Runs
        let words = run.Fill(page.Values)
        where words.Any(char.IsLetter)
        select (-measure.Measure(run.Style, "x").Top * scale, words);
}
