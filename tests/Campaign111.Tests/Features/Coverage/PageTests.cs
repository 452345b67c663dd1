using System.Net;
using System.Text;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

public class PageTests
{
    private const string Commune = "/campaigns/binh-phuoc-2020/coverage/25318";
    private const string Tally = Commune + "/thon-1";
    private const string Register = Commune + "/thon-3";

    [Fact]
    public async Task The_commune_page_lists_its_hamlets_in_order_with_status_and_what_is_left()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");

        var page = await officer.PageAsync(Commune);

        var rows = page.QuerySelectorAll("tbody tr").ToList();
        rows.Count.ShouldBe(14);
        rows.Select(row => row.QuerySelector("th")!.TextContent.Trim()).Take(3).ShouldBe(["Thôn 1", "Thôn 2", "Thôn 3"]);
        rows[9].QuerySelector("th")!.TextContent.Trim().ShouldBe("Thôn 10");
        rows.ShouldAllBe(row => row.QuerySelector(".status") != null);
        page.Body!.TextContent.ShouldContain("Số liệu minh hoạ", Case.Insensitive);
    }

    [Fact]
    public async Task A_tally_counts_at_once_and_a_double_tap_once()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var before = await ReachedAsync(officer, Tally);
        var page = await officer.PageAsync(Tally);

        for (var tap = 0; tap < 2; tap++)
        {
            using var response = await officer.SubmitAsync(page, "tally", ("Households", "4"), ("Leaflets", "5"), ("Day", "31/8/2020"), ("Note", "tổ 2"));
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        (await ReachedAsync(officer, Tally)).ShouldBe(before + 4);
        await app.AgreeAsync();
    }

    [Theory]
    [InlineData("Households", "-3", "âm")]
    [InlineData("Households", "ba", "không phải là số")]
    [InlineData("Households", "", "Hãy điền")]
    [InlineData("Day", "2/9/2020", "1/9/2020")]
    [InlineData("Day", "1/7/2020", "28/7/2020")]
    public async Task A_refused_tally_says_why_and_keeps_what_was_typed(string field, string value, string reason)
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");

        using var response = await officer.SubmitAsync(Tally, "tally", [("Leaflets", "5"), ("Note", "giữ lại"), (field, value), .. field == "Households" ? Array.Empty<(string, string)>() : [("Households", "4")]]);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ParseAsync(response);
        page.QuerySelector(".field-error")!.TextContent.ShouldContain(reason);
        page.QuerySelector("[name=Note]")!.GetAttribute("value").ShouldBe("giữ lại");
    }

    [Fact]
    public async Task Voiding_names_its_effect_needs_a_reason_and_moves_the_figure()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        await officer.SubmitAsync(Tally, "tally", ("Households", "7"), ("Leaflets", "7"));
        var before = await ReachedAsync(officer, Tally);
        var page = await officer.PageAsync(Tally);
        var form = page.Forms.First(form => form.GetAttribute("action") == Tally + "/void");
        form.TextContent.ShouldContain("bớt 7 hộ");

        using (await officer.SubmitAsync(page, Tally + "/void", ("reason", " ")))
        {
            (await ReachedAsync(officer, Tally)).ShouldBe(before);
        }

        using var done = await officer.SubmitAsync(page, Tally + "/void", ("reason", "gõ nhầm"));
        (await ReachedAsync(officer, Tally)).ShouldBe(before - 7);
        (await officer.PageAsync(Tally)).Body!.TextContent.ShouldContain("gõ nhầm");
        await app.AgreeAsync();
    }

    [Fact]
    public async Task A_correction_replaces_the_entry()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        await officer.SubmitAsync(Tally, "tally", ("Households", "70"), ("Leaflets", "7"));
        var before = await ReachedAsync(officer, Tally);
        var link = (await officer.PageAsync(Tally)).QuerySelector("a[href*='/entries/']")!.GetAttribute("href")!;

        using var response = await officer.SubmitAsync(link, link, ("Form.Households", "7"), ("reason", "thừa số 0"));

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReachedAsync(officer, Tally)).ShouldBe(before - 63);
        await app.AgreeAsync();
    }

    [Theory]
    [InlineData("99999", "5", "Households")]
    [InlineData("5", "99999", "Leaflets")]
    public async Task A_number_larger_than_the_hamlet_is_asked_about_once_and_stored_when_confirmed(string households, string leaflets, string field)
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var before = await ReachedAsync(officer, Tally);

        using var asked = await officer.SubmitAsync(Tally, "tally", ("Households", households), ("Leaflets", leaflets));

        asked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ParseAsync(asked);
        page.QuerySelector($"#{field}-error")!.TextContent.ShouldContain("Nhiều hơn cả thôn (145 hộ)");
        page.QuerySelectorAll("[autofocus]").Select(focused => focused.Id).ShouldBe([field]);
        (await ReachedAsync(officer, Tally)).ShouldBe(before);
        using var stored = await officer.SubmitAsync(page, "tally", ("Sure", "true"));
        stored.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReachedAsync(officer, Tally)).ShouldBe(before + int.Parse(households, System.Globalization.CultureInfo.InvariantCulture));
        await app.AgreeAsync();
    }

    [Theory]
    [InlineData("hai")]
    [InlineData("-1")]
    [InlineData("99999")]
    public async Task A_tap_with_an_unreadable_number_of_leaflets_stores_nothing_and_returns_to_the_list(string leaflets)
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var before = await ReachedAsync(officer, Register);
        var page = await officer.PageAsync(Register + "?show=left");
        var button = page.QuerySelectorAll("button[name=visit]").First(button => button.GetAttribute("value")!.EndsWith(":reached", StringComparison.Ordinal));

        using var response = await officer.SubmitAsync(page, Register + "/visits", ("visit", button.GetAttribute("value")!), ("leaflets", leaflets));

        response.Headers.Location!.ToString().ShouldEndWith("?show=left#households");
        (await officer.PageAsync(Register)).QuerySelector(".alert-danger")!.TextContent.ShouldContain("từ 0 đến 99");
        (await ReachedAsync(officer, Register)).ShouldBe(before);
    }

    [Fact]
    public async Task The_register_filters_searches_and_takes_a_tap()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var before = await ReachedAsync(officer, Register);
        var page = await officer.PageAsync(Register + "?show=left");
        var button = page.QuerySelectorAll("button[name=visit]").First(button => button.GetAttribute("value")!.EndsWith(":reached", StringComparison.Ordinal));

        for (var tap = 0; tap < 2; tap++)
        {
            using var response = await officer.SubmitAsync(page, Register + "/visits", ("visit", button.GetAttribute("value")!));
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        (await ReachedAsync(officer, Register)).ShouldBe(before + 1);
        var code = button.GetAttribute("value")!.Split(':')[0];
        (await officer.PageAsync($"{Register}?show=left&q={code}")).QuerySelectorAll("button[name=visit]").ShouldBeEmpty();
        (await officer.PageAsync($"{Register}?show=all&q={code.ToUpperInvariant()}")).Body!.TextContent.ShouldContain(code);
        (await officer.PageAsync($"{Register}?show=all&q=to 3")).QuerySelectorAll("h3").ShouldNotBeEmpty("Tổ 3 is found without diacritics");
        await app.AgreeAsync();
    }

    [Fact]
    public async Task A_held_entry_waits_on_the_page_until_the_officer_decides()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        using var phone = await app.PhoneAsync("xa.25318");
        await phone.SendAsync(CoverageApp.Entry("25318/thon-3", 2));
        var free = (await officer.PageAsync(Register)).QuerySelectorAll("button[name=visit]").Select(button => button.GetAttribute("value")!.Split(':')[0]).Distinct().Take(2).ToList();
        var before = await ReachedAsync(officer, Register);
        (await officer.PageAsync(Commune)).Body!.TextContent.ShouldContain("1 chờ");

        using var response = await officer.SubmitAsync(
            Register, Register + "/resolve", ("households", string.Join(", ", free)), ("reason", "đã đối chiếu"), ("decision", "households"));

        (await ReachedAsync(officer, Register)).ShouldBe(before + 2);
        (await officer.PageAsync(Register)).QuerySelector("#held-title").ShouldBeNull();
        await app.AgreeAsync();
    }

    [Fact]
    public async Task A_district_logs_for_the_commune_and_the_page_says_so()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.budop");
        (await district.PageAsync(Tally)).Body!.TextContent.ShouldContain("Bạn ghi thay Xã Tân Thành");

        await district.SubmitAsync(Tally, "tally", ("Households", "1"), ("Leaflets", "1"));

        (await district.PageAsync(Tally)).QuerySelector("tbody tr")!.TextContent.ShouldContain("thay Xã Tân Thành");
    }

    [Fact]
    public async Task Others_are_kept_out_also_with_ids_of_another_hamlet()
    {
        await using var app = await DemoApp.CreateAsync();
        using var neighbour = await app.SignedInAsync("xa.25309");
        using var officer = await app.SignedInAsync("xa.25318");
        (await neighbour.GetAsync(Commune)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await neighbour.GetAsync(Tally)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await neighbour.GetAsync(Commune + "/targets")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var own = "/campaigns/binh-phuoc-2020/coverage/25309/thon-1";
        var page = await officer.PageAsync(Tally);
        var foreign = page.Forms.First(form => form.GetAttribute("action") == Tally + "/void").QuerySelector("[name=key]")!.GetAttribute("value")!;
        var number = page.QuerySelector("a[href*='/entries/']")!.GetAttribute("href")!.Split('/')[^1];
        await neighbour.SubmitAsync(own, "tally", ("Households", "1"), ("Leaflets", "1"));

        using var response = await neighbour.SubmitAsync(own, own + "/void", ("key", foreign), ("reason", "thử"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await neighbour.GetAsync($"{own}/entries/{number}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Targets_are_set_by_page_and_by_file_all_or_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var targets = Commune + "/targets";

        using var set = await officer.SubmitAsync(targets, targets, ("Form.Hamlet", "thon-1"), ("Form.Households", "321"), ("Form.Source", "Công an xã"), ("Form.AsOf", "1/8/2020"));
        set.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await officer.PageAsync(targets)).Body!.TextContent.ShouldContain("321");

        var bad = "mã xã;mã thôn;số hộ;nguồn;ngày\n25318;thon-1;111;A;1/8/2020\n25318;thon-99;5;A;1/8/2020\n25309;thon-1;5;A;1/8/2020\n25318;thon-2;nhiều;A;1/8/2030\n";
        using var refused = await officer.UploadAsync(targets, targets + "/import", "file", "chi-tieu.csv", Encoding.UTF8.GetBytes(bad));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(refused)).QuerySelectorAll("table").First().QuerySelectorAll("tbody tr").Select(row => row.Children[0].TextContent).Distinct().ShouldBe(["3", "4", "5"]);
        (await officer.PageAsync(targets)).Body!.TextContent.ShouldContain("321");

        var good = "commune_code,hamlet_code,households,source,date\n25318,thon-1,111,Rà soát,2020-08-02\n25318,thon-2,222,Rà soát,2020-08-02\n";
        using var taken = await officer.UploadAsync(targets, targets + "/import", "file", "targets.csv", Encoding.UTF8.GetBytes(good));
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await officer.PageAsync(Tally)).QuerySelector(".figure-unit")!.TextContent.ShouldContain("111");
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Households_are_imported_all_or_nothing_by_the_command()
    {
        await using var app = await DemoApp.CreateAsync();
        var file = Path.Combine(app.Folder, "so-ho.csv");
        async Task<(int Code, string Output)> ImportAsync(string text)
        {
            await File.WriteAllTextAsync(file, text);
            var import = app.Services.GetRequiredService<HouseholdImport>();
            await using var stream = File.OpenRead(file);
            var result = await import.RunAsync(stream, "so-ho.csv", new DateOnly(2020, 9, 1), _ => true, Actor.CommandLine);
            return (result.Errors.Count, $"{result.Added}/{result.Changed}/{result.Unchanged}");
        }

        (await ImportAsync("place,code,address\n25318/thon-1,A1,Tổ 1\n25318/thon-99,A2,\n25318,A3,\n25318/thon-1,A1,\n")).Code.ShouldBe(3);
        (await ImportAsync("place,code,address\n25318/thon-1,A1,Tổ 1\n25318/thon-1,A2,Tổ 2\n")).ShouldBe((0, "2/0/0"));
        (await ImportAsync("place,code,address\n25318/thon-1,A1,Tổ 1\n25318/thon-1,A2,Tổ 3\n")).ShouldBe((0, "0/1/1"));
    }

    private static async Task<long> ReachedAsync(Browser browser, string hamlet)
    {
        var page = await browser.PageAsync(hamlet);
        var shown = page.QuerySelector(".figure-main .figure-value")!.FirstChild!.TextContent;
        return long.Parse(shown.Replace(".", "", StringComparison.Ordinal).Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
