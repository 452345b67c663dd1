using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Languages;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>A further language: a sheet goes out, comes back, prints as a proof, and loses the mark by a named reviewer only.</summary>
public sealed class DesignLanguagesTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Mark = "CHƯA RÀ SOÁT";
    private static readonly Actor Reviewer = new(null, "người rà soát");

    [Fact]
    public async Task A_sheet_comes_back_as_it_went_out_and_fills_the_page()
    {
        var design = PdfLab.Designs.Get("bien-lac-111");
        var sheet = DesignLanguages.Export(design, "tyz");

        sheet.Lines.Select(line => line.Key).ShouldBe(design.Original.Texts.Keys);
        sheet.Lines.ShouldAllBe(line => line.Original == design.Original.Texts[line.Key] && line.Text == "");
        var filled = new TextSheet([.. sheet.Lines.Select(line => line with { Text = line.Key == "call" ? "=+@, \"Tày\"; ŏ" : line.Original })]);
        TextSheet.Read(new MemoryStream(await filled.ToCsvAsync()), "texts.tyz.csv").Lines.ShouldBe(filled.Lines);
    }

    [Fact]
    public async Task A_draft_prints_as_a_proof_until_a_named_reviewer_approves_it()
    {
        await using var app = await DemoApp.CreateAsync();
        var (languages, campaign, unit, design) = await PlaceAsync(app);
        var printer = app.Services.GetRequiredService<LeafletPrinter>();

        var draft = await languages.ImportAsync(campaign, design, new TranslationInto("tyz", "Tày", "Noto Sans"), Sheet(design, "Ƀ ŏ 111"), "tyz.csv", Actor.System);
        draft.State.ShouldBe("draft");
        (await PrintAsync()).ShouldContain(Mark);

        await Should.ThrowAsync<LeafletRefusedException>(() => languages.ApproveAsync(campaign, design, "tyz", draft.Revision, " ", Reviewer));
        (await Should.ThrowAsync<LeafletRefusedException>(() => languages.ApproveAsync(campaign, design, "tyz", draft.Revision, "Người nói tiếng Tày (kiểm thử)", Actor.System))).English.ShouldContain("another person");
        await languages.ApproveAsync(campaign, design, "tyz", draft.Revision, "Người nói tiếng Tày (kiểm thử)", Reviewer);

        var text = await PrintAsync();
        text.ShouldNotContain(Mark);
        text.ShouldContain("Ƀ ŏ 111");
        (await languages.OfAsync(campaign, design)).Single(known => known.Language == "tyz").Reviewer.ShouldBe("Người nói tiếng Tày (kiểm thử)");

        async Task<string> PrintAsync()
        {
            var pdf = lab.Scratch("pdf");
            await File.WriteAllBytesAsync(pdf, await printer.PdfAsync(campaign, unit, new LeafletChoice(design, "tyz"), Actor.System, CancellationToken.None));
            return PdfLab.Text(pdf);
        }
    }

    [Fact]
    public async Task A_new_sheet_is_a_draft_again_and_the_old_revision_cannot_be_approved()
    {
        await using var app = await DemoApp.CreateAsync();
        var (languages, campaign, _, design) = await PlaceAsync(app);
        var into = new TranslationInto("tyz", "Tày");
        var first = await languages.ImportAsync(campaign, design, into, Sheet(design, "Một"), "tyz.csv", Actor.System);
        await languages.ApproveAsync(campaign, design, "tyz", first.Revision, "Người rà soát", Reviewer);

        var second = await languages.ImportAsync(campaign, design, into, Sheet(design, "Hai"), "tyz.csv", Actor.System);

        second.Revision.ShouldBe(first.Revision + 1);
        second.State.ShouldBe("draft");
        (await languages.ResolveAsync(campaign, design)).Texts["tyz"].Review.ShouldBe(TextReview.Draft);
        await Should.ThrowAsync<LeafletRefusedException>(() => languages.ApproveAsync(campaign, design, "tyz", first.Revision, "Người rà soát", Reviewer));
    }

    [Fact]
    public async Task What_does_not_fit_or_lacks_a_text_is_refused_and_nothing_stays()
    {
        await using var app = await DemoApp.CreateAsync();
        var (languages, campaign, _, design) = await PlaceAsync(app);
        Task Import(TranslationInto into, Stream sheet) => languages.ImportAsync(campaign, design, into, sheet, "tyz.csv", Actor.System);

        (await Should.ThrowAsync<LeafletRefusedException>(() => Import(new("tyz", "Tày"), Sheet(design, new string('W', 80))))).English.ShouldContain("does not fit");
        (await Should.ThrowAsync<LeafletRefusedException>(() => Import(new("tyz", "Tày"), Sheet(design, "Một", leaveOut: "secret")))).English.ShouldContain("secret");
        (await Should.ThrowAsync<LeafletRefusedException>(() => Import(new("en", "English"), Sheet(design, "One")))).English.ShouldContain("ships");
        await Should.ThrowAsync<LeafletRefusedException>(() => Import(new("../x", "Tày"), Sheet(design, "Một")));
        await Should.ThrowAsync<LeafletRefusedException>(() => Import(new("tyz", "Tày", "Comic Sans"), Sheet(design, "Một")));
        (await languages.OfAsync(campaign, design)).ShouldNotContain(known => known.Language != "km");
    }

    [Fact]
    public void A_proof_s_mark_survives_the_copier_and_its_code_can_still_be_tried()
    {
        var reader = new DesignReader(lab.Fonts);
        var design = PdfLab.Designs.Get("bien-lac-111");
        var draft = reader.With(design, new DesignLanguage("tyz", "Tày", TextReview.Draft, null, design.Original.Texts));
        var code = QrMatrix.Create("HTTPS://A.VN/Q/1");

        var proof = Picture(draft.Pages[(true, "tyz")][0]);
        var final = Picture(design.Pages[(true, "vi")][0]);

        lab.Decode(proof).ShouldBe(["HTTPS://A.VN/Q/1"]);
        PdfLab.Text(lab.Write([new SvgPage(draft.Pages[(true, "tyz")][0].Template, PdfLab.Values("Xã A"), code)])).ShouldContain(Mark);
        var black = (GreyImage image) => image.Blur(1.5).Threshold(128).Pixels.Count(pixel => pixel == 0);
        black(proof).ShouldNotBe(black(final));

        GreyImage Picture(LeafletTemplate page) => GreyImage.From(PixelPicture.Decode(lab.Renderer.RenderPng(new SvgPage(page.Template, PdfLab.Values("Xã A"), code), 200)));
    }

    [Fact]
    public async Task The_demo_s_Khmer_sticker_prints_as_a_proof_in_Khmer_letters()
    {
        await using var app = await DemoApp.CreateAsync();
        var (_, campaign, unit, design) = await PlaceAsync(app);
        var pdf = lab.Scratch("pdf");

        await File.WriteAllBytesAsync(pdf, await app.Services.GetRequiredService<LeafletPrinter>().PdfAsync(campaign, unit, new LeafletChoice(design, "km"), Actor.System, CancellationToken.None));

        PdfLab.Run("pdffonts", pdf).ShouldContain("NotoSansKhmer");
        PdfLab.Text(pdf).ShouldContain(Mark);
        PdfLab.Text(pdf).Count(letter => letter is >= '\u1780' and <= '\u17FF').ShouldBeGreaterThan(30);
    }

    // A stand-in, not a translation: the Vietnamese words with one line replaced.
    private static MemoryStream Sheet(LeafletDesign design, string call, string? leaveOut = null)
    {
        var lines = DesignLanguages.Export(design, "tyz").Lines.Where(line => line.Key != leaveOut).Select(line => line with { Text = line.Key == "call" ? call : line.Original });
        var csv = string.Concat(lines.Select(line => $"{line.Key};\"{line.Original}\";\"{line.Text}\";\n"));
        return new MemoryStream(Encoding.UTF8.GetBytes("key;original;text;note\n" + csv));
    }

    private static async Task<(DesignLanguages Languages, Campaign Campaign, Unit Unit, LeafletDesign Design)> PlaceAsync(AppFactory app)
    {
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync("binh-phuoc-2020"))!;
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("25318", campaign.TreeDate))!;
        var design = app.Services.GetRequiredService<LeafletDesigns>().Get("bien-lac-111");
        await app.Services.GetRequiredService<DesignRegister>().ApproveAsync(campaign, design, Actor.System);
        return (app.Services.GetRequiredService<DesignLanguages>(), campaign, unit, design);
    }
}
