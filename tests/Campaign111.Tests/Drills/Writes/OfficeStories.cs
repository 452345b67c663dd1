using System.Text;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>What the offices write about units, people and orders: hamlets, organisations, campaigns, dispatches, deadlines, accounts, settings.</summary>
internal static class OfficeStories
{
    private const string Province = "tinh.binhphuoc";
    private const string Administrator = "quantri";
    private const string Campaign = "/campaigns/binh-phuoc-2020";
    private const string Account = "(SELECT id FROM account WHERE user_name = @mark)";
    private static readonly byte[] Pdf = Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            new Deed("units/{code:length(5)}/hamlets", Province, errand => Letter.FormAsync("/units/25321/hamlets", ("UnitType", "Ấp"), ("Name", errand.Mark)), "SELECT COUNT(*) FROM unit WHERE code = 'ap-' || @mark"),
            new Deed("units/{code:length(5)}/hamlets/{hamlet}/rename", Province, errand => Letter.FormAsync($"/units/25321/hamlets/ap-{errand.Mark}/rename", ("UnitType", "Ấp"), ("Name", $"{errand.Mark} mới")), "SELECT COUNT(*) FROM unit WHERE name = @mark || ' mới'"),
            new Deed("units/{code:length(5)}/hamlets/{hamlet}/dissolve", Province, errand => Letter.FormAsync($"/units/25321/hamlets/ap-{errand.Mark}/dissolve", ("On", "2020-08-01"), ("Successors", "thon-1"), ("Reason", errand.Mark)), "SELECT COUNT(*) FROM unit WHERE code = 'ap-' || @mark AND valid_to IS NOT NULL")),
        new(new Deed("units/{code:length(5)}/hamlets/import", Province, errand => Letter.FileAsync("/units/25324/hamlets/import", "File", "thon.csv", Csv($"commune_code;code;type;name\n25324;{errand.Mark};Thôn;{errand.Mark}\n")), "SELECT COUNT(*) FROM unit WHERE code = @mark")),
        new(new Deed("units/import", Administrator, UnitsAsync, "SELECT COUNT(*) FROM unit WHERE name = @mark")),
        new(
            new Deed("units/{code}/organisations", Province, errand => Letter.FormAsync("/units/70/organisations", ("Name", errand.Mark), ("Kind", "Mass"), ("Code", errand.Mark)), "SELECT COUNT(*) FROM organisation WHERE code = @mark"),
            new Deed("organisations/{id:long}", Province, errand => OrganisationAsync(errand, "", ("Name", $"{errand.Mark} mới"), ("Kind", "Mass"), ("Code", errand.Mark)), "SELECT COUNT(*) FROM organisation WHERE name = @mark || ' mới'"),
            new Deed("organisations/{id:long}/close", Province, errand => OrganisationAsync(errand, "/close", ("On", "2020-08-01"), ("Successors", "70-so-ldtbxh"), ("Reason", errand.Mark)), "SELECT COUNT(*) FROM organisation WHERE code = @mark AND valid_to IS NOT NULL")),
        new(new Deed("campaigns/new", Province, CampaignAsync, "SELECT COUNT(*) FROM campaign WHERE slug = @mark")),
        new(new Deed("campaigns/{slug}/milestones", Province, errand => Letter.FormAsync($"{Campaign}/milestones", ("milestones", $"31/8/2020 {60 + (errand.Number % 20)}\n15/9/2020 90")), "SELECT COUNT(*) FROM milestone WHERE campaign_id = 1 AND retired_at IS NULL AND percent = 9000 AND day = '2020-09-15'") { Passes = true }),
        new(
            new Deed("campaigns/{slug}/dispatches/new", Province, DispatchAsync, "SELECT COUNT(*) FROM dispatch WHERE number = @mark"),
            new Deed("campaigns/{slug}/dispatches/{id:long}/tasks", Province, TaskAsync, "SELECT COUNT(*) FROM task WHERE body = @mark"),
            new Deed("campaigns/{slug}/tasks/{share:long}/progress", Province, ProgressAsync, "SELECT COUNT(*) FROM task_progress WHERE note = @mark")),
        new(
            new Deed("campaigns/{slug}/units/{code}/deadline", "xa.25318", errand => Letter.FormAsync($"{Campaign}/units/25318/deadline", ("Wording", "đến hết ngày 5/10/2020"), ("LastDay", "5/10/2020"), ("Reason", errand.Mark)), "SELECT COUNT(*) FROM deadline WHERE reason = @mark"),
            new Deed("campaigns/{slug}/deadlines/{id:long}/decision", Province, RefuseAsync, "SELECT COUNT(*) FROM deadline WHERE reason = @mark AND decided_at IS NOT NULL")),
        new(
            new Deed("people/invite", Province, errand => Letter.FormAsync("/people/invite", ("UserName", errand.Mark), ("DisplayName", "Cộng tác viên"), ("Role", "collaborator"), ("Unit", "25318")), "SELECT COUNT(*) FROM account WHERE user_name = @mark"),
            new Deed("people/{id:long}/link", Province, errand => PersonAsync(errand, "/link"), $"SELECT COUNT(*) - 1 FROM one_time_link WHERE account_id = {Account}") { Repeats = true },
            new Deed("people/{id:long}/roles", Province, errand => PersonAsync(errand, "/roles", ("Form.Role", "observer"), ("Form.Unit", "25321")), $"SELECT COUNT(*) FROM membership WHERE role = 'observer' AND account_id = {Account}"),
            new Deed("people/{id:long}/roles/{membership:long}/end", Province, EndRoleAsync, $"SELECT COUNT(*) FROM membership WHERE role = 'observer' AND ended_at IS NOT NULL AND account_id = {Account}"),
            new Deed("people/{id:long}/close", Province, errand => PersonAsync(errand, "/close", ("reason", errand.Mark)), "SELECT COUNT(*) FROM account WHERE user_name = @mark AND closed_at IS NOT NULL")),
        new(
            new Deed("account/tokens", Province, errand => Letter.FormAsync("/account/tokens", ("label", errand.Mark), ("scopes", "figures:read")), "SELECT COUNT(*) FROM api_token WHERE label = @mark") { Repeats = true },
            new Deed("account/tokens/{id:long}/revoke", Province, RevokeAsync, "SELECT COUNT(*) FROM api_token WHERE label = @mark AND revoked_at IS NOT NULL")),
        new(
            new Deed("calendar/feeds", Province, FeedAsync, "SELECT COUNT(*) FROM calendar_feed WHERE id > @since") { Repeats = true, Passes = true },
            new Deed("calendar/feeds/{id:long}/revoke", Province, async errand => await Letter.FormAsync($"/calendar/feeds/{errand.Set("feed", await errand.AskAsync<long>("SELECT MAX(id) FROM calendar_feed"))}/revoke"), "SELECT COUNT(*) FROM calendar_feed WHERE id = @feed AND revoked_at IS NOT NULL")),
        new(new Deed("admin/working-days", Administrator, errand => Letter.FormAsync("/admin/working-days", ("Day", new DateOnly(2090, 1, 1).AddDays(errand.Number).ToString("d/M/yyyy", null)), ("Kind", "statutory"), ("Name", errand.Mark), ("Source", "Thông báo")), "SELECT COUNT(*) FROM special_day WHERE name = @mark")),
        new(new Deed("campaigns/{slug}/public", Province, errand => Letter.FormAsync($"{Campaign}/public", ("open", "true")), "SELECT COUNT(*) FROM dashboard_public WHERE campaign_id = 1")),
        new(new Deed("admin/jobs/{name}/run", Administrator, async errand => await SinceAsync(errand, "audit_event", "/admin/jobs/dispatch/run"), "SELECT COUNT(*) FROM audit_event WHERE id > @since AND action = 'job.triggered'") { Repeats = true }),
    ];

    /// <summary>A form without fields, and the newest id of a table before it.</summary>
    public static async Task<Letter> SinceAsync(Errand errand, string table, string path, params (string Name, string Value)[] fields)
    {
        errand.Set("since", await errand.AskAsync<long>($"SELECT COALESCE(MAX(id), 0) FROM {table}"));
        return await Letter.FormAsync(path, fields);
    }

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    // A commune of 2090 in the province of that day: none of the campaign's tree.
    private static Task<Letter> UnitsAsync(Errand errand) => Letter.FileAsync(
        "/units/import", "File", "units.csv", Csv($"code;parent_code;level;type;name;valid_from\n{98000 + errand.Number};75;commune;Xã;{errand.Mark};1/1/2090\n"), ("Effective", "1/1/2090"));

    private static async Task<Letter> OrganisationAsync(Errand errand, string act, params (string Name, string Value)[] fields) =>
        await Letter.FormAsync($"/organisations/{await errand.AskAsync<long>("SELECT id FROM organisation WHERE code = @mark")}{act}", fields);

    private static async Task<Letter> CampaignAsync(Errand errand) => await Letter.FormAsync(
        "/campaigns/new", ("Name", $"Thử {errand.Mark}"), ("Slug", errand.Mark), ("UnitId", $"{await errand.AskAsync<long>("SELECT unit_id FROM campaign WHERE id = 1")}"), ("TreeDate", "28/7/2020"), ("StartsOn", "28/7/2020"), ("OnPaceGap", "5"), ("BehindGap", "20"), ("SilentDays", "7"));

    private static async Task<Letter> DispatchAsync(Errand errand)
    {
        var page = await errand.Clerk(Province).PageAsync($"{Campaign}/dispatches/new");
        return await Letter.FileAsync(
            page, "dispatch", "Scan", "cong-van.pdf", Pdf, ("Number", errand.Mark), ("IssuedOn", "1/8/2020"), ("Issuer", "UBND tỉnh Bình Phước"), ("Subject", "Thông báo"), ("Wording", ""), ("LastDay", ""));
    }

    private static async Task<Letter> TaskAsync(Errand errand) => await Letter.FormAsync(
        $"{Campaign}/dispatches/{await errand.AskAsync<long>("SELECT id FROM dispatch WHERE number = @mark")}/tasks", ("body", errand.Mark), ("organisations", "Đoàn Thanh niên"));

    private static async Task<Letter> ProgressAsync(Errand errand) => await Letter.FormAsync(
        $"{Campaign}/tasks/{await errand.AskAsync<long>("SELECT o.id FROM task_organisation o JOIN task t ON t.id = o.task_id WHERE t.body = @mark")}/progress", ("state", "Done"), ("note", errand.Mark));

    private static async Task<Letter> RefuseAsync(Errand errand) => await Letter.FormAsync(
        $"{Campaign}/deadlines/{await errand.AskAsync<long>("SELECT id FROM deadline WHERE reason = @mark")}/decision", ("decision", "refuse"), ("reason", "Không lùi hạn"));

    private static async Task<Letter> PersonAsync(Errand errand, string act, params (string Name, string Value)[] fields) =>
        await Letter.FormAsync($"/people/{await errand.AskAsync<long>("SELECT id FROM account WHERE user_name = @mark")}{act}", fields);

    private static async Task<Letter> EndRoleAsync(Errand errand) =>
        await PersonAsync(errand, $"/roles/{await errand.AskAsync<long>($"SELECT id FROM membership WHERE role = 'observer' AND account_id = {Account}")}/end");

    private static async Task<Letter> RevokeAsync(Errand errand) => await Letter.FormAsync(
        $"/account/tokens/{await errand.AskAsync<long>("SELECT MIN(id) FROM api_token WHERE label = @mark")}/revoke");

    private static Task<Letter> FeedAsync(Errand errand) => SinceAsync(errand, "calendar_feed", "/calendar/feeds", ("unit", "70"));
}
