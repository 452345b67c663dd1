using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Campaign111.Bench;

/// <summary>How many requests a run made, and in how long.</summary>
internal readonly record struct Load(long Requests, TimeSpan Elapsed)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;
}

/// <summary>Many connections that ask the same question as a phone does, each as soon as its last answer is complete. An answer of another length than
/// the first one's ends the run.</summary>
internal sealed class ScanLoad
{
    private readonly byte[] request;
    private readonly int connections;

    private ScanLoad(Uri product, string path, int connections)
    {
        Product = product;
        this.connections = connections;
        request = Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {product.Authority}\r\nUser-Agent: Mozilla/5.0 (Linux; Android 9; SM-J400F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.4896.88 Mobile Safari/537.36 Zalo/22.01\r\n"
            + "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Language: vi-VN,vi;q=0.9\r\nSec-Fetch-Dest: document\r\n\r\n");
    }

    public Uri Product { get; }

    /// <summary>The product's whole answer, head and body.</summary>
    public byte[] Answer { get; private set; } = [];

    /// <summary>Requests made while preparing.</summary>
    public long Sent { get; private set; }

    public static async Task<ScanLoad> PrepareAsync(Uri product, string path, int connections)
    {
        var load = new ScanLoad(product, path, connections);
        using var socket = await ConnectAsync(product);
        await socket.SendAsync(load.request);
        var (buffer, length) = (new byte[64 * 1024], 0);
        while (Expected(buffer.AsSpan(0, length)) is not { } whole || length < whole)
        {
            length += await socket.ReceiveAsync(buffer.AsMemory(length));
        }

        load.Answer = buffer[..length];
        load.Sent = 1;
        return load;
    }

    /// <summary>Asks until the time is over or so many requests are made.</summary>
    public async Task<Load> RunAsync(Uri server, TimeSpan time, long most)
    {
        using var sockets = new Sockets();
        for (var i = 0; i < connections; i++)
        {
            sockets.Add(await ConnectAsync(server));
        }

        var (left, done) = (most, 0L);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(sockets.Select(socket => Task.Run(async () =>
        {
            var buffer = new byte[16 * 1024];
            while (clock.Elapsed < time && Interlocked.Decrement(ref left) >= 0)
            {
                await AskAsync(socket, buffer);
                Interlocked.Increment(ref done);
            }
        })));
        return new Load(done, clock.Elapsed);
    }

    private async Task AskAsync(Socket socket, byte[] buffer)
    {
        await socket.SendAsync(request);
        for (var missing = Answer.Length; missing > 0;)
        {
            var got = await socket.ReceiveAsync(buffer);
            missing -= got;
            if (got == 0 || missing < 0)
            {
                throw new InvalidOperationException("The server closed the connection or answered something else.");
            }
        }
    }

    // Length of head and body, once the head is complete.
    private static int? Expected(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = Encoding.ASCII.GetString(answer[..end]);
        var length = head.Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return end + 4 + int.Parse(length["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<Socket> ConnectAsync(Uri server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return socket;
    }

    private sealed class Sockets : List<Socket>, IDisposable
    {
        public void Dispose() => ForEach(socket => socket.Dispose());
    }
}
