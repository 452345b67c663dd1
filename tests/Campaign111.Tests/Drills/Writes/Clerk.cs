using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Campaign111.Features.Accounts;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>An officer at a browser whose server is killed again and again: the session and the form's token outlive it.</summary>
internal sealed class Clerk(string user) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private Browser? browser;
    private string? token;

    public string User => user;

    private Browser Open => browser ?? throw new InvalidOperationException("Nobody has told the clerk where the server is.");

    /// <summary>The server is here now.</summary>
    public async Task MeetAsync(Uri address)
    {
        browser?.Dispose();
        browser = new Browser(new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) });
        if (token is null)
        {
            using var entered = await browser.SignInAsync(user, DemoAccounts.Password);
            entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{user} was not let in");
            token = (await browser.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        }
    }

    public Task<IHtmlDocument> PageAsync(string path) => Open.PageAsync(path);

    /// <summary>Sends it; the answer's status and, for a page, its title and complaint.</summary>
    /// <exception cref="HttpRequestException">The server died: nothing was answered.</exception>
    public async Task<(int Status, string Said)> SendAsync(Letter letter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(letter.Path, UriKind.Relative)) { Content = new ByteArrayContent(letter.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(letter.ContentType);
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Add("X-Campaign111", "1");
        request.Headers.Add("Origin", Open.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await Open.Client.SendAsync(request);
        var status = (int)answer.StatusCode;
        return (status, status is >= 300 and < 400 ? answer.Headers.Location?.ToString() ?? "" : await SaidAsync(answer));
    }

    public void Dispose() => browser?.Dispose();

    private static async Task<string> SaidAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not "text/html")
        {
            return answer.Content.Headers.ContentType?.MediaType is { } media && media.Contains("json", StringComparison.Ordinal) ? await answer.Content.ReadAsStringAsync() : "";
        }

        var page = await Browser.ParseAsync(answer);
        var complaints = page.QuerySelectorAll("[role=alert], .alert-danger, .field-error, .validation-summary-errors").Select(element => element.TextContent.Trim());
        return $"{page.Title?.Trim()} {string.Join(" | ", complaints)}";
    }
}
