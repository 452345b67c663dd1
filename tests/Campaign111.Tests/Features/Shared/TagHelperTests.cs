using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Shared;

public sealed class TagHelperTests : IDisposable
{
    private readonly CultureScope culture = new(Cultures.Vietnamese);

    public void Dispose() => culture.Dispose();

    [Fact]
    public void A_figure_carries_its_unit_and_as_of()
    {
        var html = Render(new FigureNumberTagHelper { Label = "Đã đến", Value = 1234, Unit = "hộ", AsOf = new(2020, 9, 1), Main = true });
        html.ShouldBe("<p class=\"figure figure-main\"><span class=\"figure-label\">Đã đến</span><span class=\"figure-value\">1.234 "
            + "<span class=\"figure-unit\">hộ</span></span><span class=\"figure-asof\">tính đến 1/9/2020</span></p>");
    }

    [Fact]
    public void An_unknown_figure_is_a_dash_not_zero() =>
        Render(new FigureNumberTagHelper { Label = "Tỷ lệ" }).ShouldContain("<span class=\"figure-value\">–</span>");

    [Fact]
    public void A_date_is_readable_by_people_and_machines()
    {
        Render(new VnDateTagHelper { Day = new(2020, 9, 30) }).ShouldBe("<time class=\"vn-date\" datetime=\"2020-09-30\">30/9/2020</time>");
        Render(new VnDateTagHelper { At = new(2020, 8, 30, 2, 12, 0, TimeSpan.Zero) })
            .ShouldBe("<time class=\"vn-date\" datetime=\"2020-08-30T02:12:00Z\">09:12 30/8/2020</time>");
        Render(new VnDateTagHelper()).ShouldBe("<span class=\"vn-date\">–</span>");
    }

    [Fact]
    public void Every_status_shows_icon_word_and_colour()
    {
        foreach (var kind in Enum.GetValues<StatusKind>())
        {
            var html = Render(new StatusBadgeTagHelper { Kind = kind });
            html.ShouldContain("<path d=");
            html.ShouldContain(StatusLook.Of(kind).Word);
            html.ShouldContain("class=\"status is-");
        }

        Enum.GetValues<StatusKind>().Select(kind => StatusLook.Of(kind).Icon).ShouldBeUnique();
    }

    [Fact]
    public void An_icon_beside_a_word_is_silent_and_one_alone_speaks()
    {
        Render(new IconTagHelper { Name = "bell" }).ShouldContain("aria-hidden=\"true\"");
        var alone = Render(new IconTagHelper { Name = "bell", Label = "Hộp tin" });
        alone.ShouldContain("role=\"img\"");
        alone.ShouldNotContain("aria-hidden");
    }

    [Fact]
    public void A_missing_icon_names_itself() =>
        Should.Throw<ArgumentException>(() => Icons.Path("nope")).Message.ShouldContain("'nope'");

    [Fact]
    public void A_bar_beyond_its_end_is_full_and_says_the_true_figure()
    {
        var html = Render(new CoverageBarTagHelper { Percent = 104.25m, Expected = 80, Kind = StatusKind.Completed });
        html.ShouldContain("width=\"100\" height=\"6\"");
        html.ShouldContain("aria-label=\"Đã bao phủ 104,2%, tiến độ cần đạt 80%\"");
    }

    private static string Render(TagHelper helper)
    {
        var output = new TagHelperOutput("x", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        helper.Process(new TagHelperContext([], new Dictionary<object, object>(), "test"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return writer.ToString();
    }
}
