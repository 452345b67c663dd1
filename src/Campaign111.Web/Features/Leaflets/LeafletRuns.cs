using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets;

/// <summary>What is printed for whom.</summary>
/// <param name="Campaign">For which campaign.</param>
/// <param name="DesignId">Row of the approved version.</param>
/// <param name="Choice">What is printed.</param>
/// <param name="Addresses">The address in the code, by unit id.</param>
public sealed record PrintOrder(Campaign Campaign, long DesignId, LeafletChoice Choice, IReadOnlyDictionary<long, string> Addresses)
{
    /// <summary>The run whose codes are printed.</summary>
    public long Run { get; init; }

    /// <summary>The communes' own lines, by commune id.</summary>
    public IReadOnlyDictionary<long, string> Lines { get; init; } = new Dictionary<long, string>();
}

/// <summary>Remembers which leaflets left the product as files.</summary>
public sealed class LeafletRuns(Database database, AuditLog audit, TimeProvider time)
{
    private const string CountByUnit = "SELECT unit_id, COUNT(*) AS runs FROM leaflet_run WHERE campaign_id = @campaignId AND unit_id IN @ids GROUP BY unit_id";

    private static readonly string[] Columns = ["design_id", "campaign_id", "unit_id", "language", "variant", "form", "address", "printed_at", "account_id", "printed_by", "on_behalf_of", "sheet", "file_kind"];

    /// <summary>One row a unit and one audit event for the whole order.</summary>
    /// <param name="order">What was printed.</param>
    /// <param name="actor">Who printed.</param>
    public Task RecordAsync(PrintOrder order, Actor actor) => database.WriteAsync(session => RecordAsync(session, order, actor));

    /// <summary>The same inside a transaction that is already open.</summary>
    public async Task RecordAsync(DbSession session, PrintOrder order, Actor actor)
    {
        var now = time.GetUtcNow();
        var (choice, campaign) = (order.Choice, order.Campaign);
        var variant = choice.Mono ? "mono" : "colour";
        var (sheet, output) = (choice.Form.ToString().ToLowerInvariant(), choice.Output.ToString().ToLowerInvariant());
        // One column from before tells pictures from paper; the two new ones say it in full.
        var form = choice.Output != LeafletOutput.Pdf ? "png" : choice.Form == SheetForm.Imposed ? "imposed" : "pdf";
        await session.InsertManyAsync("leaflet_run", Columns, [.. order.Addresses.Select(entry => new object?[]
        {
            order.DesignId, campaign.Id, entry.Key, choice.Language, variant, form, entry.Value, now, actor.AccountId, actor.Name, actor.OnBehalfOf, sheet, output,
        })]);
        await audit.RecordAsync(session, actor, new AuditEntry("leaflet.printed", "campaign", campaign.Slug)
        {
            UnitId = order.Addresses.Count == 1 ? order.Addresses.Keys.First() : campaign.UnitId,
            After = new
            {
                design = string.Create(CultureInfo.InvariantCulture, $"{choice.Design.Id}/{choice.Design.Version}"),
                choice.Language,
                variant,
                sheet,
                output,
                units = order.Addresses.Count,
                address = order.Addresses.Count == 1 ? order.Addresses.Values.First() : null,
            },
        });
    }

    /// <summary>Runs by unit id; units without any are missing. At most 1,000 units.</summary>
    public async Task<IReadOnlyDictionary<long, int>> CountsAsync(Campaign campaign, IReadOnlyCollection<long> ids) =>
        (await database.ReadAsync(session => session.QueryAsync<RunRow>(CountByUnit, new { campaignId = campaign.Id, ids }))).ToDictionary(row => row.UnitId, row => row.Runs);

    private sealed class RunRow
    {
        public long UnitId { get; init; }

        public int Runs { get; init; }
    }
}
