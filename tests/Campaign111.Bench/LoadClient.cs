using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Campaign111.Bench;

/// <summary>One phone: a connection that posts batch after batch, each with fresh UUIDv7 keys. The request is rendered once and only its keys
/// change, and one thread serves all phones, so that the load takes little of the machine that it shares with the server.</summary>
internal sealed class LoadClient : IDisposable
{
    private const int KeyLength = 36;
    private static readonly byte[] StoredMark = "\"status\":\"stored\""u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request;
    private readonly List<int> keys = [];
    private readonly byte[] answer = new byte[1 << 18];
    private readonly int port;
    private long sent;
    private int length;
    private int whole;

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

    /// <summary>Lets the clients send, each its next request as soon as its last one was answered, until the time is over and all are answered.</summary>
    public static void Run(IReadOnlyList<LoadClient> clients, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var waiting = new Dictionary<Socket, LoadClient>();
        foreach (var client in clients)
        {
            client.socket.Connect("127.0.0.1", client.port);
            client.Send();
            waiting.Add(client.socket, client);
        }

        for (var ready = new List<Socket>(); waiting.Count > 0; ready.Clear())
        {
            ready.AddRange(waiting.Keys);
            Socket.Select(ready, null, null, TimeSpan.FromSeconds(60));
            if (ready.Count == 0)
            {
                throw new TimeoutException("The server has not answered for a minute.");
            }

            foreach (var client in ready.Select(socket => waiting[socket]).Where(client => client.Receive()))
            {
                if (clock.Elapsed < duration)
                {
                    client.Send();
                }
                else
                {
                    waiting.Remove(client.socket);
                }
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private void Send()
    {
        foreach (var at in keys)
        {
            Guid.CreateVersion7().TryFormat(request.AsSpan(at, KeyLength), out _);
        }

        sent = Stopwatch.GetTimestamp();
        (length, whole) = (0, int.MaxValue);
        for (var done = 0; done < request.Length;)
        {
            done += socket.Send(request.AsSpan(done));
        }
    }

    /// <summary>True when the answer is complete.</summary>
    private bool Receive()
    {
        var read = socket.Receive(answer.AsSpan(length));
        length += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
        whole = whole == int.MaxValue ? WholeLength() : whole;
        if (length < whole)
        {
            return false;
        }

        Latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        var stored = Count(answer.AsSpan(0, length));
        Stored += stored == keys.Count ? stored : throw new InvalidOperationException($"Not all stored: {Encoding.UTF8.GetString(answer, 0, Math.Min(length, 1500))}");
        return true;
    }

    private int WholeLength()
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
