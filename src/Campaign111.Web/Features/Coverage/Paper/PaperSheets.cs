using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>The printed sheets: made when a hamlet is printed, found by code.</summary>
public sealed class PaperSheets(Database database, CoverageQueries queries, AuditLog audit, TimeProvider time)
{
    /// <summary>Households on one sheet: five or six pages, and one transaction when it is keyed.</summary>
    public const int MostHouseholds = 100;

    private const string Columns =
        "id, code, campaign_id, hamlet_id, part, parts, first_code, last_code, printed_at, printed_by, keyed_at, keyed_by, keyed_day, receipt, revision";

    private const string ByCode = $"SELECT {Columns} FROM paper_sheet WHERE code = @code";

    private const string OfHamlets = $"SELECT {Columns} FROM paper_sheet WHERE campaign_id = @campaign AND hamlet_id IN @hamlets ORDER BY id DESC";

    private const string Insert = """
        INSERT INTO paper_sheet (code, campaign_id, hamlet_id, part, parts, first_code, last_code, printed_at, printed_by, revision)
        VALUES (@code, @campaign, @hamlet, @part, @parts, @first, @last, @at, @by, 0)
        """;

    private const string Lines = """
        SELECT h.id, h.hamlet_id, h.code, h.address, h.closed_at, r.reached_on, r.last_outcome, COALESCE(r.absences, 0) AS absences,
               COALESCE(r.settled, 0) AS settled
        FROM household h LEFT JOIN household_reach r ON r.household_id = h.id AND r.campaign_id = @campaign
        WHERE h.hamlet_id = @hamlet AND h.code >= @first AND h.code <= @last ORDER BY h.code
        """;

    /// <summary>The sheet, or null.</summary>
    public Task<PaperSheet?> FindAsync(string code) => database.ReadAsync(session => session.FirstAsync<PaperSheet>(ByCode, new { code = SheetCode.Read(code) }));

    /// <summary>The newest sheets of hamlets.</summary>
    public Task<IReadOnlyList<PaperSheet>> NewestAsync(long campaign, IReadOnlyCollection<long> hamlets, int take) => hamlets.Count == 0
        ? Task.FromResult<IReadOnlyList<PaperSheet>>([])
        : database.ReadAsync(session => session.PageAsync<PaperSheet>(OfHamlets, new { campaign, hamlets = hamlets.Take(1000) }, 0, take));

    /// <summary>The households of a sheet in the order of the paper; none of a tally sheet. Those that were closed since are among them.</summary>
    public Task<IReadOnlyList<HouseholdLine>> LinesAsync(PaperSheet sheet) => sheet.IsTally
        ? Task.FromResult<IReadOnlyList<HouseholdLine>>([])
        : database.ReadAsync(session => session.QueryAsync<HouseholdLine>(
            Lines, new { campaign = sheet.CampaignId, hamlet = sheet.HamletId, first = sheet.FirstCode, last = sheet.LastCode }));

    /// <summary>Makes the sheets of hamlets, in their order. An empty register gives a tally grid.</summary>
    public async Task<IReadOnlyList<PaperSheet>> MakeAsync(
        Actor actor, Campaign campaign, long commune, IReadOnlyList<Place> places, IReadOnlySet<long> registers, CancellationToken cancel = default)
    {
        var open = (await queries.OpenHouseholdsAsync(campaign.Id, registers)).ToLookup(line => line.HamletId, line => line.Code);
        var ranges = places.SelectMany(place => Ranges(place.Hamlet.Id, [.. open[place.Hamlet.Id].Order(StringComparer.Ordinal)])).ToList();
        var codes = ranges.Select(_ => SheetCode.New()).ToList();
        var at = time.GetUtcNow().ToWholeMilliseconds();
        return await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert, ranges.Select((range, index) => new
                {
                    code = codes[index], campaign = campaign.Id, hamlet = range.Hamlet, part = range.Part, parts = range.Parts, first = range.First, last = range.Last,
                    at, by = actor.Name,
                }));
                await audit.RecordAsync(session, actor, new AuditEntry("paper.printed", "unit", $"{commune}") { UnitId = commune, After = new { Sheets = codes } });
                var made = new List<PaperSheet>();
                foreach (var code in codes)
                {
                    made.Add(await session.SingleAsync<PaperSheet>(ByCode, new { code }));
                }

                return made;
            },
            cancel);
    }

    private static IEnumerable<(long Hamlet, int Part, int Parts, string? First, string? Last)> Ranges(long hamlet, IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
        {
            return [(hamlet, 1, 1, null, null)];
        }

        var parts = codes.Chunk(MostHouseholds).ToList();
        return parts.Select((part, index) => (hamlet, index + 1, parts.Count, (string?)part[0], (string?)part[^1]));
    }
}
