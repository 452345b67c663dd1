using System.Net;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reports.Exports;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reports.Exports;

/// <summary>The demo with what exports need: many entries, orders without a browser, runs of the job.</summary>
internal static class ExportWorld
{
    public const string Slug = "binh-phuoc-2020";

    // Tally entries of commune 25315's hamlets in the demo's own campaign; totals are left as they are.
    private const string Fill = """
        INSERT INTO coverage_entry (entry_key, receipt, campaign_id, hamlet_id, origin_id, household_id, outcome, method, households, leaflets, captured_at,
            received_at, counted_day, note, flags, state, held_reason, replaces, account_id, sent_by, on_behalf_of)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        SELECT randomblob(16), 'R-FILLED', (SELECT id FROM campaign WHERE slug = 'binh-phuoc-2020'), h.id, h.id, NULL, 'reached', 'door', 1, 1,
               '2020-08-29 02:12:00.000', '2020-08-29 02:13:00.000', '2020-08-29', printf('lượt %d', i), '', 'valid', NULL, NULL, NULL, 'test', NULL
        FROM n JOIN (SELECT h.id, ROW_NUMBER() OVER (ORDER BY h.id) - 1 AS at, COUNT(*) OVER () AS many
                     FROM unit h JOIN unit c ON c.id = h.parent_id WHERE c.code = '25315' AND h.level = 'hamlet') h ON h.at = n.i % h.many
        """;

    public static async Task FillAsync(string folder, int count)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "campaign111.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF; " + Fill;
        command.Parameters.AddWithValue("@count", count);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Keeps an order as the page does, and leaves it to whoever works.</summary>
    public static async Task<Guid> OrderAsync(this AppFactory app, string unit, ExportKind kind, string format, string account = "tinh.binhphuoc")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var campaign = (await scope.ServiceProvider.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;
        var place = (await scope.ServiceProvider.GetRequiredService<UnitDirectory>().FindByCodeAsync(unit, campaign.TreeDate))!;
        var order = await scope.ServiceProvider.GetRequiredService<ExportOrders>().OfAsync(campaign, place, new ExportWish(kind.Code, format), [new Membership(Role.ProvinceCommittee, campaign.UnitId, campaign.UnitPath)]);
        var id = await app.ScalarAsync("SELECT id FROM account WHERE user_name = @name", new { name = account });
        return await app.Services.GetRequiredService<ExportBook>().AddAsync(order, 1000, id, new Actor(id, account));
    }

    public static async Task WorkAsync(this AppFactory app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExportJob>().RunAsync(CancellationToken.None);
    }

    public static Task<long> ScalarAsync(this AppFactory app, string sql, object? args = null) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql, args));

    public static async Task ExecuteAsync(this AppFactory app, string sql, object? args = null) =>
        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(sql, args));

    /// <summary>Asks by the page's own form.</summary>
    public static Task<HttpResponseMessage> ExportAsync(this Browser browser, string unit, string kind, string format, params (string Name, string Value)[] more) =>
        browser.SubmitAsync(ExportLinks.Page(Slug, unit), $"export-{kind}", [("format", format), .. more]);

    public static async Task<byte[]> BytesAsync(this HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
