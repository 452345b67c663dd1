using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts.Guard;

/// <summary>No form tells whether an account exists: what is unknown answers as what exists and is not one's own. (Signing in: LockoutTests.)</summary>
public class NothingLeaksTests
{
    private const string Password = "con mèo ăn ba quả mận";

    [Fact]
    public async Task A_link_that_was_never_made_answers_as_one_that_was_used_revoked_or_expired_or_whose_account_is_closed()
    {
        await using var app = await DemoApp.CreateAsync();
        var database = app.Services.GetRequiredService<Database>();
        var links = new Dictionary<string, string> { ["unknown"] = SecretToken.Create().Text };
        foreach (var (kind, change) in new[]
        {
            ("used", "UPDATE one_time_link SET used_at = @now WHERE id = @id"),
            ("revoked", "UPDATE one_time_link SET revoked_at = @now WHERE id = @id"),
            ("expired", "UPDATE one_time_link SET expires_at = @now WHERE id = @id"),
            ("closed", "UPDATE account SET closed_at = @now WHERE id = (SELECT account_id FROM one_time_link WHERE id = @id)"),
        })
        {
            var secret = SecretToken.Create();
            links[kind] = secret.Text;
            var id = await database.WriteAsync(session => session.InsertAsync(
                "INSERT INTO one_time_link (kind, token_hash, account_id, created_at, created_by, expires_at) VALUES ('reset', @hash, (SELECT id FROM account WHERE user_name = @owner), @now, NULL, @later)",
                new { hash = secret.Hash, owner = kind == "closed" ? "xa.25363" : "xa.25318", now = TimeProvider.System.GetUtcNow(), later = TimeProvider.System.GetUtcNow().AddDays(1) }));
            await database.WriteAsync(session => session.ExecuteAsync(change, new { id, now = TimeProvider.System.GetUtcNow() }));
        }

        foreach (var form in new[] { "join", "setup" })
        {
            foreach (var post in new[] { false, true })
            {
                var answers = new Dictionary<string, string>();
                foreach (var (kind, secret) in links)
                {
                    answers[kind] = await AnswerAsync(app.Browse(), $"/{form}/{secret}", post, ("Password", Password), ("Again", Password), ("UserName", "ai.do"), ("DisplayName", "Ai"));
                }

                answers.Values.Distinct().ShouldHaveSingleItem(string.Join('\n', answers.Select(one => $"{form} {post} {one.Key}: {one.Value}"))).ShouldStartWith("410 ");
            }
        }
    }

    [Fact]
    public async Task Somebody_elses_people_answer_as_people_who_do_not_exist()
    {
        await using var app = await DemoApp.CreateAsync();
        var database = app.Services.GetRequiredService<Database>();
        Task<long> IdAsync(string name) => database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = @name", new { name }));
        var (foreign, closed) = (await IdAsync("xa.25318"), await IdAsync("xa.25363"));
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE account SET closed_at = @now WHERE id = @closed", new { closed, now = TimeProvider.System.GetUtcNow() }));
        app.Services.GetRequiredService<AccessCache>().Forget();
        using var district = await app.SignedInAsync("huyen.dongphu");

        foreach (var (address, post) in new[] { ("", false), ("/link", true), ("/close", true), ("/roles", true), ("/roles/1/end", true) })
        {
            var answers = new List<string>();
            foreach (var id in new[] { foreign, closed, 999_999_999 })
            {
                answers.Add(await AnswerAsync(district, $"/people/{id}{address}", post, ("reason", "x"), ("Form.Role", "commune-officer"), ("Form.Unit", "25363")));
            }

            answers.Distinct().ShouldHaveSingleItem(string.Join('\n', answers)).ShouldStartWith("404 ", customMessage: address);
        }
    }

    // Status and what a reader sees, without the number of the request. Posts go with the antiforgery token of a page of this browser.
    private static async Task<string> AnswerAsync(Browser browser, string address, bool post, params (string Name, string Value)[] fields)
    {
        using var response = post ? await PostAsync(browser, address, fields) : await browser.GetAsync(address);
        var page = await Browser.ParseAsync(response);
        foreach (var number in page.QuerySelectorAll(".error-code, form").ToList())
        {
            number.Remove();
        }

        response.Headers.Contains("Location").ShouldBeFalse();
        return $"{(int)response.StatusCode} {page.Body!.TextContent.ReplaceLineEndings(" ").Trim()}";
    }

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string address, (string Name, string Value)[] fields)
    {
        var page = await browser.PageAsync("/sign-in");
        var form = page.Forms.First(known => known.GetAttribute("method") == "post");
        form.SetAttribute("action", address);
        form.Id = "moved";
        return await browser.SubmitAsync(page, "moved", fields);
    }
}
