using System.Globalization;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills;

/// <summary>When a process is killed in a round.</summary>
/// <param name="AfterMails">At the so-manieth mail that it brings in the round; 0: as soon as it begins. Null: never.</param>
/// <param name="Delay">From there to the kill.</param>
internal sealed record Fate(int? AfterMails, TimeSpan Delay)
{
    public static readonly Fate Spared = new(null, TimeSpan.Zero);
}

/// <summary>A process that sweeps and sends, day after day until it is killed.</summary>
internal sealed class Sender : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private ProductProcess? process;
    private TaskCompletionSource day = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Fate fate = Fate.Spared;
    private int mails;
    private bool dead;

    private Sender(int number) => Number = number;

    public int Number { get; }

    public bool IsDead
    {
        get
        {
            lock (gate)
            {
                return dead;
            }
        }
    }

    /// <summary>Starts one and waits until it can work.</summary>
    public static async Task<Sender> HireAsync(string folder, MailSink sink, int number)
    {
        var sender = new Sender(number);
        var environment = new Dictionary<string, string>(SweepsOnDemand.Environment)
        {
            ["Campaign111__Mail__Host"] = "127.0.0.1",
            ["Campaign111__Mail__Port"] = sink.Open(number, sender.AnsweredAsync).ToString(CultureInfo.InvariantCulture),
            ["Campaign111__Mail__Tls"] = "false",
            // It lives for seconds: what a longer life would repay is not worth its start.
            ["DOTNET_TieredPGO"] = "0",
        };
        sender.process = ProductProcess.StartTalking(folder, true, environment, SweepsOnDemand.Command);
        sender.process.Said += sender.Heard;
        if (await Task.WhenAny(sender.ready.Task, sender.process.EndAsync()).WaitAsync(Patience) != sender.ready.Task)
        {
            throw new InvalidOperationException($"The sender ended before it began:\n{sender.process.Output}");
        }

        return sender;
    }

    /// <summary>Works through a day; returns when that is done, or the process is killed.</summary>
    public async Task WorkAsync(DateOnly today, Fate fate)
    {
        TaskCompletionSource done;
        lock (gate)
        {
            mails = 0;
            this.fate = fate;
            done = day = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await process!.TellAsync(today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (fate.AfterMails == 0)
        {
            await Task.WhenAny(done.Task, Task.Delay(fate.Delay));
            Kill(done);
        }

        if (await Task.WhenAny(done.Task, process.EndAsync()).WaitAsync(Patience) != done.Task && !IsDead)
        {
            throw new InvalidOperationException($"The sender ended by itself:\n{process.Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    private void Heard(string line)
    {
        if (line == SweepsOnDemand.Ready)
        {
            ready.TrySetResult();
        }
        else if (line.StartsWith(SweepsOnDemand.Done, StringComparison.Ordinal))
        {
            lock (gate)
            {
                day.TrySetResult();
            }
        }
    }

    private async Task AnsweredAsync(int all)
    {
        TaskCompletionSource round;
        lock (gate)
        {
            if (++mails != fate.AfterMails)
            {
                return;
            }

            round = day;
        }

        await Task.Delay(fate.Delay);
        Kill(round);
    }

    // kill -9, unless the round is over: who rests between two rounds is not killed.
    private void Kill(TaskCompletionSource round)
    {
        lock (gate)
        {
            if (!round.Task.IsCompleted && process!.KillNow())
            {
                dead = true;
            }
        }
    }
}
