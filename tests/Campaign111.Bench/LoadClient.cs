using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Campaign111.Bench;

/// <summary>One phone: a connection that posts batch after batch, each with fresh UUIDv7 keys. The request is rendered once and only its keys
/// change, so that the load takes little of the machine that it shares with the server.</summary>
internal sealed class LoadClient : IDisposable
{
    private const int KeyLength = 36;
    private static readonly byte[] StoredMark = "\"status\":\"stored\""u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request;
    private readonly List<int> keys = [];
    private readonly byte[] answer = new byte[1 << 18];
    private readonly int port;

    public LoadClient(int port, Commune commune, int batch)
    {
        this.port = port;
        var body = new StringBuilder("{\"entries\":[");
        var marks = new List<int>();
        for (var i = 0; i < batch; i++)
        {
            body.Append(i == 0 ? "{\"key\":\"" : ",{\"key\":\"");
            marks.Add(body.Length);
            body.Append(new string('0', KeyLength)).Append("\",\"campaign\":\"binh-phuoc-2020\",\"place\":\"").Append(commune.Code).Append('/')
                .Append(commune.Hamlets[i % commune.Hamlets.Count].Code)
                .Append("\",\"household\":null,\"outcome\":\"reached\",\"method\":\"door\",\"households\":1,\"leaflets\":1,")
                .Append("\"capturedAt\":\"2020-08-30T09:12:00+07:00\",\"note\":\"\",\"voids\":null}");
        }

        body.Append("]}");
        var head = $"POST /api/v1/coverage/entries HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {commune.Token}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        request = Encoding.ASCII.GetBytes(head + body);
        keys.AddRange(marks.Select(mark => mark + head.Length));
    }

    /// <summary>Milliseconds of each request that was answered.</summary>
    public List<double> Latencies { get; } = [];

    public long Stored { get; private set; }

    public async Task RunAsync(TimeSpan duration)
    {
        if (!socket.Connected)
        {
            await socket.ConnectAsync("127.0.0.1", port);
        }

        for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration;)
        {
            foreach (var at in keys)
            {
                Guid.CreateVersion7().TryFormat(request.AsSpan(at, KeyLength), out _);
            }

            var sent = Stopwatch.GetTimestamp();
            for (var done = 0; done < request.Length;)
            {
                done += await socket.SendAsync(request.AsMemory(done));
            }

            await ReadAsync();
            Latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task ReadAsync()
    {
        var (length, whole) = (0, int.MaxValue);
        while (length < whole)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            length += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
            whole = whole == int.MaxValue ? WholeLength(length) : whole;
        }

        var stored = Count(answer.AsSpan(0, length));
        Stored += stored == keys.Count ? stored : throw new InvalidOperationException($"Not all stored: {Encoding.UTF8.GetString(answer, 0, Math.Min(length, 1500))}");
    }

    private int WholeLength(int length)
    {
        var end = answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return int.MaxValue;
        }

        var head = Encoding.ASCII.GetString(answer, 0, end);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 || !head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? throw new InvalidOperationException(head)
            : end + 4 + int.Parse(head.AsSpan(at + 16, head.IndexOf('\r', at) is > 0 and var stop ? stop - at - 16 : head.Length - at - 16), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (int at; (at = text.IndexOf(StoredMark)) >= 0; count++)
        {
            text = text[(at + StoredMark.Length)..];
        }

        return count;
    }
}
