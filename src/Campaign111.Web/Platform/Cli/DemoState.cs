using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Platform.Cli;

/// <summary>Whether the demo is whole. While it is being put back, by whichever process, nobody is to see half of it. Always whole outside the demo.</summary>
public sealed class DemoState(Settings settings, ProductMode mode, IEnumerable<IForgetsDemo> memories, BusinessClock clock, WorkingDayBook days, TimeProvider time)
{
    internal const string Loaded = "demo.loaded";
    internal const string EmptiedAt = "demo.emptied-at";

    /// <summary>There while a loading has begun and not ended.</summary>
    internal const string Begun = "demo.begun";

    /// <summary>All settings but what kind of installation this is and how far its demo has come.</summary>
    internal const string ForgetSettings = $"DELETE FROM app_setting WHERE name <> '{ProductMode.SettingName}' AND name NOT LIKE 'demo.%'";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private string? known;
    private string? seen;
    private long readAt;

    /// <summary>Instant of the last reset, or null before the first: sessions from before it belong to accounts that are gone.</summary>
    public DateTimeOffset? ResetAt { get; private set; }

    /// <summary>At most a second old.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel = default)
    {
        if (!mode.IsDemo || (seen is not null && time.GetElapsedTime(readAt) < Fresh))
        {
            return true;
        }

        var at = time.GetTimestamp();
        var loaded = await settings.GetAsync(Loaded, cancel);
        if (loaded is not null && loaded != known)
        {
            if (known is not null)
            {
                // Put back, perhaps by another process: what this one remembers is from before.
                ForgetAll();
            }

            known = loaded;
            ResetAt = DateTimeOffset.TryParse(loaded, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null;
        }

        (seen, readAt) = (loaded, at);
        return loaded is not null;
    }

    /// <summary>Nothing kept in memory counts any longer.</summary>
    public void ForgetAll()
    {
        seen = null;
        clock.Forget();
        days.Forget();
        foreach (var memory in memories)
        {
            memory.ForgetDemo();
        }
    }
}

/// <summary>Files of the demo's features in the data folder. What is to go is written down with the emptying, so that a kill in between leaves none.</summary>
public sealed class DemoFiles(Settings settings, Database database, DataOptions options)
{
    internal const string Pending = "demo.files-pending";

    // Not the keys (forms that are open stay valid), the heads of the trail, or the scans, whose journal forgets its own.
    private static readonly string[] Folders = ["dispatches", "designs", "materials", "material-previews", "print", "exports", "mail", "landing"];

    /// <summary>Removes what was written down; nothing on a first start.</summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        if (await settings.GetAsync(Pending, cancel) is null)
        {
            return;
        }

        foreach (var folder in Folders.Select(name => Path.Combine(options.Folder, name)).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        await database.WriteAsync(session => Settings.RemoveAsync(session, Pending), cancel);
    }
}
