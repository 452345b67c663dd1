using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Coverage.Register;

/// <summary>Once, at a start: gives their words to households that were registered before there was a search by word. What is registered since has
/// its words from the beginning, so a hamlet that has some has all.</summary>
public sealed class HouseholdWordsJob(Database database, Settings settings) : IRecurringJob
{
    private const string Done = "household-words";
    private const int Portion = 1000;

    private const string Hamlets = """
        SELECT DISTINCT h.hamlet_id FROM household h WHERE NOT EXISTS (SELECT 1 FROM household_word w WHERE w.hamlet_id = h.hamlet_id) ORDER BY h.hamlet_id
        """;

    private const string OfHamlet = "SELECT id, hamlet_id, code, address, label FROM household WHERE hamlet_id = @hamlet ORDER BY code";

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await settings.GetAsync(Done, cancellation) is not null)
        {
            return;
        }

        foreach (var hamlet in await database.ReadAsync(session => session.QueryAsync<long>(Hamlets), cancellation))
        {
            await database.WriteAsync(session => AddAsync(session, hamlet), cancellation);
        }

        await settings.SetAsync(Done, "1", cancellation);
    }

    private static async Task AddAsync(DbSession session, long hamlet)
    {
        foreach (var portion in (await session.QueryAsync<Household>(OfHamlet, new { hamlet })).Chunk(Portion))
        {
            await HouseholdWords.AddAsync(session, portion.Select(row => (row.HamletId, row.Code, $"{row.Label} {row.Address}")));
        }
    }
}
