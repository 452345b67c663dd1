using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Platform.Cli;

/// <summary>A feature's share of the demo province. Parts run in order, each in its own transactions.</summary>
public interface IDemoPart
{
    /// <summary>10 units, 20 accounts, 30 campaign, 40 targets and visits, 50 leaflets and materials, 60 reminders.</summary>
    int Order { get; }

    Task LoadAsync(CancellationToken cancel);
}

/// <summary>Implemented by what keeps in memory what the database says under a name (a slug, a code, a token): when the demo is put back, names mean
/// other rows. Ids need no forgetting, they are never handed out twice.</summary>
public interface IForgetsDemo
{
    void ForgetDemo();
}

/// <summary>Loads the demo province (Bình Phước 2020) at the first start of a demo installation and after <see cref="DemoReset"/>. Whoever is killed in
/// between: the next start, or the server that is running, takes out what half a loading left and begins anew.</summary>
public sealed partial class DemoLoader(
    IEnumerable<IDemoPart> parts, IEnumerable<IStartupStep> steps, Database database, Settings settings, BusinessClock clock, DemoTurn turn, DemoState state, DemoFiles files,
    ILogger<DemoLoader> log)
{
    /// <summary>The day at which the demo stands on its first start: four weeks before the last day of 2530/UBND-KGVX.</summary>
    public static readonly DateOnly FirstDay = new(2020, 9, 1);

    public async Task LoadOnceAsync(CancellationToken cancel)
    {
        while (await settings.GetAsync(DemoState.Loaded, cancel) is null)
        {
            if (await turn.TakeAsync(cancel))
            {
                await LoadAsync(cancel);
            }
            else
            {
                // Another process is at it.
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        try
        {
            await database.WriteAsync(BeginAsync, cancel);
            state.ForgetAll();
            await files.RemoveAsync(cancel);
            // At the first start they have run; after a reset the units and the holidays are gone.
            foreach (var step in steps)
            {
                await step.RunAsync(cancel);
            }

            if (await clock.PinnedAsync(cancel) is null)
            {
                await database.WriteAsync(session => clock.PinAsync(session, FirstDay), cancel);
                clock.Forget();
            }

            foreach (var part in parts.OrderBy(part => part.Order))
            {
                LogPart(log, part.GetType().Name);
                await turn.BeatAsync(cancel);
                await part.LoadAsync(cancel);
            }

            await database.WriteAsync(EndAsync, cancel);
        }
        finally
        {
            await turn.GiveUpAsync();
            state.ForgetAll();
        }
    }

    // A part finds its own rows and believes that all of them are there: a campaign without its dispatch would stay so.
    private static async Task BeginAsync(DbSession session)
    {
        if (await Settings.GetAsync(session, DemoState.Begun) is not null)
        {
            await DemoTables.EmptyAsync(session);
            await session.ExecuteAsync(DemoState.ForgetSettings);
            await Settings.SetAsync(session, DemoFiles.Pending, "1");
        }

        await Settings.SetAsync(session, DemoState.Begun, "1");
    }

    private static async Task EndAsync(DbSession session)
    {
        var reset = await Settings.GetAsync(session, DemoState.EmptiedAt);
        await Settings.SetAsync(session, DemoState.Loaded, reset ?? "1");
        await Settings.RemoveAsync(session, DemoState.EmptiedAt);
        await Settings.RemoveAsync(session, DemoState.Begun);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo: {Part}")]
    private static partial void LogPart(ILogger logger, string part);
}

/// <summary>Puts the demo back as new. Emptying is one transaction, after which the demo counts as not loaded; loading is the first start's.</summary>
public sealed class DemoReset(Database database, AuditLog audit, ProductMode mode, DemoState state, TimeProvider time)
{
    private const string Unload = $"DELETE FROM app_setting WHERE name = '{DemoState.Loaded}'";

    private const string OtherSettings = $"DELETE FROM app_setting WHERE name <> '{ProductMode.SettingName}'";

    /// <summary>Takes everything out of the demo but the audit trail, which also tells who did it.</summary>
    /// <returns>False when somebody is putting it back already.</returns>
    /// <exception cref="CliException">The installation holds real data.</exception>
    public async Task<bool> EmptyAsync(Actor actor, CancellationToken cancel)
    {
        if (!mode.IsDemo)
        {
            throw new CliException("This installation holds real data: only a demo can be put back as new.");
        }

        var emptied = await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(Unload) == 0)
                {
                    return false;
                }

                await DemoTables.EmptyAsync(session);
                await session.ExecuteAsync(OtherSettings);
                await Settings.SetAsync(session, DemoState.EmptiedAt, $"{time.GetUtcNow():O}");
                await Settings.SetAsync(session, DemoFiles.Pending, "1");
                await audit.RecordAsync(session, actor, new AuditEntry("demo.reset", "setting", DemoState.Loaded));
                return true;
            },
            cancel);
        state.ForgetAll();
        return emptied;
    }
}
