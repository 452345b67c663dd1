using System.Data.Common;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>Gives a new installation the official units of the whole country. Called at every start, after the migrations.</summary>
public sealed partial class UnitSeeding(Database database, AuditLog audit, ILogger<UnitSeeding> log) : IStartupStep
{
    private const string CountUnits = "SELECT COUNT(*) FROM unit";

    public Task RunAsync(CancellationToken cancel) => EnsureAsync(cancel);

    /// <summary>Imports both official trees and their succession in one transaction when there is no unit yet; otherwise does nothing.</summary>
    /// <returns>True when it imported.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancel = default)
    {
        if (await IsSeededAsync(cancel))
        {
            return false;
        }

        try
        {
            var imported = await database.WriteAsync(ImportAsync, cancel);
            LogImported(log, imported);
            return imported > 0;
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            // Another node started at the same moment and was first; anything else is an error of the data.
            if (await IsSeededAsync(cancel))
            {
                return false;
            }

            throw;
        }
    }

    private Task<bool> IsSeededAsync(CancellationToken cancel) =>
        database.ReadAsync(async session => await session.ScalarAsync<int>(CountUnits) > 0, cancel);

    private async Task<int> ImportAsync(DbSession session)
    {
        if (await session.ScalarAsync<int>(CountUnits) > 0)
        {
            return 0;
        }

        var official = OfficialUnits.Read();
        await UnitWriter.InsertAsync(session, official.Units);
        await UnitWriter.InsertAsync(session, official.Successions);
        await audit.RecordAsync(session, Actor.System, new AuditEntry("units.seeded", "unit", "VN")
        {
            UnitId = official.Units[0].Id,
            After = new { units = official.Units.Count, successions = official.Successions.Count },
        });
        return official.Units.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Imported {Count} official administrative units")]
    private static partial void LogImported(ILogger logger, int count);
}
