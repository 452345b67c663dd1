using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Privacy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Privacy;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

/// <summary>A person takes their data away, asks to be erased, and is.</summary>
public sealed class ErasureTests
{
    private const string Officer = "xa.25318";

    // Tables in which more than names changes with the account: roles end, tokens are revoked, messages are not sent, what was given is deleted, the trail goes on.
    private static readonly string[] Changing =
        ["account", "membership", "api_token", "one_time_link", "outbox", "reminder_preference", "reminder_mute", "register_upload", "calendar_feed", "audit_event", "audit_seal", "security_event", "account_session"];

    [Fact]
    public async Task Erasure_leaves_nothing_of_the_person_in_the_file_and_every_figure_as_it_was()
    {
        await using var app = await DemoApp.CreateAsync();
        using var admin = await app.SignedInAsync("quantri");
        using var own = await app.SignedInAsync(Officer);
        var person = await PlantedAsync(app);
        (await person.FoundAsync()).ShouldBe(person.Needles, ignoreOrder: true, "the search finds what is there");
        var before = await person.RestAsync(Changing);

        using var erased = await admin.SubmitAsync($"/people/{person.Account}/erasure", "erasure", ("Reason", "theo yêu cầu ngày 3/1/2026"));

        erased.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await person.RestAsync(Changing)).ShouldBe(before, "numbers, days, places and codes stay");
        (await RowAsync(app, "SELECT sent_by FROM coverage_entry WHERE account_id = @id ORDER BY id DESC", person.Account)).ShouldBe($"Người dùng đã xoá #{person.Account}");
        var verdict = await app.Services.GetRequiredService<AuditVerifier>().VerifyAsync();
        verdict.Faults.ShouldBeEmpty();
        verdict.Sealed.ShouldBeGreaterThan(10);
        (await CliRunner.RunAsync(app.Services, ["audit", "verify"])).ShouldBe(0);
        (await CliRunner.RunAsync(app.Services, ["compact"])).ShouldBe(0);
        (await person.FoundAsync()).ShouldBeEmpty("nothing of the person is left in the file");
        using var again = await app.Browse().SignInAsync(Officer, DemoAccounts.Password);
        again.StatusCode.ShouldNotBe(HttpStatusCode.Redirect, "the account is no way in any more");
        using var second = await admin.GetAsync($"/people/{person.Account}/erasure");
        second.StatusCode.ShouldBe(HttpStatusCode.NotFound, "it cannot be done twice, nor undone");
    }

    [Fact]
    public async Task The_page_names_the_effect_and_wants_a_reason_that_names_nobody()
    {
        await using var app = await DemoApp.CreateAsync();
        using var admin = await app.SignedInAsync("quantri");
        var person = await PlantedAsync(app);
        var address = $"/people/{person.Account}/erasure";

        var page = await admin.PageAsync(address);
        page.Body!.TextContent.ShouldContain("coverage_entry");
        page.Body.TextContent.ShouldContain($"Người dùng đã xoá #{person.Account}");
        using var without = await admin.SubmitAsync(address, "erasure", ("Reason", " "));
        (await Browser.ParseAsync(without)).QuerySelector("#Reason-error").ShouldNotBeNull();
        using var naming = await admin.SubmitAsync(address, "erasure", ("Reason", $"{PlantedPerson.Name} đã xin"));
        (await Browser.ParseAsync(naming)).QuerySelector("#Reason-error")!.TextContent.ShouldContain("không nêu ai");
        using var tooShort = await admin.SubmitAsync(address, "erasure", ("Reason", "đã xin"), ("Spellings", "An"));
        (await Browser.ParseAsync(tooShort)).QuerySelector("#Spellings-error").ShouldNotBeNull();
        (await RowAsync(app, "SELECT user_name FROM account WHERE id = @id", person.Account)).ShouldBe(Officer, "nothing was done");

        var self = await IdAsync(app, "quantri");
        using var oneself = await admin.GetAsync($"/people/{self}/erasure");
        oneself.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_person_sees_and_takes_everything_about_them_without_secrets()
    {
        await using var app = await DemoApp.CreateAsync();
        var person = await PlantedAsync(app);
        using var browser = await app.SignedInAsync(Officer);

        (await browser.PageAsync("/account/data")).Body!.TextContent.ShouldContain("Lượt ghi hộ");
        using var file = await browser.GetAsync("/account/data/export.json");
        var json = await file.Content.ReadAsStringAsync();
        foreach (var own in new[] { PlantedPerson.Mailbox, PlantedPerson.Name, PlantedPerson.Phone, "coverage_entry", "account.signed-in", "commune" })
        {
            json.ShouldContain(own);
        }

        var secrets = await RowAsync(app, "SELECT CONCAT(password_hash, ' ', security_stamp) FROM account WHERE id = @id", person.Account);
        foreach (var secret in secrets!.Split(' '))
        {
            json.ShouldNotContain(secret);
        }

        json.ShouldNotContain("token_hash");
        using var document = await browser.GetAsync("/account/data/export.html");
        document.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await Browser.ParseAsync(document)).Body!.TextContent.ShouldContain(PlantedPerson.Mailbox);
    }

    [Fact]
    public async Task A_request_reaches_administrators_until_it_is_withdrawn()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(Officer);
        using var admin = await app.SignedInAsync("quantri");

        using var asked = await browser.SubmitAsync("/account/data", "ask", ("note", "tôi chuyển công tác"));
        (await admin.PageAsync("/people/erasures")).Body!.TextContent.ShouldContain("tôi chuyển công tác");
        using var withdrawn = await browser.SubmitAsync("/account/data", "withdraw");

        (await admin.PageAsync("/people/erasures")).Body!.TextContent.ShouldNotContain("tôi chuyển công tác");
        (await app.Browse().PageAsync("/privacy")).Body!.TextContent.ShouldContain("Luật Bảo vệ dữ liệu cá nhân");
    }

    private static async Task<PlantedPerson> PlantedAsync(AppFactory app)
    {
        var options = app.Services.GetRequiredService<DataOptions>();
        var id = await IdAsync(app, Officer);
        var person = new PlantedPerson(options.SqlitePath, id, Officer);
        await person.PlantAsync();
        var audit = app.Services.GetRequiredService<AuditLog>();
        await app.Services.GetRequiredService<Database>().WriteAsync(async session =>
        {
            await audit.RecordAsync(session, new Actor(id, Officer), new AuditEntry("coverage.record", "coverage-batch", "R-1") { After = new { households = 3 } });
            await audit.RecordAsync(session, Actor.System, new AuditEntry("account.invited", "account", $"{id}") { After = new { name = PlantedPerson.Name } });
            await audit.RecordAsync(session, Actor.System, new AuditEntry("flag.closed", "flag", "1") { Reason = $"đã hỏi {PlantedPerson.Name}, {PlantedPerson.Phone}" });
        });
        await app.Services.GetRequiredService<AuditSealer>().SealAsync();
        return person;
    }

    private static async Task<long> IdAsync(AppFactory app, string user) =>
        await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = @user", new { user }));

    private static Task<string?> RowAsync(AppFactory app, string sql, long id) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.FirstAsync<string>(sql, new { id }));
}
