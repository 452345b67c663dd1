using System.Data.Common;
using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>The one line that a commune has printed on its own leaflets: whom to turn to there, the office's address. It is an office's line, not a person's.</summary>
public sealed partial class LocalLines(Database database, AuditLog audit, TimeProvider time)
{
    /// <summary>Characters; what the smallest design takes (the pupils' card).</summary>
    public const int Longest = 48;

    private const int MostIds = 1000;

    private const string Of = "SELECT unit_id, line FROM leaflet_local WHERE campaign_id = @campaignId AND unit_id IN @ids";

    private const string Update = "UPDATE leaflet_local SET line = @line, changed_at = @now, changed_by = @by WHERE campaign_id = @campaignId AND unit_id = @unitId";

    private const string Insert = "INSERT INTO leaflet_local (campaign_id, unit_id, line, changed_at, changed_by) VALUES (@campaignId, @unitId, @line, @now, @by)";

    /// <summary>Lines by unit id; units without one are missing.</summary>
    public async Task<IReadOnlyDictionary<long, string>> FindAsync(Campaign campaign, IEnumerable<long> unitIds)
    {
        var found = new Dictionary<long, string>();
        foreach (var ids in unitIds.Distinct().Chunk(MostIds))
        {
            foreach (var row in await database.ReadAsync(session => session.QueryAsync<LineRow>(Of, new { campaignId = campaign.Id, ids })))
            {
                found[row.UnitId] = row.Line;
            }
        }

        return found;
    }

    /// <summary>Sets or (empty) takes away a commune's line.</summary>
    /// <exception cref="LeafletRefusedException">Too long, or with what no office's line has: a link, a number that costs the caller.</exception>
    public async Task SetAsync(Campaign campaign, Unit commune, string? text, Actor actor)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        if (line.Length > Longest || line.Any(char.IsControl) || line.Contains("{{", StringComparison.Ordinal))
        {
            throw new LeafletRefusedException(
                $"Dòng của địa phương dài tối đa {Longest} ký tự, không có dấu {{{{ (đang có {line.Length}).",
                $"The local line has at most {Longest} characters and no {{{{ (it has {line.Length}).");
        }

        if (line.AsSpan().ContainsAny('<', '>') || line.Contains("://", StringComparison.Ordinal) || line.Contains("www.", StringComparison.OrdinalIgnoreCase) || PaidNumber().IsMatch(line))
        {
            throw new LeafletRefusedException(
                "Dòng của địa phương chỉ ghi cơ quan, địa chỉ và số điện thoại thường: không ghi đường dẫn, dấu < >, số 1900 (người gọi mất tiền).",
                "The local line names office, address and an ordinary telephone number: no links, no < >, no 1900 numbers (callers pay for them).");
        }

        var values = new { campaignId = campaign.Id, unitId = commune.Id, line, now = time.GetUtcNow(), by = actor.Name };
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Update, values) == 0)
            {
                try
                {
                    await session.ExecuteAsync(Insert, values);
                }
                catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
                {
                    // Another node was first (SQL Server): the later line holds.
                    await session.ExecuteAsync(Update, values);
                }
            }

            await audit.RecordAsync(session, actor, new AuditEntry("leaflet.local-line", "unit", commune.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) { UnitId = commune.Id, After = new { line } });
        });
    }

    // Numbers that begin with 1900 are charged to the caller; 1800 are free.
    [GeneratedRegex(@"(?<!\d)1\s?9\s?0\s?0")]
    private static partial Regex PaidNumber();

    private sealed class LineRow
    {
        public long UnitId { get; init; }

        public string Line { get; init; } = "";
    }
}
