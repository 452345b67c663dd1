using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills.Faults;

/// <summary>SIGTERM under load, as systemd and containers stop a service: what is under way is answered, what was acknowledged is there, and it ends in time.</summary>
public sealed class SigtermTests
{
    private const int Phones = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A request that leaves in the same moment as the connection is closed was not taken, and its sender knows: it is sent again.
    private static readonly TimeSpan SameMoment = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task What_is_under_way_is_answered_and_nothing_acknowledged_is_lost()
    {
        var folder = await DemoApp.CopyAsync();
        var (code, said) = await ProductProcess.RunAsync(folder, true, "token", "--user", "xa.25318");
        code.ShouldBe(0, said);
        var token = said.Split('\n').Last(line => line.StartsWith("C111-", StringComparison.Ordinal)).Trim();
        await using var product = await ProductProcess.ServeAsync(folder, true, new Dictionary<string, string> { ["Campaign111__Jobs"] = "on" });
        var sent = new ConcurrentBag<Sending>();
        using var stop = new CancellationTokenSource();
        var sending = Task.WhenAll(Enumerable.Range(0, Phones).Select(_ => Task.Run(() => PhoneAsync(product.Address, token, sent, stop.Token))));
        for (var wait = 0; wait < 600 && sent.Count(one => one.Answered) < 50; wait++)
        {
            await Task.Delay(50);
        }

        var (asked, clock) = (Stopwatch.GetTimestamp(), Stopwatch.StartNew());
        using (var term = Process.Start("kill", ["-TERM", product.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await term.WaitForExitAsync();
        }

        (await product.EndAsync()).ShouldBe(0, product.Output);
        clock.Elapsed.ShouldBeLessThan(Patience);
        await stop.CancelAsync();
        await sending;

        sent.Count(one => one.Answered).ShouldBeGreaterThanOrEqualTo(50);
        sent.Where(one => !one.Answered && Stopwatch.GetElapsedTime(one.At, asked) > SameMoment).ShouldBeEmpty("taken before the signal, and not answered");
        (await Field.CheckAsync(folder, [.. sent.Where(one => one.Answered).Select(one => one.Key)])).ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task PhoneAsync(Uri address, string token, ConcurrentBag<Sending> sent, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        while (!stop.IsCancellationRequested)
        {
            var (key, at) = (Guid.CreateVersion7(), Stopwatch.GetTimestamp());
            var entries = new[] { new { key, campaign = "binh-phuoc-2020", place = "25318/thon-1", outcome = "reached", households = 1, leaflets = 1, capturedAt = "2020-08-31T09:00:00+07:00" } };
            try
            {
                using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/coverage/entries", UriKind.Relative), new { entries }, CancellationToken.None);
                sent.Add(new Sending(key, at, answer.StatusCode == HttpStatusCode.OK));
            }
            catch (HttpRequestException)
            {
                // The house is closing: what was not taken in is sent to the next one.
                sent.Add(new Sending(key, at, false));
                return;
            }
        }
    }

    private sealed record Sending(Guid Key, long At, bool Answered);
}
