using System.Text.RegularExpressions;
using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Story;

/// <summary>Paper and truth from end to end, as issue 6 tells it: 5,000 leaflets from the printer to the doors, 40 lost on the way and named; then an
/// inspector's round whose re-check climbs the ladder.</summary>
/// <remarks>The commune has 40 leaflets of the demo's first run in store, and doors take the oldest first: of 120 handed out 80 are of this run.</remarks>
public partial class PaperStory(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Stock = "/campaigns/binh-phuoc-2020/stock";
    private const string Checks = "/campaigns/binh-phuoc-2020/checks";
    private const string Commune = "25318";
    private const string District = "693";
    private const int Printed = 5000;
    private const int Issued = 1000;
    private const int Lost = 40;
    private const int HandedOut = 120;
    private const int OfTheFirstRun = 40;

    // The worker that answers for notes is the last that the page registers.
    private const string Workers = """
        async () => {
          for (;;) {
            const known = (await navigator.serviceWorker.getRegistrations()).find(each => each.scope.endsWith('/p/'));
            if (known?.active?.state === 'activated') return;
            await new Promise(next => setTimeout(next, 100));
          }
        }
        """;

    [Fact]
    public async Task From_the_printer_to_the_door_and_from_the_inspector_up_the_ladder()
    {
        var first = await The_province_prints_and_sends_to_the_district();
        var second = await The_district_receives_and_sends_to_the_commune(first);
        await The_commune_receives_offline_on_a_phone(second);
        await The_commune_hands_out_and_reconciles(second);
        await The_province_finds_every_leaflet_somewhere();
        var round = await The_inspector_answers_offline();
        await The_verdict_stands_beside_the_figure(round);
        await The_recheck_climbs_the_ladder(round);
    }

    private async Task<string> The_province_prints_and_sends_to_the_district()
    {
        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var page = await committee.OpenAsync($"{Stock}/runs");
        (await page.Locator("#run [name=Design]").InputValueAsync()).ShouldStartWith("to-roi-a5/");
        await page.FillAsync("#run [name=Quantity]", $"{Printed}");
        await page.FillAsync("#run [name=CostVnd]", "2250000");
        await page.FillAsync("#run [name=Printer]", "Nhà in tỉnh");
        await page.ClickAsync("#run .btn-primary");
        await Expect(page.Locator("main")).ToContainTextAsync("5.000 tờ ở nhà in");
        return await SendAsync(committee, District, Printed, "paper-1-note-1366");
    }

    private async Task<string> The_district_receives_and_sends_to_the_commune(string note)
    {
        await using var district = await site.SignInAsync("huyen.budop", Viewports.Office);
        var page = await district.OpenAsync(note);
        await page.ClickAsync("#receive .btn-primary");
        await Expect(page.Locator("#state")).ToContainTextAsync("Đã nhận 5.000 tờ");
        return await SendAsync(district, Commune, Issued, "paper-2-note-1366");
    }

    // From the store or printer that holds this run's 5,000.
    private static async Task<string> SendAsync(Visit visit, string to, int quantity, string shot)
    {
        var page = await visit.OpenAsync($"{Stock}/send");
        var source = page.Locator("#send [name=From] option", new PageLocatorOptions { HasText = "5.000 tờ" });
        await page.SelectOptionAsync("#send [name=From]", (await source.GetAttributeAsync("value"))!);
        await page.SelectOptionAsync("#send [name=To]", to);
        await page.FillAsync("#send [name=Quantity]", $"{quantity}");
        await page.ClickAsync("#send .btn-primary");
        await page.WaitForURLAsync("**/p/*");
        await Screens.ShootAsync(page, shot);
        visit.ScriptErrors.ShouldBeEmpty();
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task The_commune_receives_offline_on_a_phone(string note)
    {
        await using var phone = await site.SignInAsync($"xa.{Commune}", Viewports.Phone);
        var page = await phone.OpenAsync("/field");
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");
        await page.EvaluateAsync(Workers);

        await page.Context.SetOfflineAsync(true);
        // What the phone's camera opens when it sees the note's code.
        await page.GotoAsync(note);
        await Expect(page.Locator("#parcel-number")).ToHaveValueAsync(note["/p/".Length..]);
        await page.FillAsync("#parcel-good", $"{Issued - Lost}");
        await page.FillAsync("#parcel-remark", "Một bó 40 tờ rơi dọc đường");
        await page.ClickAsync("#parcel .btn-primary");
        await Expect(page.Locator("main")).ToContainTextAsync("960");
        await Screens.ShootAsync(page, "paper-3-offline-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        await using (var district = await site.SignInAsync("huyen.budop", Viewports.Office))
        {
            await Expect((await district.OpenAsync(note)).Locator("#state")).ToContainTextAsync("Trên đường");
        }

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#parcel ~ .alert")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await phone.OpenAsync(note);
        await Expect(page.Locator("#state")).ToContainTextAsync("Đã nhận 960 tờ");
        await Expect(page.Locator("#state")).ToContainTextAsync("thiếu 40");
        await Screens.ShootAsync(page, "paper-3-received-360");
        phone.ScriptErrors.ShouldBeEmpty();
    }

    private async Task The_commune_hands_out_and_reconciles(string note)
    {
        await using var officer = await site.SignInAsync($"xa.{Commune}", Viewports.Phone);
        var page = await officer.OpenAsync($"/campaigns/binh-phuoc-2020/coverage/{Commune}/thon-1");
        await page.FillAsync("#tally [name=Households]", $"{HandedOut}");
        await page.FillAsync("#tally [name=Leaflets]", $"{HandedOut}");
        await page.ClickAsync("#tally .btn-primary");
        await Expect(page.Locator("main [role=status], main .alert").First).ToBeVisibleAsync();

        await officer.OpenAsync(Stock);
        await Expect(page.Locator("#unbooked")).ToContainTextAsync($"{HandedOut} tờ");
        await page.ClickAsync("#doors button");
        await Expect(page.Locator("#unbooked")).ToHaveCountAsync(0);
        await Screens.ShootAsync(page, "paper-4-stock-360");

        await officer.OpenAsync($"{Stock}/reconciliation?unit={Commune}");
        await page.ClickAsync(".chips a:has-text('Đợt 2')");
        (await ChainAsync(page)).ShouldBe(["1.000", "960", $"{HandedOut - OfTheFirstRun}"], "issued, received, handed out of this run");
        var question = page.Locator("#q-short");
        await Expect(question.Locator("summary")).ToContainTextAsync($"{Lost} tờ");
        await question.Locator("summary").ClickAsync();
        await Expect(question.Locator("li a")).ToHaveAttributeAsync("href", note);
        await Expect(question.Locator("li a")).ToContainTextAsync("thiếu 40 / 1.000");
        await Screens.ShootAsync(page, "paper-4-reconciliation-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        officer.ScriptErrors.ShouldBeEmpty();
    }

    private async Task The_province_finds_every_leaflet_somewhere()
    {
        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var page = await committee.OpenAsync($"{Stock}/reconciliation");
        await page.ClickAsync(".chips a:has-text('Đợt 2')");
        var handedOut = HandedOut - OfTheFirstRun;
        (await ChainAsync(page)).ShouldBe(["5.000", "5.000", "5.000", $"{handedOut}"], "printed, issued, received, handed out");
        var rest = await page.Locator("section[aria-labelledby=rest] dl").InnerTextAsync();
        var left = Printed - handedOut - Lost;
        Number(rest, "Trong kho").ShouldBe(left);
        Number(rest, "Thiếu khi nhận").ShouldBe(Lost);
        await Screens.ShootAsync(page, "paper-5-reconciliation-1366");
    }

    private static async Task<IReadOnlyList<string>> ChainAsync(IPage page) =>
        [.. (await page.Locator("#chain .figure-value").AllInnerTextsAsync()).SkipLast(1).Select(text => Digits().Match(text).Value)];

    private static int Number(string text, string label) =>
        int.Parse(Digits().Match(text[(text.IndexOf(label, StringComparison.Ordinal) + label.Length)..]).Value.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<long> The_inspector_answers_offline()
    {
        await using var inspector = await site.SignInAsync("kiemtra.25321", Viewports.Phone);
        var page = await inspector.OpenAsync("/checks");
        var walk = (await page.Locator("section.card", new PageLocatorOptions { HasText = "Tân Thành" }).Locator("a[href^='/checks/rounds/']").First.GetAttributeAsync("href"))!;
        await inspector.OpenAsync(walk);
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        // Seen once with the worker awake: now the phone has it.
        await page.ReloadAsync();
        var households = await page.Locator("form.walk").CountAsync();
        households.ShouldBeGreaterThan(10);

        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        for (var i = 0; i < households; i++)
        {
            await page.Locator("form.walk").Nth(i).Locator("button[value=forgot]").ClickAsync();
        }

        await Expect(page.Locator("#walk-state")).ToContainTextAsync($"chờ mạng: {households} hộ");
        await Screens.ShootAsync(page, "paper-6-walk-offline-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        await page.ReloadAsync();
        await Expect(page.Locator("#walk-state")).ToContainTextAsync($"chờ mạng: {households} hộ");

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#walk-state")).Not.ToContainTextAsync("chờ mạng", new LocatorAssertionsToContainTextOptions { Timeout = 40_000 });
        return long.Parse(walk.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task The_verdict_stands_beside_the_figure(long round)
    {
        await using var district = await site.SignInAsync("huyen.budop", Viewports.Office);
        var page = await district.OpenAsync($"{Checks}/rounds/{round}");
        await Expect(page.Locator("main")).ToContainTextAsync("kiểm tra lại");
        await Expect(page.Locator("main")).ToContainTextAsync("16/9/2020");
        await Screens.ShootAsync(page, "paper-7-verdict-1366");
    }

    // The re-check is due ten working days after 1/9, on Wednesday 16/9 (2/9 is a holiday): the day before, the day after, and three working days without an answer.
    private async Task The_recheck_climbs_the_ladder(long round)
    {
        (await SweptAsync("2020-09-15", round)).ShouldBe($"t-1 xa.{Commune}");
        (await SweptAsync("2020-09-17", round)).ShouldBe($"overdue+1 huyen.budop,xa.{Commune}");
        (await SweptAsync("2020-09-18", round)).ShouldBe("");
        (await SweptAsync("2020-09-22", round)).ShouldBe("overdue+1/1 tinh.binhphuoc");
        (await SweptAsync("2020-09-22", round)).ShouldBe("");

        await using var officer = await site.SignInAsync($"xa.{Commune}", Viewports.Phone);
        var page = await officer.OpenAsync("/inbox");
        await Expect(page.Locator("main")).ToContainTextAsync($"phát lại và kiểm tra lại (lượt kiểm tra {round} không đạt), quá hạn 1 ngày");
        await Screens.ShootAsync(page, "paper-8-inbox-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        await page.Locator($"a[href='{Checks}/rounds/{round}']").First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Tân Thành");

        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        page = await committee.OpenAsync("/inbox");
        await Expect(page.Locator("main")).ToContainTextAsync($"3 ngày làm việc chưa có phản hồi; phát lại và kiểm tra lại (lượt kiểm tra {round} không đạt)");
        await committee.OpenAsync($"/campaigns/binh-phuoc-2020/reminders/units/{Commune}");
        await Screens.ShootAsync(page, "paper-8-timeline-1366");
    }

    // "rung recipients" of the round's reminder on a morning, printed first and then written.
    private async Task<string> SweptAsync(string day, long round)
    {
        var morning = $"{day}T07:30:00+07:00";
        var lines = (await site.CommandAsync("sweep", "--now", morning, "--dry-run")).Split('\n').Select(line => line.Split('\t'));
        await site.CommandAsync("sweep", "--now", morning);
        return string.Join('\n', lines.Where(line => line.Length == 5 && line[4].Contains($"(lượt kiểm tra {round} không đạt)", StringComparison.Ordinal)).Select(line => $"{line[2]} {string.Join(',', line[3].Split(',').Order(StringComparer.Ordinal))}"));
    }

    [GeneratedRegex(@"\d[\d.]*")]
    private static partial Regex Digits();
}
