using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Campaign111.Tests.Drills;

/// <summary>A mail that was taken: answered with 250 after its data.</summary>
internal sealed record TakenMail(string MessageId, int Sender, int Number);

/// <summary>A mail server that takes everything and remembers who brought what: each process of the drill has a port of its own.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<TakenMail> taken = new();
    private readonly List<TcpListener> listeners = [];
    private readonly List<Task> loops = [];

    /// <summary>All mails, in the order in which they were taken.</summary>
    public IReadOnlyList<TakenMail> Taken => [.. taken];

    /// <summary>How long a mail's answer waits.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Opens a port for one process.</summary>
    /// <param name="sender">Its number.</param>
    /// <param name="answered">Called right after each answer with the number of mails that this process has brought.</param>
    public int Open(int sender, Func<int, Task> answered)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        listeners.Add(listener);
        loops.Add(AcceptAsync(listener, sender, answered));
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        listeners.ForEach(listener => listener.Stop());
        await Task.WhenAll(loops);
    }

    private async Task AcceptAsync(TcpListener listener, int sender, Func<int, Task> answered)
    {
        var count = 0;
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => ServeAsync(client, sender, () => Interlocked.Increment(ref count), answered));
        }
    }

    private async Task ServeAsync(TcpClient client, int sender, Func<int> next, Func<int, Task> answered)
    {
        using var open = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 drill");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
                    continue;
                }

                await writer.WriteLineAsync("354 go on");
                if (await DataAsync(reader) is not { } id)
                {
                    return;
                }

                await Task.Delay(Slowness);
                var number = next();
                taken.Enqueue(new TakenMail(id, sender, number));
                await writer.WriteLineAsync("250 taken");
                await answered(number);
            }
        }
        catch (IOException)
        {
            // The process was killed in the middle of a sentence: what was not answered was not taken.
        }
    }

    /// <summary>Reads a mail to its end; null when the sender died before.</summary>
    private static async Task<string?> DataAsync(StreamReader reader)
    {
        var id = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return id;
            }

            if (id.Length == 0 && line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
            {
                id = line["Message-ID:".Length..].Trim();
            }
        }

        return null;
    }
}
