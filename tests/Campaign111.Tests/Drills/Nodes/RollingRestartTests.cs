using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Campaign111.Tests.Infrastructure;
using Xunit.Abstractions;

namespace Campaign111.Tests.Drills.Nodes;

/// <summary>Nodes behind a proxy are replaced one after the other while people read and phones send: no request fails. Once each; three times with CAMPAIGN111_DRILLS=1.</summary>
public sealed class RollingRestartTests(Ground nodes, ITestOutputHelper output) : IClassFixture<Ground>
{
    private const int Drain = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static int Rounds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 3 : 1;

    [Fact]
    public async Task No_request_fails_and_without_the_drain_some_do()
    {
        var (code, said) = await ProductProcess.RunAsync(nodes.Folder, true, "token", "--user", "xa.25318");
        code.ShouldBe(0, said);
        var token = said.Split('\n').Last(line => line.StartsWith("C111-", StringComparison.Ordinal)).Trim();
        await using var proxy = await RoundRobinProxy.StartAsync();
        List<ProductProcess> inUse = [await nodes.StartAsync("web", Drain), await nodes.StartAsync("web", Drain)];
        inUse.ForEach(node => proxy.Add(node.Address));
        await Ground.UntilAsync("both nodes", Patience, () => Task.FromResult(inUse.TrueForAll(node => proxy.Uses(node.Address))));
        using var stop = new CancellationTokenSource();
        var crowd = new Crowd(proxy.Address, token);
        var load = crowd.RunAsync(stop.Token);

        for (var round = 0; round < Rounds * 2; round++)
        {
            // The last ones have no drain, for the control.
            var next = await nodes.StartAsync("web", round < (Rounds * 2) - 1 ? Drain : 0);
            proxy.Add(next.Address);
            await Ground.UntilAsync("the new node", Patience, () => Task.FromResult(proxy.Uses(next.Address)));
            await inUse[0].AskToStopAsync();
            (await inUse[0].EndAsync()).ShouldBe(0, inUse[0].Output);
            proxy.Remove(inUse[0].Address);
            inUse = [inUse[1], next];
        }

        var (good, bad) = (crowd.Good, crowd.Bad.ToList());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rounds * 2} restarts, {good} requests, {bad.Count} failed"));
        bad.ShouldBeEmpty();
        good.ShouldBeGreaterThan(Rounds * 50);

        // The safeguard taken away: this node stops at once, and whoever is sent there meanwhile finds nobody. On a busy machine nobody may be, so more than one stops.
        for (var tries = 0; tries < 5 && crowd.Bad.IsEmpty; tries++)
        {
            await inUse[1].AskToStopAsync();
            (await inUse[1].EndAsync()).ShouldBe(0);
            await Task.Delay(500);
            proxy.Remove(inUse[1].Address);
            var next = await nodes.StartAsync("web", 0);
            proxy.Add(next.Address);
            await Ground.UntilAsync("the node for the control", Patience, () => Task.FromResult(proxy.Uses(next.Address)));
            inUse = [inUse[0], next];
        }

        await stop.CancelAsync();
        await load;
        crowd.Bad.Count.ShouldBeGreaterThan(0, "without the drain nobody notices the restart either");
        (await nodes.AskAsync<int>("SELECT COUNT(*) FROM coverage_entry WHERE note = 'cuốn chiếu'")).ShouldBeInRange(crowd.Stored, crowd.Stored + crowd.Bad.Count, "what was acknowledged, each once");
    }

    /// <summary>Readers of pages and phones that send entries, at a pace that leaves the machine time for the restarts.</summary>
    private sealed class Crowd(Uri address, string token)
    {
        private const int Each = 2;
        private int good;
        private int stored;

        public int Good => Volatile.Read(ref good);

        public int Stored => Volatile.Read(ref stored);

        public System.Collections.Concurrent.ConcurrentQueue<string> Bad { get; } = new();

        public Task RunAsync(CancellationToken stop) => Task.WhenAll(
            Enumerable.Range(0, Each).SelectMany(_ => new[] { ReadAsync("/sign-in", stop), ReadAsync("/111", stop), SendAsync(stop) }));

        private async Task ReadAsync(string path, CancellationToken stop)
        {
            using var client = new HttpClient { BaseAddress = address };
            while (!stop.IsCancellationRequested)
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
                Note(path, answer);
                await PauseAsync(stop);
            }
        }

        private async Task SendAsync(CancellationToken stop)
        {
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            while (!stop.IsCancellationRequested)
            {
                var entry = new
                {
                    key = Guid.CreateVersion7(), campaign = Ground.Slug, place = "25318/thon-1", outcome = "reached", method = "door", households = 1, leaflets = 1,
                    capturedAt = "2020-08-30T09:12:00+07:00", note = "cuốn chiếu",
                };
                using var body = JsonContent.Create(new { entries = new[] { entry } });
                // The proxy forwards bodies of a known length.
                await body.LoadIntoBufferAsync(CancellationToken.None);
                using var answer = await client.PostAsync(new Uri("/api/v1/coverage/entries", UriKind.Relative), body, CancellationToken.None);
                if (Note("entries", answer))
                {
                    Interlocked.Increment(ref stored);
                }

                await PauseAsync(stop);
            }
        }

        private bool Note(string what, HttpResponseMessage answer)
        {
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Interlocked.Increment(ref good);
                return true;
            }

            Bad.Enqueue($"{what}: {(int)answer.StatusCode}");
            return false;
        }

        private static Task PauseAsync(CancellationToken stop) => Task.Delay(25, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
