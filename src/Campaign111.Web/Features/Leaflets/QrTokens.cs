using System.Data.Common;
using System.Security.Cryptography;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets;

/// <summary>A print run: its id, and the token of each unit by the unit's id.</summary>
public sealed record QrRun(long Id, IReadOnlyDictionary<long, string> Tokens);

/// <summary>Makes and finds the tokens in QR codes, none ever reused: one for each (campaign, unit, run, language), and beside them one standing token
/// for each (campaign, unit, language), which previews show and which paper from before there were runs carries.</summary>
public sealed class QrTokens(Database database, AuditLog audit, TimeProvider time)
{
    /// <summary>Letters of a token.</summary>
    public const int Length = 10;

    // Without 0 O, 1 I L, U V: read out over a telephone or typed from paper they are taken for one another. 29 letters: 4 * 10^14 tokens.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    private const int MostIds = 1000;

    private const int Tries = 5;

    private const string Standing = "SELECT unit_id, token FROM qr_token WHERE campaign_id = @campaignId AND language = @language AND run_id IS NULL AND unit_id IN @ids";

    private const string OfRun = "SELECT unit_id, token FROM qr_run_token WHERE qr_run_id = @run";

    private const string InsertRun = """
        INSERT INTO qr_run (campaign_id, language, units, opened_at, opened_by) VALUES (@campaignId, @language, @units, @now, @by)
        """;

    private static readonly string[] Columns = ["token", "campaign_id", "unit_id", "language", "created_at"];

    private static readonly string[] RunColumns = [.. Columns, "qr_run_id"];

    /// <summary>Whether a text can be a token at all; case does not matter.</summary>
    public static bool IsToken(string text) => text.Length == Length && text.All(letter => Alphabet.Contains(char.ToUpperInvariant(letter), StringComparison.Ordinal));

    /// <summary>Standing tokens by unit id; units without one are missing.</summary>
    public Task<IReadOnlyDictionary<long, string>> FindAsync(Campaign campaign, IEnumerable<Unit> units, string language) =>
        database.ReadAsync(session => ReadAsync(session, campaign.Id, [.. units.Select(unit => unit.Id)], language));

    /// <summary>Standing tokens by unit id; those that are missing are made, with one audit event.</summary>
    public async Task<IReadOnlyDictionary<long, string>> EnsureAsync(Campaign campaign, IReadOnlyCollection<Unit> units, string language, Actor actor)
    {
        var found = await FindAsync(campaign, units, language);
        for (var attempt = 1; found.Count < units.Count; attempt++)
        {
            try
            {
                found = await database.WriteAsync(session => MakeAsync(session, campaign, units, language, actor));
            }
            catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
            {
                // Somebody else made one at the same moment, or two tokens are alike: read again, then make what is still missing.
                found = await FindAsync(campaign, units, language);
            }
        }

        return found;
    }

    /// <summary>Opens a print run: a new token for each unit, in the database before the first page is drawn, so that no paper outruns its code. One audit event.</summary>
    public async Task<QrRun> OpenRunAsync(Campaign campaign, IReadOnlyCollection<Unit> units, string language, Actor actor)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(session => OpenAsync(session, campaign, units, language, actor));
            }
            catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
            {
                // A token that exists already was drawn, one time in 10^9 for a million of them: draw again.
            }
        }
    }

    /// <summary>Tokens of a run that was opened before, by unit id.</summary>
    public async Task<IReadOnlyDictionary<long, string>> OfRunAsync(long run) =>
        (await database.ReadAsync(session => session.QueryAsync<TokenRow>(OfRun, new { run }))).ToDictionary(row => row.UnitId, row => row.Token);

    private async Task<QrRun> OpenAsync(DbSession session, Campaign campaign, IReadOnlyCollection<Unit> units, string language, Actor actor)
    {
        var now = time.GetUtcNow();
        var run = await session.InsertAsync(InsertRun, new { campaignId = campaign.Id, language, units = units.Count, now, by = actor.Name });
        var made = units.ToDictionary(unit => unit.Id, _ => RandomNumberGenerator.GetString(Alphabet, Length));
        await session.InsertManyAsync("qr_run_token", RunColumns, [.. made.Select(entry => new object?[] { entry.Value, campaign.Id, entry.Key, language, now, run })]);
        await audit.RecordAsync(session, actor, new AuditEntry("leaflet.tokens", "campaign", campaign.Slug)
        {
            UnitId = units.Count == 1 ? units.First().Id : campaign.UnitId,
            After = new { language, run, made = units.Count },
        });
        return new QrRun(run, made);
    }

    private static async Task<IReadOnlyDictionary<long, string>> ReadAsync(DbSession session, long campaignId, IReadOnlyList<long> ids, string language)
    {
        var found = new Dictionary<long, string>();
        foreach (var portion in ids.Chunk(MostIds))
        {
            foreach (var row in await session.QueryAsync<TokenRow>(Standing, new { campaignId, language, ids = portion }))
            {
                found[row.UnitId] = row.Token;
            }
        }

        return found;
    }

    private async Task<IReadOnlyDictionary<long, string>> MakeAsync(DbSession session, Campaign campaign, IReadOnlyCollection<Unit> units, string language, Actor actor)
    {
        var found = new Dictionary<long, string>(await ReadAsync(session, campaign.Id, [.. units.Select(unit => unit.Id)], language));
        var missing = units.Where(unit => !found.ContainsKey(unit.Id)).ToList();
        foreach (var unit in missing)
        {
            found[unit.Id] = RandomNumberGenerator.GetString(Alphabet, Length);
        }

        var now = time.GetUtcNow();
        await session.InsertManyAsync("qr_token", Columns, [.. missing.Select(unit => new object?[] { found[unit.Id], campaign.Id, unit.Id, language, now })]);
        if (missing.Count > 0)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("leaflet.tokens", "campaign", campaign.Slug)
            {
                UnitId = missing.Count == 1 ? missing[0].Id : campaign.UnitId,
                After = new { language, made = missing.Count },
            });
        }

        return found;
    }

    private sealed class TokenRow
    {
        public long UnitId { get; init; }

        public string Token { get; init; } = "";
    }
}
