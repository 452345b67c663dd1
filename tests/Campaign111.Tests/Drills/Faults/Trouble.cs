using System.Net;
using System.Text.Json;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Data;
using Campaign111.Tests.Features.Coverage;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Drills.Faults;

/// <summary>A running demo in trouble, its people, and a phone that keeps what was not taken: it sends the same entries, with the same keys, until they are.</summary>
internal sealed class Trouble : IAsyncDisposable
{
    private const string Tally = "/campaigns/binh-phuoc-2020/coverage/25318/thon-1";
    private readonly List<Guid> acknowledged = [];
    private readonly Queue<(Guid Key, object Entry)> queue = new();
    private HttpClient phone = null!;

    private Trouble(AppFactory app) => App = app;

    public AppFactory App { get; }

    public Browser Officer { get; private set; } = null!;

    public Browser Committee { get; private set; } = null!;

    public static async Task<Trouble> OnAsync(string folder)
    {
        var trouble = new Trouble(new AppFactory(demo: true, folder, new Dictionary<string, string?> { ["Campaign111:Database:BusySeconds"] = "1" }));
        (trouble.Officer, trouble.Committee) = (await trouble.App.SignedInAsync("xa.25318"), await trouble.App.SignedInAsync("tinh.binhphuoc"));
        trouble.phone = await trouble.App.PhoneAsync("xa.25318");
        (await trouble.SendAsync()).Status.ShouldBe(HttpStatusCode.OK);
        return trouble;
    }

    /// <summary>The phone logs one more household and sends all that it holds.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync()
    {
        var key = Guid.CreateVersion7();
        queue.Enqueue((key, new { key, campaign = "binh-phuoc-2020", place = "25318/thon-1", outcome = "reached", households = 1, leaflets = 1, capturedAt = "2020-08-31T09:00:00+07:00" }));
        var answer = await phone.SendAsync([.. queue.Select(kept => kept.Entry)]);
        if (answer.Status == HttpStatusCode.OK)
        {
            acknowledged.AddRange(queue.Select(kept => kept.Key));
            queue.Clear();
        }

        return answer;
    }

    /// <summary>The tally form of the page. Gives status, wait and what the page says.</summary>
    public async Task<(int Status, string? RetryAfter, string Said)> TallyAsync()
    {
        var key = Guid.CreateVersion7();
        using var answer = await Officer.SubmitAsync(Tally, "tally", ("Key", $"{key}"), ("Households", "1"), ("Leaflets", "1"));
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            acknowledged.Add(key);
        }

        return ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString(), (await Browser.ParseAsync(answer)).Body!.TextContent);
    }

    /// <summary>Status and text of any address.</summary>
    public async Task<(int Status, string Said)> AskAsync(string path)
    {
        using var answer = await Officer.GetAsync(path);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Landing pages stand whatever happens: a token in memory, and the page without one.</summary>
    public async Task LandingStandsAsync(string token)
    {
        (await AskAsync("/111")).Status.ShouldBe(200);
        var (status, said) = await AskAsync($"/q/{token}");
        status.ShouldBe(200);
        said.ShouldContain("Tân Thành");
    }

    public Task<string> TokenAsync() => App.Services.GetRequiredService<Database>().ReadAsync(session => session.SingleAsync<string>(
        "SELECT t.token FROM qr_token t JOIN unit u ON u.id = t.unit_id WHERE u.code = '25318' AND t.id = (SELECT MIN(x.id) FROM qr_token x WHERE x.unit_id = t.unit_id)"));

    /// <summary>The trouble is over: everything goes on by itself, the phone's queue arrives, and nothing acknowledged is missing or doubled.</summary>
    public async Task AfterwardsAllIsWellAsync()
    {
        queue.Count.ShouldBeGreaterThan(0, "the phone has kept what was refused");
        (await SendAsync()).Status.ShouldBe(HttpStatusCode.OK);
        (await TallyAsync()).Status.ShouldBe(302);
        (await AskAsync("/readyz")).ShouldBe((200, "Healthy"));
        var stored = await App.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<Guid>("SELECT entry_key FROM coverage_entry"));
        acknowledged.Except(stored).ShouldBeEmpty("acknowledged, and not there");
        stored.ShouldBeUnique();
        (await App.Services.GetRequiredService<CoverageRecount>().CompareAsync()).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        Committee.Dispose();
        phone.Dispose();
        await App.DisposeAsync();
    }
}
