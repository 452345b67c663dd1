using System.Diagnostics;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Platform.Cli;
using Campaign111.Tests.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>leaflets check: what ships passes, and each rule refuses a design that breaks it.</summary>
public sealed class DesignLinterTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Page = "sticker.svg";
    private const string Mono = "sticker.mono.svg";

    public static TheoryData<string> Designs => [.. PdfLab.Designs.Ids];

    [Theory]
    [MemberData(nameof(Designs))]
    public void What_ships_passes_in_every_language(string design)
    {
        var report = lab.Linter.Check(Path.Combine(PdfLab.Folder("leaflets"), design));

        report.Problems.ShouldBeEmpty();
        report.Pages.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("free")]
    [InlineData("always")]
    [InlineData("confidential")]
    public void A_required_fact_that_design_yaml_leaves_out_is_refused(string fact)
    {
        using var design = new DesignFixture();
        design.Without("design.yaml", $"  {fact}: {{");

        Refused(design, "facts", fact);
    }

    [Theory]
    [InlineData("always", "24/7")]
    [InlineData("secret", "Bảo mật")]
    public void A_required_fact_that_is_not_on_the_page_is_refused(string key, string words)
    {
        using var design = new DesignFixture();
        design.Without(Page, $"data-key=\"{key}\"").Without(Mono, $"data-key=\"{key}\"").Without("texts.vi.csv", words).Without("texts.en.csv", words);

        Refused(design, "facts", key == "secret" ? "confidential" : key);
    }

    [Fact]
    public void A_translation_that_does_not_say_the_fact_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace("texts.en.csv", "Confidential", "Friendly");

        Refused(design, "facts", "confidential").Reason.En.ShouldContain("(en)");
    }

    [Fact]
    public void A_page_without_the_address_in_plain_text_is_refused()
    {
        using var design = new DesignFixture();
        design.Without(Page, "{{qr.address}}");

        Refused(design, "qr", "{{qr.address}}").File.ShouldBe(Page);
    }

    [Fact]
    public void A_text_that_overflows_in_one_language_is_refused_with_its_line()
    {
        using var design = new DesignFixture();
        design.Replace("texts.en.csv", "A child needs help? Call", "Does any child in your neighbourhood need help today? Then call");

        var problem = Refused(design, "overflow", "'call' needs 3 lines");
        problem.Reason.Vi.ShouldStartWith("(en)");
        File.ReadAllLines(Path.Combine(design.Home, Page))[problem.Line - 1].ShouldContain("data-key=\"call\"");
    }

    [Fact]
    public void The_longest_name_of_a_commune_that_does_not_fit_is_refused()
    {
        using var design = new DesignFixture("to-roi-a5");
        design.Replace("front.svg", "data-fit=\"79.2\">{{commune.name}}", "data-fit=\"30\">{{commune.name}}");

        Refused(design, "overflow", lab.LongestCommune);
    }

    [Theory]
    [InlineData("y=\"18.4\"", "y=\"6\"", "overflow", "4 mm")]
    [InlineData("y=\"18.4\"", "y=\"40\"", "overlap", "111")]
    [InlineData("font-size=\"3.2\"", "font-size=\"1.8\"", "small", "6 pt")]
    public void A_text_off_the_paper_over_another_or_too_small_is_refused(string old, string with, string rule, string words)
    {
        using var design = new DesignFixture();
        design.Replace(Page, old, with);

        Refused(design, rule, words);
    }

    [Fact]
    public void A_text_over_a_fold_is_refused()
    {
        using var design = new DesignFixture("to-gap-ba-a4");
        design.Replace("design.yaml", "1: [97, 197]", "1: [60, 197]");

        Refused(design, "fold", "");
    }

    [Fact]
    public void A_letter_that_no_font_draws_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace("texts.en.csv", "A child needs help? Call", "ꦲ child? Call");

        Refused(design, "font", "ꦲ");
    }

    [Fact]
    public void A_pale_text_is_refused_and_its_contrast_named()
    {
        using var design = new DesignFixture();
        design.Replace(Page, "font-size=\"6\" font-weight=\"800\" fill=\"#14284b\"", "font-size=\"6\" font-weight=\"800\" fill=\"#e58a70\"");

        Refused(design, "contrast", ":1");
    }

    [Fact]
    public void Contrast_is_that_of_the_colour_under_the_text()
    {
        using var design = new DesignFixture();
        design.Replace(Page, "<text data-key=\"call\"", "<rect x=\"10\" y=\"10\" width=\"90\" height=\"12\" fill=\"#14284b\"/><text data-key=\"call\"");

        Refused(design, "contrast", "1.0:1");
        ContrastRule.Between(0x000000, 0xFFFFFF).ShouldBe(21, 0.01);
        ContrastRule.Between(0x767676, 0xFFFFFF).ShouldBe(4.54, 0.01);
    }

    [Fact]
    public void A_code_under_22_mm_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace(Page, "width=\"30\" height=\"30\" fill=\"#000000\"", "width=\"26\" height=\"26\" fill=\"#000000\"").Replace(Mono, "width=\"30\" height=\"30\" fill=\"#000000\"", "width=\"26\" height=\"26\" fill=\"#000000\"").Replace("design.yaml", "box_mm: 30", "box_mm: 26");

        Refused(design, "qr", "22");
    }

    [Fact]
    public void Anything_in_the_quiet_zone_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace(Page, "</svg>", "<circle cx=\"15.4\" cy=\"80\" r=\"0.6\" fill=\"#14284b\"/></svg>");

        Refused(design, "qr", "quiet zone");
    }

    [Fact]
    public void Artwork_that_ends_at_the_edge_of_the_paper_is_refused()
    {
        using var design = new DesignFixture("to-roi-a5");
        design.Replace("back.svg", "<rect x=\"-3\" y=\"101\" width=\"154\"", "<rect x=\"0\" y=\"101\" width=\"151\"");

        Refused(design, "bleed", "left");
    }

    [Fact]
    public void Grey_in_the_copier_variant_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace(Mono, "<g id=\"tranh\">", "<g id=\"tranh\"><rect x=\"50\" y=\"98\" width=\"2\" height=\"2\" fill=\"#888888\"/>");

        Refused(design, "mono", "grey").File.ShouldBe(Mono);
    }

    [Fact]
    public void A_sheet_that_lags_behind_its_original_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace("texts.en.csv", "Bảo mật", "Giữ kín");

        Refused(design, "texts", "changed after it was translated");
    }

    [Fact]
    public void A_sample_on_the_page_that_differs_from_the_sheet_is_refused()
    {
        using var design = new DesignFixture();
        design.Replace(Page, ">Bảo mật</text>", ">Bí mật</text>");

        Refused(design, "texts", "Bí mật");
    }

    [Fact]
    public void A_slip_in_a_name_of_design_yaml_is_refused_with_its_line()
    {
        using var design = new DesignFixture();
        design.Replace("design.yaml", "bleed_mm", "bleedmm");

        Refused(design, "yaml", "dòng");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("<image width=\"9\" height=\"9\" href=\"https://example.com/a.png\"/>", "outside references")]
    [InlineData("<image width=\"9\" height=\"9\" href=\"file:///etc/passwd\"/>", "outside references")]
    [InlineData("<rect width=\"9\" height=\"9\" fill=\"url(https://example.com/x)\"/>", "url(#id)")]
    [InlineData("<filter id=\"f\" width=\"10000\" height=\"10000\"><feGaussianBlur stdDeviation=\"5000\"/></filter>", "filter")]
    [InlineData("<rect width=\"9\" height=\"9\" onclick=\"alert(1)\"/>", "onclick")]
    [InlineData("<path d=\"M0 0H100\" stroke=\"#000000\" stroke-dasharray=\"0.000001\"/>", "dashes")]
    [InlineData("<image width=\"9\" height=\"9\" href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAw1AAAMNQCAYAAADnEyWfAAAA\"/>", "pixels a side")]
    public void A_hostile_page_is_refused_with_the_reason(string hostile, string reason)
    {
        using var design = new DesignFixture();
        design.Replace(Page, "<g id=\"tranh\">", hostile + "<g id=\"tranh\">");

        Refused(design, "svg", reason).Line.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY x \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]>", "&x;")]
    public void Entities_are_refused_at_once_and_cost_nothing(string doctype, string use)
    {
        using var design = new DesignFixture();
        design.Replace(Page, "<svg ", doctype + "<svg ").Replace(Page, "{{qr.address}}", use);
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(design, "svg", "DTD");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public void A_folder_without_design_is_refused_not_thrown_at()
    {
        using var design = new DesignFixture();
        File.Delete(Path.Combine(design.Home, "design.yaml"));

        Refused(design, "files", "design.yaml");
    }

    [Fact]
    public void Problems_speak_both_languages()
    {
        using var design = new DesignFixture();
        design.Replace(Page, "width=\"30\" height=\"30\" fill=\"#000000\"", "width=\"20\" height=\"20\" fill=\"#000000\"");

        var reasons = design.Check(lab).Problems.Select(problem => problem.Reason).ToList();

        reasons.ShouldAllBe(reason => reason.Vi.Length > 10 && reason.En.Length > 10 && reason.Vi != reason.En);
        reasons.ShouldContain(reason => reason.Vi.Contains("mã QR chỉ rộng") && reason.En.Contains("QR code is"));
    }

    [Fact]
    public async Task The_command_names_each_problem_draws_what_passes_and_ends_with_1_when_one_is_refused()
    {
        using var design = new DesignFixture();
        var command = new DesignCheckCommand(PdfLab.Designs, lab.Linter, new DesignReader(lab.Fonts), lab.Renderer);
        var (good, bad) = (new StringWriter(), new StringWriter());
        var pictures = lab.Scratch("pictures");

        (await command.RunAsync(design.Home, pictures, good)).ShouldBe(0);
        design.Without(Page, "{{qr.address}}");
        (await command.RunAsync(design.Home, null, bad)).ShouldBe(1);

        good.ToString().ShouldBe($"bien-lac-111: 4 pages pass{Environment.NewLine}");
        Directory.GetFiles(pictures).Select(Path.GetFileName).Order().ShouldBe(["bien-lac-111-1.en.mono.png", "bien-lac-111-1.en.png", "bien-lac-111-1.vi.mono.png", "bien-lac-111-1.vi.png"]);
        bad.ToString().ShouldContain("bien-lac-111/sticker.svg:0: qr: ");
        await Should.ThrowAsync<CliException>(() => command.RunAsync("khong-co", null, bad));
    }

    private DesignProblem Refused(DesignFixture design, string rule, string words)
    {
        var report = design.Check(lab);
        report.Passed.ShouldBeFalse();
        return report.Problems.FirstOrDefault(problem => problem.Rule == rule && (problem.Reason.En.Contains(words, StringComparison.OrdinalIgnoreCase) || problem.Reason.Vi.Contains(words, StringComparison.OrdinalIgnoreCase)))
            ?? throw new ShouldAssertException($"no '{rule}' with '{words}' among: {string.Join("\n", report.Problems)}");
    }
}
