using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Platform.Cli;

/// <summary>A feature's share of the demo province. Parts run in order, each in its own transactions, and are safe to run again.</summary>
public interface IDemoPart
{
    /// <summary>10 units, 20 accounts, 30 campaign, 40 targets and visits, 50 leaflets and materials, 60 reminders.</summary>
    int Order { get; }

    Task LoadAsync(CancellationToken cancel);
}

/// <summary>Loads the demo province (Bình Phước 2020) once, at the first start of a demo installation.</summary>
public sealed partial class DemoLoader(IEnumerable<IDemoPart> parts, Database database, Settings settings, BusinessClock clock, ILogger<DemoLoader> log)
{
    private const string LoadedSetting = "demo.loaded";

    /// <summary>The day at which the demo stands on its first start: four weeks before the last day of 2530/UBND-KGVX.</summary>
    public static readonly DateOnly FirstDay = new(2020, 9, 1);

    public async Task LoadOnceAsync(CancellationToken cancel)
    {
        if (await settings.GetAsync(LoadedSetting, cancel) is not null)
        {
            return;
        }

        if (await clock.PinnedAsync(cancel) is null)
        {
            await database.WriteAsync(session => clock.PinAsync(session, FirstDay), cancel);
            clock.Forget();
        }

        foreach (var part in parts.OrderBy(part => part.Order))
        {
            LogPart(log, part.GetType().Name);
            await part.LoadAsync(cancel);
        }

        await settings.SetAsync(LoadedSetting, "1", cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo: {Part}")]
    private static partial void LogPart(ILogger logger, string part);
}
