using System.Text;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>What is written about leaflets and paper: stock, designs, prints, materials, letters, reports, checks, reminders, exports.</summary>
internal static class PaperStories
{
    private const string Province = "tinh.binhphuoc";
    private const string District = "huyen.budop";
    private const string Commune = "xa.25318";
    private const string Campaign = "/campaigns/binh-phuoc-2020";
    private const string Stock = $"{Campaign}/stock";
    private const string Route = "campaigns/{slug}";
    private const string Design = $"{Route}/leaflets/designs/{{design}}/{{version:int}}";
    private const string Moved = "SELECT COUNT(*) FROM stock_move WHERE move_key = ";
    private const string OfDesign = "SELECT COUNT(*) FROM leaflet_design d JOIN leaflet_version v ON v.design_id = d.id WHERE v.title = @mark AND ";
    private const string OfSheet = "(SELECT s.id FROM report_submission s JOIN report_bound b ON b.id = s.bound_id WHERE b.id = @sheet)";

    private const string Art = """
        <svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210"><rect width="148" height="210" fill="#fff"/><rect x="5" y="150" width="138" height="55" fill="#123"/></svg>
        """;

    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            new Deed($"{Route}/stock/runs", Province, RunAsync, "SELECT COUNT(*) FROM stock_run WHERE run_key = @key"),
            new Deed($"{Route}/stock/send", Province, errand => SendAsync(errand, Province, null), $"{Moved}@sent"),
            new Deed("p/{number}/receive", District, ReceiveAsync, $"{Moved}@received")),
        new(
            new Deed($"{Route}/stock/send", District, errand => SendAsync(errand, District, "25318"), $"{Moved}@sent"),
            new Deed("api/v1/stock/receipts", Commune, ReceiptAsync, $"{Moved}@key")),
        new(
            new Deed($"{Route}/stock/send", District, errand => SendAsync(errand, District, "25318"), $"{Moved}@sent"),
            new Deed("p/{number}/cancel", District, CancelAsync, $"{Moved}@key")),
        new(
            new Deed($"{Route}/stock/ask", Commune, AskAsync, "SELECT COUNT(*) FROM stock_request WHERE request_key = @key"),
            new Deed($"{Route}/stock/requests/{{id:long}}/refuse", District, errand => CloseAsync(errand, "refuse"), "SELECT COUNT(*) FROM stock_request WHERE request_key = @key AND state = 'refused'")),
        new(
            new Deed($"{Route}/stock/ask", Commune, AskAsync, "SELECT COUNT(*) FROM stock_request WHERE request_key = @key"),
            new Deed($"{Route}/stock/requests/{{id:long}}/withdraw", Commune, errand => CloseAsync(errand, "withdraw"), "SELECT COUNT(*) FROM stock_request WHERE request_key = @key AND state = 'withdrawn'")),
        new(
            new Deed($"{Route}/stock/event", District, errand => UseAsync(errand, "event", 1), $"{Moved}@key"),
            new Deed($"{Route}/stock/book/{{id:long}}/reverse", District, ReverseAsync, $"{Moved}@back")),
        new(new Deed($"{Route}/stock/write-off", District, errand => UseAsync(errand, "write-off", 1), $"{Moved}@key")),
        new(new Deed($"{Route}/stock/count", District, errand => UseAsync(errand, "count", 500 + errand.Number), $"{Moved}@key")),
        new(new Deed($"{Route}/stock/band", Province, errand => Letter.FormAsync($"{Stock}/band", ("least", "1"), ("most", $"1,{50 + (errand.Number % 40)}")), "SELECT COUNT(*) FROM stock_band WHERE campaign_id = 1")),
        new(new Deed($"{Route}/leaflets/print", Commune, PrintAsync, "SELECT COUNT(*) FROM leaflet_run WHERE id > @since") { Repeats = true }),
        new(
            new Deed($"{Route}/leaflets/print", Commune, PressAsync, "SELECT COUNT(*) - @before FROM leaflet_job") { Repeats = true, Passes = true },
            new Deed($"{Route}/leaflets/jobs/{{id:guid}}/cancel", Commune, StopAsync, "SELECT COUNT(*) FROM leaflet_job WHERE id = @job AND state <> 'waiting'")),
        new(new Deed($"{Route}/leaflets/local-line", Commune, errand => Letter.FormAsync($"{Campaign}/leaflets/local-line", ("Unit", "25318"), ("line", errand.Mark)), "SELECT COUNT(*) FROM leaflet_local WHERE line = @mark") { Passes = true }),
        new(
            new Deed($"{Route}/leaflets/artwork", Province, errand => Letter.FileAsync($"{Campaign}/leaflets/artwork", "file", "anh.svg", Encoding.UTF8.GetBytes(Art), ("Title", errand.Mark), ("Size", "a5"), ("Language", "vi")), $"{OfDesign}1 = 1"),
            new Deed($"{Design}/box", Province, errand => OfArtAsync(errand, "box", ("page", "1"), ("x", "20,5"), ("y", "30"), ("width", "74"), ("height", "32")), $"{OfDesign}d.files_hash <> ''"),
            new Deed($"{Design}/submit", Province, errand => OfArtAsync(errand, "submit"), $"{OfDesign}v.submitted_at IS NOT NULL"),
            new Deed($"{Design}/approve", Province, errand => OfArtAsync(errand, "approve"), $"{OfDesign}d.approved_at IS NOT NULL"),
            new Deed($"{Design}/recall", Province, errand => OfArtAsync(errand, "recall", ("reason", errand.Mark)), $"{OfDesign}d.recall_reason = @mark")),
        new(
            new Deed("materials/upload", Province, UploadAsync, "SELECT COUNT(*) FROM material_version v JOIN material m ON m.id = v.material_id WHERE m.title = @mark"),
            new Deed("materials/{id:long}/{version:int}/recall", Province, RecallAsync, "SELECT COUNT(*) FROM material_version WHERE recall_reason = @mark")),
        new(
            new Deed("materials/log", "baochi.binhphuoc", LogAsync, "SELECT COUNT(*) FROM material_use WHERE outlet = @mark"),
            new Deed("materials/log/{id:long}/withdraw", "baochi.binhphuoc", async errand => await Letter.FormAsync($"/materials/log/{await errand.AskAsync<long>("SELECT MIN(id) FROM material_use WHERE outlet = @mark")}/withdraw"), "SELECT COUNT(*) FROM material_use WHERE outlet = @mark AND withdrawn_at IS NOT NULL")),
        new(
            new Deed("materials/activities", "so.gddt", ActivityAsync, "SELECT COUNT(*) FROM activity WHERE place = @mark"),
            new Deed("materials/activities/{id:long}/withdraw", "so.gddt", async errand => await Letter.FormAsync($"/materials/activities/{await errand.AskAsync<long>("SELECT MIN(id) FROM activity WHERE place = @mark")}/withdraw"), "SELECT COUNT(*) FROM activity WHERE place = @mark AND withdrawn_at IS NOT NULL")),
        new(
            new Deed($"{Route}/letters/new", Province, LetterAsync, "SELECT COUNT(*) FROM letter WHERE subject = @mark"),
            new Deed($"{Route}/letters/{{id:long}}/issue", Province, IssueAsync, "SELECT COUNT(*) FROM letter l JOIN dispatch d ON d.id = l.dispatch_id WHERE l.subject = @mark AND d.number LIKE @mark || '%'")),
        new(new Deed($"{Route}/reports/forms", Province, errand => Letter.FormAsync($"{Campaign}/reports/forms", ("title", errand.Mark)), "SELECT COUNT(*) FROM report_form WHERE title = @mark")),
        new(
            new Deed("reports/sheets/{id:long}/draft", Commune, errand => SheetAsync(errand, "draft"), $"SELECT COUNT(*) FROM report_submission WHERE id = {OfSheet} AND instr(draft, @mark) > 0") { Passes = true },
            new Deed("reports/sheets/{id:long}/submit", Commune, errand => SheetAsync(errand, "submit"), $"SELECT COUNT(*) FROM report_version WHERE submission_id = {OfSheet} AND instr(answers, @mark) > 0"),
            new Deed("reports/sheets/{id:long}/return", District, async errand => await Letter.FormAsync($"/reports/sheets/{await SheetIdAsync(errand)}/return", ("reason", errand.Mark)), "SELECT COUNT(*) FROM report_remark WHERE body = @mark")),
        new(
            new Deed($"{Route}/checks/draw/{{communeCode}}", Province, DrawAsync, "SELECT COUNT(*) FROM spot_check WHERE seed = @mark"),
            new Deed("checks/rounds/{id:long}/answers", "kiemtra.25384", AnswerAsync, "SELECT COUNT(*) FROM spot_check_answer WHERE answer_key = @key"),
            new Deed($"{Route}/checks/rounds/{{id:long}}/cancel", Province, async errand => await Letter.FormAsync($"{Campaign}/checks/rounds/{await CheckAsync(errand)}/cancel", ("reason", errand.Mark)), "SELECT COUNT(*) FROM spot_check WHERE seed = @mark AND state = 'cancelled'")),
        new(new Deed($"{Route}/checks/flags/{{id:long}}/answer", Province, async errand => await Letter.FormAsync($"{Campaign}/checks/flags/{await errand.AskAsync<long>("SELECT MIN(id) FROM flag WHERE state <> 'closed'")}/answer", ("body", errand.Mark)), "SELECT COUNT(*) FROM flag_word WHERE body = @mark")),
        new(new Deed($"{Route}/reminders/text", Province, errand => Letter.FormAsync($"{Campaign}/reminders/text", ("day", "3/9/2020"), ("body", errand.Mark)), "SELECT COUNT(*) FROM reminder_text WHERE body = @mark") { Passes = true }),
        new(new Deed($"{Route}/reminders", Province, _ => Letter.FormAsync($"{Campaign}/reminders"), "SELECT COUNT(*) FROM reminder WHERE swept_on = '2020-09-01'") { Repeats = true }),
        new(new Deed("inbox/settings", Commune, errand => Letter.FormAsync("/inbox/settings", ("mail", "true"), ("phone", $"090{1_000_000 + errand.Number}")), "SELECT COUNT(*) FROM reminder_preference WHERE account_id = (SELECT id FROM account WHERE user_name = 'xa.25318')")),
        new(new Deed($"{Route}/units/{{code}}/export", Province, errand => OfficeStories.SinceAsync(errand, "audit_event", $"{Campaign}/units/25318/export", ("Kind", "households"), ("Format", "csv")), "SELECT COUNT(*) FROM audit_event WHERE id > @since AND action LIKE 'export%'") { Repeats = true }),
    ];

    private static async Task<Letter> RunAsync(Errand errand)
    {
        var page = await errand.Clerk(Province).PageAsync($"{Stock}/runs");
        return await Letter.FormAsync(page, "run", ("Key", $"{errand.Key}"), ("Quantity", "200"), ("CostVnd", "1000"), ("Printer", errand.Mark), ("InStore", "true"));
    }

    private static async Task<Letter> SendAsync(Errand errand, string who, string? to)
    {
        to ??= await errand.AskAsync<string>("SELECT d.code FROM unit c JOIN unit d ON d.id = c.parent_id WHERE c.code = '25318' AND d.level = 'district'");
        var page = await errand.Clerk(who).PageAsync($"{Stock}/send");
        return await Letter.FormAsync(page, "send", ("Key", $"{Fresh(errand, "sent")}"), ("To", to), ("Quantity", "3"));
    }

    private static Task<string> PackageAsync(Errand errand) =>
        errand.AskAsync<string>("SELECT s.number FROM stock_shipment s JOIN stock_move m ON m.shipment_id = s.id WHERE m.move_key = @sent");

    private static async Task<Letter> ReceiveAsync(Errand errand) => await Letter.FormAsync(
        $"/p/{await PackageAsync(errand)}/receive", ("Key", $"{Fresh(errand, "received")}"), ("Good", "3"), ("Damaged", "0"), ("On", "1/9/2020"));

    private static async Task<Letter> ReceiptAsync(Errand errand) => await Letter.JsonAsync(
        "/api/v1/stock/receipts", new { receipts = new[] { new { key = errand.Key, number = await PackageAsync(errand), good = 3, damaged = 0, on = "2020-09-01" } } });

    private static async Task<Letter> CancelAsync(Errand errand) => await Letter.FormAsync($"/p/{await PackageAsync(errand)}/cancel", ("key", $"{errand.Key}"), ("reason", errand.Mark));

    private static Task<Letter> AskAsync(Errand errand) => Letter.FormAsync($"{Stock}/ask", ("Key", $"{errand.Key}"), ("OnHand", "5"), ("Wanted", "10"), ("Reason", errand.Mark));

    private static async Task<Letter> CloseAsync(Errand errand, string how) => await Letter.FormAsync(
        $"{Stock}/requests/{await errand.AskAsync<long>("SELECT id FROM stock_request WHERE request_key = @key")}/{how}", ("reason", errand.Mark));

    private static async Task<Letter> UseAsync(Errand errand, string what, int quantity)
    {
        var page = await errand.Clerk(District).PageAsync($"{Stock}/{what}");
        return await Letter.FormAsync(page, "use", ("Key", $"{errand.Key}"), ("Quantity", $"{quantity}"), ("Reason", errand.Mark), ("On", "1/9/2020"));
    }

    private static async Task<Letter> ReverseAsync(Errand errand) => await Letter.FormAsync(
        $"{Stock}/book/{await errand.AskAsync<long>("SELECT id FROM stock_move WHERE move_key = @key")}/reverse", ("key", $"{Fresh(errand, "back")}"), ("reason", errand.Mark));

    private static Guid Fresh(Errand errand, string name) => errand.Set(name, Guid.CreateVersion7());

    private static async Task<Letter> PrintAsync(Errand errand)
    {
        errand.Set("since", await errand.AskAsync<long>("SELECT COALESCE(MAX(id), 0) FROM leaflet_run"));
        return await Letter.FormAsync(await errand.Clerk(Commune).PageAsync($"{Campaign}/leaflets"), "print");
    }

    private static async Task<Letter> PressAsync(Errand errand)
    {
        errand.Set("before", await errand.AskAsync<long>("SELECT COUNT(*) FROM leaflet_job"));
        return await Letter.FormAsync(await errand.Clerk(Commune).PageAsync($"{Campaign}/leaflets"), "print", ("each", "Hamlet"));
    }

    private static async Task<Letter> StopAsync(Errand errand)
    {
        var job = new Guid(await errand.AskAsync<byte[]>("SELECT id FROM leaflet_job ORDER BY created_at DESC LIMIT 1"), bigEndian: true);
        errand.Set("job", job);
        return await Letter.FormAsync($"{Campaign}/leaflets/jobs/{job}/cancel");
    }

    private static Task<Letter> OfArtAsync(Errand errand, string act, params (string Name, string Value)[] fields) =>
        Letter.FormAsync($"{Campaign}/leaflets/designs/chinh-thuc-{errand.Mark}/1/{act}", fields);

    private static async Task<Letter> UploadAsync(Errand errand) => await Letter.FileAsync(
        await errand.Clerk(Province).PageAsync("/materials/upload"), "upload", "Files", "bang-ron.svg", Encoding.UTF8.GetBytes(Art), ("Title", errand.Mark), ("TitleEn", errand.Mark), ("Kind", "banner"));

    private static async Task<Letter> RecallAsync(Errand errand) => await Letter.FormAsync(
        $"/materials/{await errand.AskAsync<long>("SELECT id FROM material WHERE title = @mark")}/1/recall", ("reason", errand.Mark));

    private static async Task<Letter> LogAsync(Errand errand) => await Letter.FormAsync(
        await errand.Clerk("baochi.binhphuoc").PageAsync("/materials/log"), "log", ("Way", "print"), ("UsedOn", "31/8/2020"), ("Outlet", errand.Mark));

    private static async Task<Letter> ActivityAsync(Errand errand) => await Letter.FileAsync(
        await errand.Clerk("so.gddt").PageAsync("/materials/activities"), "activity", "Files", "anh.svg", Encoding.UTF8.GetBytes(Art), ("Kind", "school"), ("HeldOn", "31/8/2020"), ("Place", errand.Mark), ("PrimaryPupils", "40"));

    private static async Task<Letter> LetterAsync(Errand errand) => await Letter.FormAsync(
        await errand.Clerk(Province).PageAsync($"{Campaign}/letters/new?unit=70"), "letter", ("Subject", errand.Mark), ("Signatory", "Nguyễn Văn Thử"));

    private static async Task<Letter> IssueAsync(Errand errand) => await Letter.FormAsync(
        $"{Campaign}/letters/{await errand.AskAsync<long>("SELECT MIN(id) FROM letter WHERE subject = @mark")}/issue", ("Number", errand.Mark), ("IssuedOn", "2/9/2020"));

    // The address of a sheet is the id of who is bound.
    private static async Task<long> SheetIdAsync(Errand errand) => errand.Set("sheet", await errand.AskAsync<long>(
        "SELECT MIN(b.id) FROM report_bound b JOIN unit u ON u.id = b.unit_id JOIN report_round r ON r.id = b.round_id WHERE u.code = '25318' AND u.level = 'commune' AND b.organisation_id IS NULL AND r.state = 'open'"));

    private static async Task<Letter> SheetAsync(Errand errand, string act)
    {
        var sheet = await SheetIdAsync(errand);
        var revision = await errand.AskAsync<long>("SELECT revision FROM report_submission WHERE bound_id = @sheet");
        return await Letter.FormAsync(
            $"/reports/sheets/{sheet}/{act}", ("revision", $"{revision}"), ("f8", "12"), ("f9", "12,5"), ("f10.0.0", "Họp thôn"), ("f10.0.1", "3"), ("f10.0.2", "150"), ("f11", "Đủ"), ("f12", errand.Mark));
    }

    private static async Task<Letter> DrawAsync(Errand errand)
    {
        var page = await errand.Clerk(Province).PageAsync($"{Campaign}/checks/draw/25378");
        return await Letter.FormAsync(
            page, "draw", ("Design", "lqas"), ("Seed", errand.Mark), ("BadPercent", "40"), ("Inspector", $"{await errand.AskAsync<long>("SELECT id FROM account WHERE user_name = 'kiemtra.25384'")}"));
    }

    private static Task<long> CheckAsync(Errand errand) => errand.AskAsync<long>("SELECT id FROM spot_check WHERE seed = @mark");

    private static async Task<Letter> AnswerAsync(Errand errand)
    {
        var check = await CheckAsync(errand);
        var visit = await errand.AskAsync<long>("SELECT MIN(v.id) FROM spot_check_visit v JOIN spot_check c ON c.id = v.spot_check_id WHERE c.seed = @mark");
        return await Letter.FormAsync($"/checks/rounds/{check}/answers", ("answer[0].Visit", $"{visit}"), ("answer[0].Key", $"{errand.Key}"), ("answer[0].Outcome", "remembers"));
    }
}
