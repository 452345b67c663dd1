using System.Text;
using Campaign111.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>What networks, proxies and dying servers do to a posting of entries, on real connections: each ends with exact totals.</summary>
[Collection(FieldCollection.Name)]
public class RoughNetworkTests(FieldSite site)
{
    private const string NotReached = "chưa tới được máy chủ";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_killed_between_commit_and_answer_or_before_stores_each_entry_once(bool committed)
    {
        await using var phone = await Phone.ReadyAsync(site);
        site.Network.Mishaps.Enqueue(async exchange =>
        {
            if (committed)
            {
                Status(await exchange.ForwardAsync()).ShouldBe("200");
            }
            else
            {
                await exchange.ForwardAsync(exchange.Length / 2);
            }

            await site.Demo.KillAsync();
            exchange.Cut();
        });
        var codes = await phone.LogAsync(4);
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync(NotReached);
        await phone.ExpectUnsentAsync(4);
        phone.Stored(codes).Count.ShouldBe(committed ? 4 : 0);

        await site.Demo.RestartAsync();
        await phone.NudgeAsync();
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Theory]
    [InlineData("request")]
    [InlineData("answer")]
    public async Task A_network_cut_in_the_middle_of_a_request_or_of_its_answer_stores_each_entry_once(string cut)
    {
        await using var phone = await Phone.ReadyAsync(site);
        site.Network.Mishaps.Enqueue(async exchange =>
        {
            if (cut == "request")
            {
                await exchange.ForwardAsync(exchange.Length - 100);
            }
            else
            {
                var answer = await exchange.ForwardAsync();
                await exchange.AnswerAsync(answer.AsMemory(0, answer.Length - 50));
            }

            site.Network.IsDown = true;
            exchange.Cut();
        });
        var codes = await phone.LogAsync(3);
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync(NotReached);
        await phone.ExpectUnsentAsync(3);
        phone.Stored(codes).Count.ShouldBe(cut == "request" ? 0 : 3);

        site.Network.IsDown = false;
        await phone.NudgeAsync();
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_proxy_that_sends_each_request_twice_and_answers_twice_stores_each_entry_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        site.Network.Mishaps.Enqueue(async exchange =>
        {
            var answers = await Task.WhenAll(exchange.ForwardAsync(), exchange.ForwardAsync());
            answers.Select(Status).ShouldBe(["200", "200"]);
            await exchange.AnswerAsync((byte[])[.. answers[0], .. answers[1]]);
        });
        var codes = await phone.LogAsync(5);
        await phone.SendAsync();

        await phone.ExpectUnsentAsync(0);
        site.Network.Mishaps.ShouldBeEmpty();
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_proxy_that_answers_with_an_older_answer_costs_no_entry_and_no_storm()
    {
        await using var phone = await Phone.ReadyAsync(site);
        byte[] older = [];
        site.Network.Mishaps.Enqueue(async exchange =>
        {
            older = await exchange.ForwardAsync();
            await exchange.AnswerAsync(older);
        });
        var codes = await phone.LogAsync(2);
        await phone.SendAsync();
        await phone.ExpectUnsentAsync(0);
        const int Stale = 40;
        for (var i = 0; i < Stale; i++)
        {
            site.Network.Mishaps.Enqueue(exchange => exchange.AnswerAsync(older));
        }

        codes.AddRange(await phone.LogAsync(3));
        var posts = site.Network.Posts;
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync(NotReached);
        await phone.ExpectUnsentAsync(3);
        // An answer to something else is no answer: the phone waits before it asks again.
        (site.Network.Posts - posts).ShouldBeLessThan(5);
        phone.Stored(codes).Count.ShouldBe(2);

        site.Network.Mishaps.Clear();
        await phone.NudgeAsync();
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_page_of_somebody_elses_in_place_of_the_answer_costs_no_entry()
    {
        await using var phone = await Phone.ReadyAsync(site);
        site.Network.Mishaps.Enqueue(exchange => exchange.AnswerAsync(Page("200 OK", "<h1>Wi-Fi miễn phí</h1>")));
        site.Network.Mishaps.Enqueue(exchange =>
        {
            site.Network.IsDown = true;
            return exchange.AnswerAsync(Page("502 Bad Gateway", "<h1>nginx</h1>"));
        });
        var codes = await phone.LogAsync(3);
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync(NotReached);
        await phone.ExpectUnsentAsync(3);
        phone.Stored(codes).ShouldBeEmpty();

        await UntilAsync(phone, () => site.Network.Mishaps.IsEmpty);
        site.Network.IsDown = false;
        await phone.NudgeAsync();
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_server_that_says_later_is_asked_later_by_itself_and_each_entry_is_stored_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        site.Network.Mishaps.Enqueue(exchange => exchange.AnswerAsync(Page("429 Too Many Requests\r\nRetry-After: 6", "{}")));
        var codes = await phone.LogAsync(3);
        var posts = site.Network.Posts;
        var asked = TimeProvider.System.GetTimestamp();
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync(NotReached);
        await phone.ExpectUnsentAsync(3);
        phone.Stored(codes).ShouldBeEmpty();
        while (site.Network.Posts == posts + 1)
        {
            TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromMinutes(1));
            await Task.Delay(100);
        }

        TimeProvider.System.GetElapsedTime(asked).ShouldBeGreaterThan(TimeSpan.FromSeconds(5.9));
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_network_that_fails_at_random_stores_each_entry_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        var rounds = Drills.Asked ? 24 : 4;
        var random = new Random(111);
        var codes = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            site.Network.Mishaps.Enqueue(Draw(random));
            codes.AddRange(await phone.LogManyAsync(random.Next(1, 6)));
            await UntilAsync(phone, () => site.Network.Mishaps.IsEmpty);
        }

        await phone.NudgeAsync();
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    // Presses "Gửi ngay" until it has come to that.
    private static async Task UntilAsync(Phone phone, Func<bool> reached)
    {
        for (var tries = 0; !reached(); tries++)
        {
            tries.ShouldBeLessThan(200);
            await phone.NudgeAsync();
            await Task.Delay(100);
        }
    }

    private static Mishap Draw(Random random)
    {
        var part = random.NextDouble();
        return random.Next(4) switch
        {
            0 => exchange => Then(exchange.ForwardAsync((int)(exchange.Length * part)), exchange),
            1 => exchange => Then(exchange.ForwardAsync(), exchange),
            2 => async exchange => await exchange.AnswerAsync((await Task.WhenAll(exchange.ForwardAsync(), exchange.ForwardAsync()))[1]),
            _ => exchange => Then(Task.CompletedTask, exchange),
        };
    }

    private static async Task Then(Task first, Exchange exchange)
    {
        await first;
        exchange.Cut();
    }

    private static string Status(byte[] answer) => Encoding.ASCII.GetString(answer, 9, 3);

    private static byte[] Page(string status, string html)
    {
        var body = Encoding.UTF8.GetBytes(html);
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];
    }
}
