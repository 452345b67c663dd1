using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Stock;

/// <summary>Leaflets a household that raise no question, in hundredths: 100 to 150 is one to one and a half.</summary>
public sealed record StockBand(int Least, int Most)
{
    /// <summary>One for each household, and as many again for every second one.</summary>
    public static readonly StockBand Usual = new(100, 150);

    /// <summary>Whether so many leaflets for so many households lie outside. Without a household there is nothing to judge.</summary>
    public bool Questions(long leaflets, long households) => households > 0 && (leaflets * 100 < Least * households || leaflets * 100 > Most * households);
}

/// <summary>The band of each campaign; its owner may change it.</summary>
public sealed class StockBands(Database database, AuditLog audit, TimeProvider time)
{
    private const string Find = "SELECT least, most FROM stock_band WHERE campaign_id = @campaign";

    private const string Update = "UPDATE stock_band SET least = @least, most = @most, set_at = @at, set_by = @by WHERE campaign_id = @campaign";

    private const string Insert = "INSERT INTO stock_band (campaign_id, least, most, set_at, set_by) VALUES (@campaign, @least, @most, @at, @by)";

    public async Task<StockBand> OfAsync(long campaign) =>
        await database.ReadAsync(session => session.FirstAsync<Row>(Find, new { campaign })) is { } row ? new StockBand(row.Least, row.Most) : StockBand.Usual;

    /// <exception cref="StockRefusedException">The numbers are no band.</exception>
    public async Task SetAsync(Campaign campaign, StockBand band, Actor actor)
    {
        if (band.Least < 0 || band.Most < band.Least || band.Most > 10_000)
        {
            throw new StockRefusedException("Mức dưới từ 0, mức trên không nhỏ hơn mức dưới và không quá 100.", "The lower number is 0 or more, the upper one not below it and at most 100.");
        }

        var before = await OfAsync(campaign.Id);
        var args = new { campaign = campaign.Id, least = band.Least, most = band.Most, at = time.GetUtcNow(), by = actor.Name };
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Update, args) == 0)
            {
                await session.ExecuteAsync(Insert, args);
            }

            await audit.RecordAsync(session, actor, new AuditEntry("stock.band", "campaign", campaign.Slug) { UnitId = campaign.UnitId, Before = before, After = band });
        });
    }

    private sealed class Row
    {
        public int Least { get; init; }

        public int Most { get; init; }
    }
}
