using System.Net;
using System.Text;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>The pages on the demo, whose day is 1/9/2020 with 18 units to remind.</summary>
public class ReminderPagesTests
{
    private const string Campaign = "/campaigns/binh-phuoc-2020/reminders";

    [Fact]
    public async Task The_committee_sees_who_would_get_what_words_it_and_sends_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var page = await committee.PageAsync(Campaign);
        page.QuerySelectorAll("section[aria-labelledby=due] tbody tr").Length.ShouldBe(18);

        (await committee.SubmitAsync(Campaign, "text", ("body", "Đề nghị các xã khẩn trương."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var link = (await committee.PageAsync(Campaign)).QuerySelector("a[href*='/preview?']").ShouldNotBeNull().GetAttribute("href")!;
        var preview = await committee.PageAsync(link);
        preview.Body!.TextContent.ShouldContain("Đề nghị các xã khẩn trương.");
        preview.Body.TextContent.ShouldContain("Còn thiếu: ");
        preview.Body.TextContent.ShouldNotContain("/mute/", Case.Sensitive, "a preview carries no link that acts for the person");

        (await SendAsync(committee)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var sent = await committee.PageAsync(Campaign);
        sent.Body!.TextContent.ShouldContain("18 nhắc việc");
        using var officer = await app.SignedInAsync("xa.25249");
        (await officer.PageAsync("/inbox")).Body!.TextContent.ShouldContain("Đề nghị các xã khẩn trương.");
        (await AuditAsync(app)).ShouldContain("reminders.text");
    }

    [Fact]
    public async Task What_is_let_go_stands_in_the_units_history_with_its_reason()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");

        (await committee.SubmitAsync(Campaign, $"{Campaign}/drop", ("reason", "Đang có lũ"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await committee.PageAsync(Campaign)).QuerySelectorAll("section[aria-labelledby=due] tbody tr").Length.ShouldBe(17);
        var unit = (await ReadAsync<string>(app, "SELECT u.code FROM reminder r JOIN unit u ON u.id = r.unit_id WHERE r.state = 'dropped'")).ShouldHaveSingleItem();
        (await committee.PageAsync($"{Campaign}/units/{unit}")).Body!.TextContent.ShouldContain("Đang có lũ");
        (await AuditAsync(app)).ShouldContain("reminders.drop");
    }

    [Fact]
    public async Task The_ladder_is_changed_by_the_committee_alone_and_wrong_ones_are_refused_with_words()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var before = await LastEventAsync(app);
        var wrong = await committee.SubmitAsync($"{Campaign}/ladder", "ladder", ("Rungs[0].Days", "14"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Browser.ParseAsync(wrong)).QuerySelector("[role=alert]").ShouldNotBeNull().TextContent.ShouldContain("trùng ngày");

        (await committee.SubmitAsync($"{Campaign}/ladder", "ladder", ("Rungs[0].Days", "28"), ("Rungs[0].NeedsAck", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await committee.SubmitAsync($"{Campaign}/ladder", "policy", ("zalo", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await committee.PageAsync(Campaign);
        page.QuerySelector("section[aria-labelledby=due]")!.TextContent.ShouldContain("28 ngày trước hạn");
        (await AuditAsync(app, before)).ShouldBe(["reminders.ladder", "reminders.policy"], ignoreOrder: true);
        (await ReadAsync<int>(app, "SELECT zalo FROM reminder_policy")).ShouldBe([1]);
        using var district = await app.SignedInAsync("huyen.dongphu");
        (await district.GetAsync($"{Campaign}/ladder")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await district.GetAsync($"{Campaign}/units/25249")).StatusCode.ShouldNotBe(HttpStatusCode.OK, "Phước Tín lies in another district");
    }

    [Fact]
    public async Task An_officer_acknowledges_in_the_inbox_and_the_committee_reads_the_plan()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        await committee.SubmitAsync($"{Campaign}/ladder", "ladder", ("Rungs[0].NeedsAck", "true"));
        await SendAsync(committee);
        using var officer = await app.SignedInAsync("xa.25249");
        var inbox = await officer.PageAsync("/inbox");
        var form = inbox.QuerySelector("form[action$='/acknowledge']").ShouldNotBeNull().GetAttribute("action")!;

        (await officer.SubmitAsync(inbox, form, ("words", "Phát xong trước thứ Sáu"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await officer.PageAsync("/inbox")).QuerySelector("form[action$='/acknowledge']").ShouldBeNull();
        (await committee.PageAsync($"{Campaign}/units/25249")).Body!.TextContent.ShouldContain("Phát xong trước thứ Sáu");
        (await AuditAsync(app)).ShouldContain("reminder.acknowledged");
        (await ReadAsync<string>(app, "SELECT channel FROM outbox WHERE read_at IS NOT NULL AND local_day >= '2020-09-01'")).ShouldBe(["inbox"], "who answers has read it");
    }

    [Fact]
    public async Task A_day_of_rest_is_asked_for_by_the_mails_link_and_only_by_confirming_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        await SendAsync(committee);
        var link = await MuteLinkAsync(app, "xa.25249@example.com");
        using var anybody = app.Browse();

        (await anybody.PageAsync(link)).Body!.TextContent.ShouldContain("3/9/2020", Case.Sensitive, "2/9 is a holiday");
        (await ReadAsync<string>(app, "SELECT reason FROM reminder_mute")).ShouldBeEmpty("opening it changes nothing");
        (await anybody.SubmitAsync(link, "mute", ("reason", " "))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync<string>(app, "SELECT reason FROM reminder_mute")).ShouldBeEmpty();

        using var done = await anybody.SubmitAsync(link, "mute", ("reason", "Đi họp"));
        (await ReadAsync<string>(app, "SELECT reason FROM reminder_mute")).ShouldBe(["Đi họp"]);
        using var undone = await anybody.SubmitAsync(await Browser.ParseAsync(done), "undo");
        (await ReadAsync<string>(app, "SELECT reason FROM reminder_mute")).ShouldBeEmpty("taken back by the same link");
        (await anybody.GetAsync("/mute/forged")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var bare = new FormUrlEncodedContent([KeyValuePair.Create("reason", "x")]);
        (await anybody.Client.PostAsync(new Uri(link, UriKind.Relative), bare)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "without the form's token");
    }

    [Fact]
    public async Task A_person_chooses_and_a_wrong_number_is_said()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25249");
        var before = await LastEventAsync(app);

        using var wrong = await officer.SubmitAsync("/inbox/settings", "settings", ("phone", "12345"));
        (await Browser.ParseAsync(wrong)).QuerySelector(".field-error").ShouldNotBeNull().TextContent.ShouldContain("di động");
        (await officer.SubmitAsync("/inbox/settings", "settings", ("phone", "0901 234 567"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await ReadAsync<string>(app, "SELECT phone FROM reminder_preference")).ShouldBe(["84901234567"]);
        (await AuditAsync(app, before)).ShouldBe(["reminders.preference"]);
    }

    [Fact]
    public async Task With_the_account_the_number_goes()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25249");
        await officer.SubmitAsync("/inbox/settings", "settings", ("phone", "0901 234 567"));
        var account = (await ReadAsync<long>(app, "SELECT id FROM account WHERE user_name = 'xa.25249'")).ShouldHaveSingleItem();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");

        using var closed = await committee.SubmitAsync($"/people/{account}", $"/people/{account}/close", ("reason", "chuyển công tác"));

        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReadAsync<long>(app, "SELECT COUNT(*) FROM account WHERE closed_at IS NOT NULL")).ShouldBe([1L]);
        (await ReadAsync<long>(app, "SELECT COUNT(*) FROM reminder_preference")).ShouldBe([0L]);
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_listed_and_tried_again()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        await SendAsync(committee);
        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(
            "UPDATE outbox SET state = 'dead', attempts = 8 WHERE channel = 'mail' AND address = 'xa.25249@example.com'"));
        var page = await committee.PageAsync($"{Campaign}/failures");
        var form = page.QuerySelector("main form[action$='/retry']").ShouldNotBeNull().GetAttribute("action")!;

        using var elsewhere = await app.SignedInAsync("huyen.dongphu");
        (await elsewhere.PageAsync($"{Campaign}/failures")).QuerySelector("main form[action$='/retry']").ShouldBeNull("not of their district");
        (await committee.SubmitAsync(page, form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await ReadAsync<string>(app, "SELECT state FROM outbox WHERE channel = 'mail' AND address = 'xa.25249@example.com'")).ShouldBe(["pending"]);
        (await AuditAsync(app)).ShouldContain("message.retried");
    }

    [Fact]
    public async Task On_a_day_without_work_the_page_says_when_it_goes_on()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");

        (await committee.PageAsync($"{Campaign}?day=2/9/2020")).Body!.TextContent.ShouldContain("3/9/2020");
    }

    // The page's other form of the same address only asks for another day.
    private static async Task<HttpResponseMessage> SendAsync(Browser committee)
    {
        var token = (await committee.PageAsync(Campaign)).QuerySelector($"form.confirm-body[action='{Campaign}'] input[name=__RequestVerificationToken]").ShouldNotBeNull();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token.GetAttribute("value"))]);
        return await committee.Client.PostAsync(new Uri(Campaign, UriKind.Relative), form);
    }

    private static async Task<string> MuteLinkAsync(AppFactory app, string address)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Dispatcher>().RunAsync(default);
        var mails = Directory.GetFiles(Path.Combine(app.Folder, "mail"), "*.eml").Select(file => new ReceivedMail(File.ReadAllText(file, Encoding.ASCII)));
        var text = mails.Single(mail => mail.Headers["To"].Any(to => to.Contains(address, StringComparison.Ordinal))).Parts[0].Content;
        var start = text.IndexOf("/mute/", StringComparison.Ordinal);
        return text[start..].Split('\n', '\r')[0].Trim();
    }

    // The demo itself tells of reminders and answers.
    private static async Task<long> LastEventAsync(AppFactory app) => (await ReadAsync<long>(app, "SELECT MAX(id) FROM audit_event"))[0];

    private static Task<IReadOnlyList<string>> AuditAsync(AppFactory app, long behind = 0) =>
        ReadAsync<string>(app, $"SELECT DISTINCT action FROM audit_event WHERE id > {behind} AND (action LIKE 'reminder%' OR action LIKE 'message.%')");

    private static Task<IReadOnlyList<T>> ReadAsync<T>(AppFactory app, string sql) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<T>(sql));
}
