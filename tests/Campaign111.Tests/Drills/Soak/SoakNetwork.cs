using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Campaign111.Tests.Drills.Soak;

/// <summary>What the server said of one entry.</summary>
internal sealed record Verdict(Guid Key, string Status, string? Reason);

/// <summary>An answer; verdicts only with 200.</summary>
internal sealed record SoakAnswer(HttpStatusCode Status, IReadOnlyList<Verdict>? Verdicts);

/// <summary>The network between phones and server: loses, cuts, doubles, delays. The server may be away.</summary>
internal sealed class SoakNetwork : IDisposable
{
    private static readonly Uri Entries = new("/api/v1/coverage/entries", UriKind.Relative);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentDictionary<Weather, int> seen = new();
    private readonly ConcurrentBag<Task> underWay = [];
    private volatile Uri? server;
    private int inFlight;

    /// <summary>Requests that the server has and has not answered.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>What the network did, and how often.</summary>
    public string Report => string.Join(", ", seen.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"));

    /// <summary>Where the server is; null while it is away.</summary>
    public void Route(Uri? address) => server = address;

    /// <summary>Sends a batch. Null when the phone hears nothing.</summary>
    public async Task<SoakAnswer?> SendAsync(string token, object[] entries, Random random)
    {
        if (server is not { } address || entries.Length == 0)
        {
            return null;
        }

        var weather = Draw(random);
        seen.AddOrUpdate(weather, 1, (_, count) => count + 1);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { entries });
        switch (weather)
        {
            case Weather.RequestLost:
                return null;
            case Weather.RequestCut:
                await PostAsync(address, token, new CutContent(body));
                return null;
            case Weather.AnswerLost:
                await PostAsync(address, token, new ByteArrayContent(body));
                return null;
            case Weather.Overtaken:
                underWay.Add(LaterAsync(token, body, random.Next(20, 400)));
                return null;
            case Weather.CopyLater:
                underWay.Add(LaterAsync(token, body, random.Next(20, 400)));
                break;
            case Weather.Twice:
                var other = PostAsync(address, token, new ByteArrayContent(body));
                underWay.Add(other);
                break;
        }

        return await PostAsync(address, token, new ByteArrayContent(body));
    }

    /// <summary>Waits until every late copy has arrived.</summary>
    public Task DrainAsync() => Task.WhenAll(underWay);

    public void Dispose() => client.Dispose();

    private static Weather Draw(Random random) => random.Next(100) switch
    {
        < 12 => Weather.RequestLost,
        < 20 => Weather.RequestCut,
        < 32 => Weather.AnswerLost,
        < 44 => Weather.Twice,
        < 54 => Weather.CopyLater,
        < 64 => Weather.Overtaken,
        _ => Weather.Clear,
    };

    private async Task LaterAsync(string token, byte[] body, int milliseconds)
    {
        await Task.Delay(milliseconds);
        if (server is { } address)
        {
            await PostAsync(address, token, new ByteArrayContent(body));
        }
    }

    // Null when the server was killed, or cannot be reached: then nothing was heard.
    private async Task<SoakAnswer?> PostAsync(Uri address, string token, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, Entries)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Interlocked.Increment(ref inFlight);
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return new SoakAnswer(response.StatusCode, null);
            }

            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            return new SoakAnswer(response.StatusCode, [.. answer.GetProperty("results").EnumerateArray().Select(result => new Verdict(
                result.GetProperty("key").GetGuid(), result.GetProperty("status").GetString()!, result.GetProperty("reason").GetString()))]);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    /// <summary>A body of which half arrives before the connection breaks.</summary>
    private sealed class CutContent(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await stream.FlushAsync();
            throw new IOException("The network was cut.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
