using System.Diagnostics;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Every attack of <see cref="HostileSvg"/> as a page of a design, and the worst that the subset lets through.</summary>
public sealed class HostileDesignTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Page = "sticker.svg";

    public static TheoryData<string> Attacks => [.. HostileSvg.Names];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Is_refused_with_its_reason_at_once(string attack)
    {
        using var design = new DesignFixture();
        var path = Path.Combine(design.Home, Page);
        var (svg, reason) = HostileSvg.Make(attack, File.ReadAllText(path));
        File.WriteAllText(path, svg);
        var clock = Stopwatch.StartNew();

        var report = design.Check(lab);

        report.Problems.ShouldContain(problem => problem.Rule == "svg" && problem.File == Page && problem.Reason.Vi.Contains(reason, StringComparison.OrdinalIgnoreCase));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("stroke")]
    [InlineData("use")]
    [InlineData("clip")]
    public void The_worst_that_is_let_through_is_drawn_in_bounded_time(string what)
    {
        var outline = HostileSvg.Zigzag(SvgSubset.MaxOutline - 2000);
        var inside = what switch
        {
            "path" => $"<path d=\"{outline}\"/>",
            "stroke" => $"<path d=\"{outline}\" fill=\"none\" stroke=\"#000000\" stroke-width=\"3\" stroke-linejoin=\"round\"/>",
            "use" => $"<defs><path id=\"p\" d=\"{HostileSvg.Zigzag(4000)}\"/></defs>{string.Concat(Enumerable.Repeat("<use href=\"#p\"/>", 36))}",
            _ => $"<defs><clipPath id=\"c\"><path d=\"{HostileSvg.Zigzag(19_000)}\"/></clipPath></defs><rect width=\"60\" height=\"30\" clip-path=\"url(#c)\"/>",
        };
        var page = SvgTemplate.Parse($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60mm\" height=\"30mm\" viewBox=\"0 0 60 30\">{inside}</svg>");
        var clock = Stopwatch.StartNew();

        lab.Renderer.RenderPng(new SvgPage(page), 203).Length.ShouldBeGreaterThan(100);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
    }
}
