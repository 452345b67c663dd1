using System.Text;
using Campaign111.Features.Coverage;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>What a commune writes about its households: entries, corrections, register, targets, paper. One after another in 25318, whose hamlet 1 is a
/// tally and 3 a register.</summary>
internal static class FieldStories
{
    private const string Officer = "xa.25318";
    private const string Home = "/campaigns/binh-phuoc-2020/coverage/25318";
    private const string Route = "campaigns/{slug}/coverage/{communeCode}";
    private const string Household = $"{Route}/{{hamletCode}}/households/{{household}}";
    private const string Entered = "SELECT COUNT(*) FROM coverage_entry WHERE entry_key = @entry";
    private const string VoidedFor = "SELECT COUNT(*) FROM coverage_void WHERE reason = @mark";
    private const string Heard = "SELECT COUNT(*) FROM audit_event WHERE instr(COALESCE(after_json, '') || COALESCE(reason, ''), @mark) > 0 AND action = ";

    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            new Deed("api/v1/coverage/entries", Officer, errand => EntryAsync(errand, errand.Set("entry", errand.Key)), Entered),
            new Deed($"{Route}/{{hamletCode}}/void", Officer, errand => Letter.FormAsync($"{Home}/thon-1/void", ("key", $"{errand.Key}"), ("reason", errand.Mark)), VoidedFor)),
        new(
            new Deed($"{Route}/{{hamletCode}}", Officer, errand => TallyAsync(errand, errand.Set("entry", errand.Key)), Entered),
            new Deed($"{Route}/{{hamletCode}}/entries/{{entryId:long}}", Officer, CorrectAsync, VoidedFor)),
        new(new Deed($"{Route}/{{hamletCode}}/visits", Officer, VisitAsync, Entered)),
        new(
            new Deed($"{Route}/{{hamletCode}}/households", Officer, errand => Letter.FormAsync($"{Home}/thon-3/households", ("code", errand.Mark), ("address", "Tổ 1")), "SELECT COUNT(*) FROM household WHERE code = @mark"),
            new Deed(Household, Officer, errand => OfHouseholdAsync(errand, "", ("address", $"Tổ {errand.Mark}")), "SELECT COUNT(*) FROM household WHERE code = @mark AND address LIKE '%' || @mark") { Passes = true },
            new Deed($"{Household}/close", Officer, errand => OfHouseholdAsync(errand, "/close", ("reason", errand.Mark)), $"{Heard}'household.closed'"),
            new Deed($"{Household}/reopen", Officer, errand => OfHouseholdAsync(errand, "/reopen", ("reason", errand.Mark)), $"{Heard}'household.reopened'"),
            new Deed($"{Household}/move", Officer, errand => OfHouseholdAsync(errand, "/move", ("target", "thon-4"), ("newCode", $"{errand.Mark}m"), ("reason", "chia thôn")), "SELECT COUNT(*) FROM household WHERE code = @mark || 'm'")),
        new(
            new Deed($"{Route}/register", Officer, errand => Letter.FileAsync($"{Home}/register", "file", $"{errand.Mark}.csv", Register(errand)), "SELECT COUNT(*) FROM register_upload WHERE file_name = @mark || '.csv'") { Passes = true },
            new Deed($"{Route}/register/{{token}}", Officer, ConfirmAsync, "SELECT COUNT(*) FROM household WHERE code = @mark || 'r'")),
        new(
            new Deed($"{Route}/{{hamletCode}}/households", Officer, errand => Letter.FormAsync($"{Home}/thon-3/households", ("code", errand.Mark), ("address", "Tổ 2")), "SELECT COUNT(*) FROM household WHERE code = @mark"),
            new Deed($"{Household}/merge", Officer, errand => OfHouseholdAsync(errand, "/merge", ("kept", "H0002"), ("reason", errand.Mark)), $"{Heard}'household.merged'")),
        new(
            new Deed("api/v1/coverage/entries", Officer, HeldAsync, Entered),
            new Deed($"{Route}/{{hamletCode}}/resolve", Officer, errand => Letter.FormAsync($"{Home}/thon-3/resolve", ("key", $"{errand.Key}"), ("decision", "drop"), ("reason", errand.Mark)), VoidedFor)),
        new(new Deed($"{Route}/targets", Officer, TargetAsync, "SELECT COUNT(*) FROM place_target WHERE source = @mark")),
        new(new Deed($"{Route}/targets/import", Officer, errand => Letter.FileAsync($"{Home}/targets/import", "file", "chi-tieu.csv", Targets(errand)), "SELECT COUNT(*) FROM place_target WHERE source = @mark")),
        new(
            new Deed($"{Route}/denominators", Officer, ProposeAsync, "SELECT COUNT(*) FROM denominator_set WHERE source = @mark"),
            new Deed($"{Route}/denominators/{{id:long}}/approve", "tinh.binhphuoc", errand => DecideAsync(errand, "approve"), "SELECT COUNT(*) FROM denominator_set WHERE source = @mark AND state = 'approved'")),
        new(
            new Deed($"{Route}/denominators", Officer, ProposeAsync, "SELECT COUNT(*) FROM denominator_set WHERE source = @mark"),
            new Deed($"{Route}/denominators/{{id:long}}/refuse", "tinh.binhphuoc", errand => DecideAsync(errand, "refuse"), "SELECT COUNT(*) FROM denominator_set WHERE source = @mark AND state = 'refused'")),
        new(
            new Deed($"{Route}/sheets", Officer, PrintAsync, "SELECT COUNT(*) FROM paper_sheet WHERE id > @sheets") { Repeats = true },
            new Deed("s/{code}", Officer, KeyAsync, "SELECT COUNT(*) FROM paper_sheet WHERE id > @sheets AND id = (SELECT MIN(id) FROM paper_sheet WHERE id > @sheets) AND keyed_at IS NOT NULL")),
    ];

    private static Task<Letter> EntryAsync(Errand errand, Guid key) => Letter.JsonAsync("/api/v1/coverage/entries", new
    {
        entries = new[] { new { key, campaign = "binh-phuoc-2020", place = "25318/thon-1", outcome = "reached", households = 1, leaflets = 1, capturedAt = "2020-08-31T09:00:00+07:00", note = errand.Mark } },
    });

    // A tally for a hamlet that is logged by household: kept, and held for an officer's decision.
    private static Task<Letter> HeldAsync(Errand errand) => Letter.JsonAsync("/api/v1/coverage/entries", new
    {
        entries = new[] { new { key = errand.Set("entry", errand.Key), campaign = "binh-phuoc-2020", place = "25318/thon-3", outcome = "reached", households = 2, leaflets = 2, capturedAt = "2020-08-31T10:00:00+07:00", note = errand.Mark } },
    });

    private static Task<Letter> TallyAsync(Errand errand, Guid key) => Letter.FormAsync(
        $"{Home}/thon-1", ("Key", $"{key}"), ("Outcome", "reached"), ("Method", "door"), ("Households", "1"), ("Leaflets", "1"), ("Day", "31/8/2020"), ("Note", errand.Mark));

    private static async Task<Letter> CorrectAsync(Errand errand)
    {
        var id = await errand.AskAsync<long>("SELECT id FROM coverage_entry WHERE entry_key = @entry");
        return await Letter.FormAsync(
            $"{Home}/thon-1/entries/{id}", ("Form.Key", $"{Guid.CreateVersion7()}"), ("Form.Outcome", "reached"), ("Form.Method", "door"), ("Form.Households", "2"), ("Form.Leaflets", "2"), ("Form.Day", "31/8/2020"), ("reason", errand.Mark));
    }

    private static async Task<Letter> VisitAsync(Errand errand)
    {
        var household = await errand.AskAsync<long>("SELECT h.id FROM household h JOIN unit u ON u.id = h.hamlet_id JOIN unit c ON c.id = u.parent_id WHERE c.code = '25318' AND u.code = 'thon-3' AND h.code = 'H0001'");
        errand.Set("entry", RegisterModel.KeyOf(errand.Key, household, CoverageOutcome.Absent));
        return await Letter.FormAsync($"{Home}/thon-3/visits", ("visit", "H0001:absent"), ("pageKey", $"{errand.Key}"), ("day", "31/8/2020"), ("leaflets", "0"));
    }

    private static Task<Letter> OfHouseholdAsync(Errand errand, string act, params (string Name, string Value)[] fields) =>
        Letter.FormAsync($"{Home}/thon-3/households/{errand.Mark}{act}", fields);

    private static byte[] Register(Errand errand) => Encoding.UTF8.GetBytes($"hamlet_code;code;address\nthon-3;{errand.Mark}r;Tổ 9\n");

    private static byte[] Targets(Errand errand) => Encoding.UTF8.GetBytes($"commune_code;hamlet_code;households;source;date\n25318;thon-2;{300 + errand.Number};{errand.Mark};1/8/2020\n");

    private static async Task<Letter> ConfirmAsync(Errand errand)
    {
        var token = await errand.AskAsync<string>("SELECT token FROM register_upload WHERE file_name = @mark || '.csv'");
        var page = await errand.Clerk(Officer).PageAsync($"{Home}/register/{token}");
        return await Letter.FormAsync(page, "confirm");
    }

    private static Task<Letter> TargetAsync(Errand errand) => Letter.FormAsync(
        $"{Home}/targets", ("Form.Hamlet", "thon-1"), ("Form.Households", $"{300 + errand.Number}"), ("Form.Source", errand.Mark), ("Form.AsOf", "1/8/2020"));

    private static Task<Letter> ProposeAsync(Errand errand) => Letter.FormAsync(
        $"{Home}/denominators", ("Form.Kind", "own"), ("Form.Source", errand.Mark), ("Form.AsOf", "30/8/2020"), ("Form.Households[thon-2]", $"{300 + errand.Number}"));

    private static async Task<Letter> DecideAsync(Errand errand, string decision) => await Letter.FormAsync(
        $"{Home}/denominators/{await errand.AskAsync<long>("SELECT MIN(id) FROM denominator_set WHERE source = @mark")}/{decision}", ("reason", errand.Mark));

    private static async Task<Letter> PrintAsync(Errand errand)
    {
        errand.Set("sheets", await errand.AskAsync<long>("SELECT COALESCE(MAX(id), 0) FROM paper_sheet"));
        return await Letter.FormAsync($"{Home}/sheets", ("hamlet", "thon-1"));
    }

    private static async Task<Letter> KeyAsync(Errand errand)
    {
        var code = await errand.AskAsync<string>("SELECT code FROM paper_sheet WHERE id = (SELECT MIN(id) FROM paper_sheet WHERE id > @sheets)");
        return await Letter.FormAsync($"/s/{code}", ("Day", "30/8/2020"), ("Revision", "0"), ("Leaflets", "2"), ("Marks[reached]", "2"), ("Marks[absent]", ""), ("Marks[refused]", ""), ("Marks[vacant]", ""));
    }
}
