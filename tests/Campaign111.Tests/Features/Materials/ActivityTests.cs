using System.Net;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Materials;

/// <summary>Activities beyond the door count towards the task of the dispatch, with their evidence.</summary>
public class ActivityTests
{
    private const string Page = "/materials/activities";

    private const string Progress = """
        SELECT g.note FROM task_progress g JOIN task_organisation o ON o.id = g.task_organisation_id JOIN organisation n ON n.id = o.organisation_id
        WHERE n.code = '70-so-gddt' ORDER BY g.id DESC
        """;

    [Fact]
    public async Task A_school_session_counts_its_pupils_towards_the_task_and_a_withdrawn_one_no_more()
    {
        await using var app = await DemoApp.CreateAsync();
        using var office = await app.SignedInAsync("so.gddt");
        var before = await ScalarAsync(app, "SELECT COUNT(*) FROM activity WHERE withdrawn_at IS NULL");
        using var added = await AddAsync(office, [("PrimaryPupils", "320"), ("LowerPupils", "180")], ("bien-ban.txt", "Biên bản buổi học"));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect, await added.Content.ReadAsStringAsync());
        (await ScalarAsync(app, "SELECT COUNT(*) FROM activity WHERE withdrawn_at IS NULL")).ShouldBe(before + 1);
        var note = await NoteAsync(app);
        note!.ShouldStartWith("Hoạt động: ");

        var page = await office.PageAsync(Page);
        var evidence = page.QuerySelector("a[href$='bien-ban.txt']")!.GetAttribute("href")!;
        using var file = await office.GetAsync(evidence);
        (await file.Content.ReadAsStringAsync()).ShouldBe("Biên bản buổi học");
        file.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        using var commune = await app.SignedInAsync("xa.25318");
        using var hidden = await commune.GetAsync(evidence);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await commune.PageAsync(Page)).QuerySelector("form#activity").ShouldBeNull();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        (await province.PageAsync(Page)).Body!.TextContent.ShouldContain("Trường Tiểu học Tân Thành");

        using var withdrawn = await office.SubmitAsync(page, page.QuerySelector("form[action$=withdraw]")!.GetAttribute("action")!);
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ScalarAsync(app, "SELECT COUNT(*) FROM activity WHERE withdrawn_at IS NULL")).ShouldBe(before);
        (await NoteAsync(app)).ShouldNotBe(note);
    }

    [Theory]
    [InlineData("HeldOn", "2/9/2020", "chưa đến")]
    [InlineData("Place", "", "nơi làm")]
    [InlineData("Times", "0", "từ 1 đến")]
    [InlineData("PrimaryPupils", "0", "học sinh theo cấp")]
    [InlineData("Kind", "event", "chỉ ghi cho buổi học")]
    public async Task What_cannot_be_is_refused_with_the_reason(string field, string value, string reason)
    {
        await using var app = await DemoApp.CreateAsync();
        using var office = await app.SignedInAsync("so.gddt");
        var before = await ScalarAsync(app, "SELECT COUNT(*) FROM activity");

        using var refused = await AddAsync(office, [("PrimaryPupils", "320"), (field, value)], null);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(refused)).QuerySelector("[role=alert]")!.TextContent.ShouldContain(reason, Case.Insensitive);
        (await ScalarAsync(app, "SELECT COUNT(*) FROM activity")).ShouldBe(before);
    }

    [Fact]
    public async Task A_program_in_the_clothes_of_a_picture_is_no_evidence()
    {
        await using var app = await DemoApp.CreateAsync();
        using var office = await app.SignedInAsync("so.gddt");

        using var refused = await AddAsync(office, [("PrimaryPupils", "320")], ("anh.png", "MZ\u0001\u0002 this is no picture"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<HttpResponseMessage> AddAsync(Browser browser, (string Name, string Value)[] fields, (string Name, string Text)? file)
    {
        var page = await browser.PageAsync(Page);
        var form = page.QuerySelector("form#activity")!;
        var all = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["Share"] = form.QuerySelector("select[name=Share] option")!.GetAttribute("value")!,
            ["Kind"] = "school",
            ["HeldOn"] = "31/8/2020",
            ["Place"] = "Trường Tiểu học Tân Thành",
            ["Times"] = "2",
        };
        foreach (var (name, value) in fields)
        {
            all[name] = value;
        }

        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in all)
        {
            content.Add(new StringContent(value), name);
        }

        if (file is { } evidence)
        {
            content.Add(new StringContent(evidence.Text), "Files", evidence.Name);
        }

        return await browser.Client.PostAsync(new Uri(Page, UriKind.Relative), content);
    }

    private static Task<string?> NoteAsync(AppFactory app) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.FirstAsync<string>(Progress));

    private static Task<long> ScalarAsync(AppFactory app, string sql) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));
}
