using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Cli;

/// <summary>One process loads the demo at a time. The turn of one that was killed is taken over: at once on the same machine, where its process is
/// gone, elsewhere after two minutes without a sign of life.</summary>
public sealed class DemoTurn(Settings settings, Database database, TimeProvider time)
{
    private const string Setting = "demo.loading";
    private const string Release = $"DELETE FROM app_setting WHERE name = '{Setting}' AND [value] = @value";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // A process number comes back in a container: the last part tells this process from an earlier one.
    private static readonly string Self = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}|{Environment.ProcessId}|{Guid.NewGuid():N}");

    private string? held;

    /// <summary>True when it is now this process's turn.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancel)
    {
        var seen = await settings.GetAsync(Setting, cancel);
        var mine = Mine();
        if (seen is null)
        {
            try
            {
                await database.WriteAsync(session => Settings.AddAsync(session, Setting, mine), cancel);
            }
            catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
            {
                return false;
            }
        }
        else if (!IsAbandoned(seen) || !await ReplaceAsync(seen, mine, cancel))
        {
            return false;
        }

        held = mine;
        return true;
    }

    /// <summary>A sign of life.</summary>
    public async Task BeatAsync(CancellationToken cancel)
    {
        var mine = Mine();
        if (held is null || !await ReplaceAsync(held, mine, cancel))
        {
            throw new InvalidOperationException("Another process has taken over the loading of the demo.");
        }

        held = mine;
    }

    /// <summary>Ends the turn, whether the work is done or failed.</summary>
    public async Task GiveUpAsync()
    {
        if (held is { } value)
        {
            held = null;
            await database.WriteAsync(session => session.ExecuteAsync(Release, new { value }));
        }
    }

    private Task<bool> ReplaceAsync(string before, string after, CancellationToken cancel) =>
        database.WriteAsync(session => Settings.ReplaceAsync(session, Setting, before, after), cancel);

    private string Mine() => $"{time.GetUtcNow():O}|{Self}";

    private bool IsAbandoned(string seen)
    {
        if (seen.Split('|') is not [var beat, var machine, var number, var run]
            || !DateTimeOffset.TryParse(beat, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            || !int.TryParse(number, CultureInfo.InvariantCulture, out var process))
        {
            return true;
        }

        var gone = machine == Environment.MachineName && !Self.EndsWith(run, StringComparison.Ordinal) && (process == Environment.ProcessId || !IsRunning(process));
        return gone || time.GetUtcNow() - at > Patience;
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
