using System.Data.Common;
using System.Security.Cryptography;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Platform.Time;

/// <summary>Brings the holidays that ship (<c>db/seed/holidays.csv</c>) into the database, at the first start and when a newer version ships.
/// Entries that an administrator changed stay as they are.</summary>
public sealed class HolidaySeed(Database database, Settings settings, WorkingDayBook book, AuditLog audit, TimeProvider time) : IStartupStep
{
    public const string FileName = "holidays.csv";

    private const string SettingName = "holidays.seed";

    private static readonly TableSchema Schema =
        new([new TableColumn("date"), new TableColumn("kind"), new TableColumn("name"), new TableColumn("name_en"), new TableColumn("source")]);

    public async Task RunAsync(CancellationToken cancel)
    {
        var hash = await HashAsync(cancel);
        if (await settings.GetAsync(SettingName, cancel) == hash)
        {
            return;
        }

        try
        {
            await database.WriteAsync(session => ImportAsync(session, hash), cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            // Another node started at the same moment and was first; anything else is an error of the data.
            if (await settings.GetAsync(SettingName, cancel) != hash)
            {
                throw;
            }
        }

        book.Forget();
    }

    /// <summary>The days of the shipped file.</summary>
    /// <exception cref="InvalidDataException">A line does not hold what it should; the message names it.</exception>
    public static IReadOnlyList<SpecialDay> Read()
    {
        using var stream = SeedFiles.Open(FileName);
        using var table = TableFile.Open(stream, FileName);
        return [.. table.Read(Schema).Select(row => row.Day("date") is { } day && SpecialDayKinds.Find(row["kind"]) is { } kind
            ? new SpecialDay(day, kind, row["name"], row["name_en"], row["source"])
            : throw new InvalidDataException($"{FileName}, line {row.Line}: a day and a kind are needed."))];
    }

    private async Task ImportAsync(DbSession session, string hash)
    {
        var known = (await WorkingDayBook.ListAsync(session)).ToDictionary(day => day.Day);
        var changed = Read().Where(day => known.GetValueOrDefault(day.Day) is not { } before || (!before.ByHand && before != day)).ToList();
        foreach (var day in changed)
        {
            await WorkingDayBook.PutAsync(session, day, time.GetUtcNow());
        }

        await Settings.SetAsync(session, SettingName, hash);
        await audit.RecordAsync(session, Actor.System, new AuditEntry("special-day.seeded", "special-day", FileName) { After = new { days = changed.Count } });
    }

    private static async Task<string> HashAsync(CancellationToken cancel)
    {
        await using var file = SeedFiles.Open(FileName);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
