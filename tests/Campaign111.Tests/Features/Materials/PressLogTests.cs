using System.Net;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Materials;

/// <summary>What press offices aired and printed counts towards their task in the dispatch.</summary>
public class PressLogTests
{
    private const string Log = "/materials/log";

    private const string Progress = """
        SELECT g.note FROM task_progress g JOIN task_organisation o ON o.id = g.task_organisation_id
        WHERE o.name = 'Báo Bình Phước' ORDER BY g.id DESC
        """;

    [Fact]
    public async Task A_line_counts_towards_the_office_s_task_and_a_withdrawn_one_no_more()
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        (await press.PageAsync(Log)).Body!.TextContent.ShouldContain("Nhiệm vụ 4");

        using var first = await AddAsync(press, ("Times", "1"));
        using var second = await AddAsync(press, ("Times", "3"), ("Link", "https://example.com/111"));

        first.StatusCode.ShouldBe(HttpStatusCode.Redirect, await first.Content.ReadAsStringAsync());
        second.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await NoteAsync(app)).ShouldBe("Nhật ký phát, đăng: 2 mục, 4 lượt; gần nhất 31/8/2020.");
        (await CountAsync(app, "SELECT COUNT(*) FROM task_progress WHERE state = 'under-way' AND note LIKE 'Nh%'")).ShouldBe(2);
        var page = await press.PageAsync(Log);
        using var withdrawn = await press.SubmitAsync(page, page.QuerySelector("form[action$=withdraw]")!.GetAttribute("action")!);
        (await NoteAsync(app)).ShouldBe("Nhật ký phát, đăng: 1 mục, 1 lượt; gần nhất 31/8/2020.");
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var seen = await committee.PageAsync(Log);
        seen.QuerySelector("section[aria-labelledby=sums] tbody")!.TextContent.ShouldContain("Báo Bình Phước");
        seen.QuerySelector("form#log").ShouldBeNull();
        (await CountAsync(app, "SELECT COUNT(*) FROM audit_event WHERE action IN ('material.used', 'material.use-withdrawn')")).ShouldBe(3);
    }

    [Theory]
    [InlineData("UsedOn", "2/9/2020", "chưa đến")]
    [InlineData("Outlet", "", "nơi phát, đăng")]
    [InlineData("Times", "0", "từ 1 đến")]
    [InlineData("Link", "javascript:alert(1)", "địa chỉ web")]
    public async Task A_line_that_cannot_be_is_refused_with_the_reason(string field, string value, string reason)
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");

        using var refused = await AddAsync(press, (field, value));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(refused)).QuerySelector("[role=alert]")!.TextContent.ShouldContain(reason);
        (await CountAsync(app, "SELECT COUNT(*) FROM material_use")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_no_organisation_logs_nothing_and_another_s_line_cannot_be_withdrawn()
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        using var added = await AddAsync(press);
        using var commune = await app.SignedInAsync("xa.25318");
        var page = await commune.PageAsync(Log);
        page.QuerySelector("form#log").ShouldBeNull();
        page.QuerySelectorAll("section[aria-labelledby=lines] tbody tr").ShouldBeEmpty();
        var token = (await commune.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);

        using var withdrawn = await commune.Client.PostAsync(new Uri("/materials/log/1/withdraw", UriKind.Relative), content);

        withdrawn.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CountAsync(app, "SELECT COUNT(*) FROM material_use WHERE withdrawn_at IS NULL")).ShouldBe(1);
    }

    private static Task<HttpResponseMessage> AddAsync(Browser browser, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] all = [("Way", "print"), ("UsedOn", "31/8/2020"), ("Outlet", "Báo Bình Phước số 2345, trang 3"), .. fields];
        return browser.SubmitAsync(Log, "log", [.. all.GroupBy(field => field.Name).Select(group => group.Last())]);
    }

    private static Task<string?> NoteAsync(AppFactory app) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.FirstAsync<string>(Progress));

    private static Task<long> CountAsync(AppFactory app, string sql) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));
}
