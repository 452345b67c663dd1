using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>What the network does with one posting of entries.</summary>
public delegate Task Mishap(Exchange exchange);

/// <summary>A network between a browser and the product, on the loopback: each connection carries one request and its answer, byte by byte as
/// they are; postings of entries may meet with a mishap. The browser's address for the product stays while the server is killed and
/// started again.</summary>
public sealed class RoughNetwork : IDisposable
{
    private const string Entries = "POST /api/v1/coverage/entries ";
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Uri> server;
    private int posts;
    private volatile bool isDown;

    public RoughNetwork(Func<Uri> server)
    {
        this.server = server;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>For the next postings of entries, one each; the later ones pass.</summary>
    public ConcurrentQueue<Mishap> Mishaps { get; } = new();

    /// <summary>What went wrong within a mishap: a test that used one wants none.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>Every connection is cut at once, although the browser believes that it is online.</summary>
    public bool IsDown
    {
        get => isDown;
        set => isDown = value;
    }

    /// <summary>Postings of entries so far.</summary>
    public int Posts => Volatile.Read(ref posts);

    /// <summary>Good weather again, whatever an earlier test left behind.</summary>
    public void Calm()
    {
        IsDown = false;
        Mishaps.Clear();
        Failures.Clear();
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The network is taken down at the end of the tests.
        }
    }

    private async Task ServeAsync(TcpClient browser)
    {
        using (browser)
        {
            try
            {
                if (await ReadAsync(browser.GetStream()) is not { } request)
                {
                    return;
                }

                if (isDown)
                {
                    browser.Client.Close(0);
                    return;
                }

                var exchange = new Exchange(browser, request, server());
                if (!Encoding.ASCII.GetString(request, 0, Math.Min(Entries.Length, request.Length)).Equals(Entries, StringComparison.Ordinal))
                {
                    await exchange.PassAsync();
                    return;
                }

                Interlocked.Increment(ref posts);
                await (Mishaps.TryDequeue(out var mishap) ? MeetAsync(mishap, exchange) : exchange.PassAsync());
            }
            catch (Exception gone) when (gone is IOException or SocketException)
            {
                // Browser or server went away: to the other it looks like a cut.
                browser.Client.Close(0);
            }
        }
    }

    private async Task MeetAsync(Mishap mishap, Exchange exchange)
    {
        try
        {
            await mishap(exchange);
        }
        catch (Exception failure)
        {
            Failures.Enqueue(failure);
            throw;
        }
    }

    // Head and body of one request; null when the browser only opened the connection in advance.
    private static async Task<byte[]?> ReadAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        var chunk = new byte[65_536];
        for (var wanted = int.MaxValue; all.Length < wanted;)
        {
            var read = await stream.ReadAsync(chunk);
            if (read == 0)
            {
                return null;
            }

            all.Write(chunk, 0, read);
            var head = Encoding.Latin1.GetString(all.GetBuffer(), 0, (int)all.Length);
            if (wanted == int.MaxValue && head.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and > 0)
            {
                var length = head[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                wanted = end + 4 + (length is null ? 0 : int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture));
            }
        }

        return all.ToArray();
    }
}

/// <summary>One request of the browser and its answer.</summary>
public sealed class Exchange(TcpClient browser, byte[] request, Uri server)
{
    // One request a connection, so that the answer ends where the server closes.
    private readonly byte[] request = Encoding.Latin1.GetBytes(
        Encoding.Latin1.GetString(request).Replace("\r\nConnection: keep-alive\r\n", "\r\nConnection: close\r\n", StringComparison.OrdinalIgnoreCase));

    /// <summary>Bytes of the request.</summary>
    public int Length => request.Length;

    /// <summary>Brings the request to the server and the answer back.</summary>
    public async Task PassAsync() => await AnswerAsync(await ForwardAsync());

    /// <summary>Brings the request to the server. Gives its whole answer, which the browser has not seen.</summary>
    public async Task<byte[]> ForwardAsync()
    {
        using var connection = await SendAsync(request);
        using var answer = new MemoryStream();
        await connection.GetStream().CopyToAsync(answer);
        return answer.ToArray();
    }

    /// <summary>Brings only the first bytes of the request to the server, and breaks off.</summary>
    public async Task ForwardAsync(int bytes)
    {
        using var connection = await SendAsync(request.AsMemory(0, bytes));
        // Long enough for the server to begin to read the body.
        await Task.Delay(100);
        connection.Client.Close(0);
    }

    public Task AnswerAsync(ReadOnlyMemory<byte> answer) => browser.GetStream().WriteAsync(answer).AsTask();

    /// <summary>Breaks the browser's connection: no answer, no proper end.</summary>
    public void Cut() => browser.Client.Close(0);

    private async Task<TcpClient> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port);
        await connection.GetStream().WriteAsync(bytes);
        return connection;
    }
}
