using System.Net;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Versions of a denominator, on a running demo.</summary>
public class DenominatorTests
{
    private const string Page = "/campaigns/binh-phuoc-2020/coverage/25378/denominators";

    [Fact]
    public async Task The_commune_proposes_and_only_its_superior_puts_a_version_in_force_which_recomputes_openly()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25378");
        var before = await phone.FigureAsync("25378");
        var reported = await ScalarAsync(app, Reported);
        using var commune = await app.SignedInAsync("xa.25378");
        using var proposed = await commune.SubmitAsync(Page, "propose", ("Form.Source", "Rà soát của xã"), ("Form.AsOf", "30/8/2020"), ("Form.Households[thon-1]", "500"));
        proposed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await proposed.Content.ReadAsStringAsync());
        (await phone.FigureAsync("25378")).GetProperty("target").GetInt64().ShouldBe(before.GetProperty("target").GetInt64());
        var page = await commune.PageAsync(Page);
        page.QuerySelectorAll("form[action$=approve]").ShouldBeEmpty();
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var set = await ScalarAsync(app, "SELECT MAX(id) FROM denominator_set");
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var own = await commune.Client.PostAsync(new Uri($"{Page}/{set}/approve", UriKind.Relative), content);
        own.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var approved = await province.SubmitAsync(Page, $"{Page}/{set}/approve");

        approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync());
        var hamlet = await ScalarAsync(app, "SELECT t.households FROM place_target t JOIN unit h ON h.id = t.unit_id JOIN unit c ON c.id = h.parent_id WHERE c.code = '25378' AND h.code = 'thon-1' AND t.superseded_at IS NULL");
        hamlet.ShouldBe(500);
        var after = await phone.FigureAsync("25378");
        after.GetProperty("target").GetInt64().ShouldNotBe(before.GetProperty("target").GetInt64());
        after.GetProperty("reached").GetInt64().ShouldBe(before.GetProperty("reached").GetInt64());
        await app.AgreeAsync();
        (await province.PageAsync(Page)).QuerySelector($"#set-{set}")!.TextContent.ShouldContain("đã duyệt");
        // A round of spot checks that was drawn before keeps the figure it stood beside.
        (await ScalarAsync(app, Reported)).ShouldBe(reported);
        using var again = await province.Client.PostAsync(new Uri($"{Page}/{set}/approve", UriKind.Relative), await TokenAsync(province));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_register_is_a_version_and_a_version_without_source_is_refused()
    {
        const string Registered = "/campaigns/binh-phuoc-2020/coverage/25318/denominators";
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        using var taken = await commune.SubmitAsync(Registered, "from-register");
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ScalarAsync(app, "SELECT COUNT(*) FROM denominator_figure f JOIN denominator_set s ON s.id = f.set_id WHERE s.kind = 'register'")).ShouldBe(2);
        using var refused = await commune.SubmitAsync(Registered, "propose", ("Form.AsOf", "30/8/2020"), ("Form.Households[thon-1]", "500"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(refused)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("nguồn");
        using var neighbour = await app.SignedInAsync("xa.25321");
        using var hidden = await neighbour.GetAsync(Registered);
        hidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private const string Reported = "SELECT reported_target FROM spot_check c JOIN unit u ON u.id = c.unit_id WHERE u.code = '25378' ORDER BY c.id";

    private static async Task<FormUrlEncodedContent> TokenAsync(Browser browser) =>
        new([new("__RequestVerificationToken", (await browser.PageAsync(Page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);

    private static Task<long> ScalarAsync(AppFactory app, string sql) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));
}
