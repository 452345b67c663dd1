using System.Globalization;
using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Story;

/// <summary>The main job from end to end, through five accounts, as issue 2 tells it: dispatch, log, remind, download, see, audit.</summary>
public class BinhPhuocStory(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Campaign = "/campaigns/binh-phuoc-2020";
    private const string Entered = "binh-phuoc-2020-nhap";
    private const string Morning = "2020-09-01T07:30:00+07:00";
    private const int TalliedHouseholds = 7;

    [Fact]
    public async Task From_the_dispatch_to_the_figures_that_move()
    {
        await The_committee_enters_both_dispatches();
        var before = await Figures();
        var logged = await The_commune_logs_a_tally_and_a_household_on_a_phone();
        await The_sweep_reminds_exactly_those_who_lag();
        await The_press_office_downloads_the_leaflet();
        await The_committee_sees_the_figures_move(before, logged);
        await The_administrator_reads_it_all_in_the_audit();
    }

    private async Task The_committee_enters_both_dispatches()
    {
        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var page = await committee.OpenAsync("/campaigns/new");
        await page.FillAsync("[name=Name]", "Tờ rơi 111 đến từng hộ");
        await page.FillAsync("[name=Slug]", Entered);
        await page.FillAsync("[name=TreeDate]", "28/7/2020");
        await page.FillAsync("[name=StartsOn]", "1/9/2020");
        await page.ClickAsync("#campaign .btn-primary");
        await page.WaitForURLAsync($"**/campaigns/{Entered}");

        await page.GotoAsync($"/campaigns/{Entered}/dispatches/new");
        await page.SelectOptionAsync("[name=UnitId]", new SelectOptionValue { Label = "Việt Nam" });
        await EnterAsync(page, "275/TE-TVDVTT", "5/5/2020", "Cục Trẻ em", "đến hết tháng 8 năm 2020 (tập trung trong tháng 6 năm 2020)", "31/8/2020");

        await page.ClickAsync("article:has-text('275/TE-TVDVTT') >> text=Nhập văn bản cấp dưới");
        await EnterAsync(page, "2530/UBND-KGVX", "28/7/2020", "Ủy ban nhân dân tỉnh Bình Phước", "trước ngày 30/9/2020", "29/9/2020", "Tỉnh nhận văn bản ngày 2/6/2020, in tờ rơi trong tháng 8.");

        var dispatch = page.Locator("article", new PageLocatorOptions { HasText = "2530/UBND-KGVX" });
        await Expect(dispatch).ToContainTextAsync("“trước ngày 30/9/2020”");
        await Expect(dispatch).ToContainTextAsync("29/9/2020");
        await Expect(dispatch).ToContainTextAsync("muộn hơn 31/8/2020");
        await Screens.ShootAsync(page, "story-1-dispatches-1366");
        committee.ScriptErrors.ShouldBeEmpty();
    }

    private static async Task EnterAsync(IPage page, string number, string issuedOn, string issuer, string wording, string lastDay, string? reason = null)
    {
        await page.FillAsync("[name=Number]", number);
        await page.FillAsync("[name=IssuedOn]", issuedOn);
        await page.FillAsync("[name=Issuer]", issuer);
        await page.FillAsync("[name=Subject]", "Phát tờ rơi Tổng đài 111 đến từng hộ gia đình");
        await page.FillAsync("[name=Wording]", wording);
        await page.ClickAsync("[name=propose]");
        await Expect(page.Locator("#proposal")).ToContainTextAsync(lastDay);
        await Expect(page.Locator("[name=LastDay]")).ToHaveValueAsync(lastDay);
        if (reason is not null)
        {
            await page.FillAsync("[name=Reason]", reason);
            await Screens.ShootAsync(page, "story-1-wording-1366");
        }

        await page.ClickAsync("#dispatch .actions .btn-primary");
        await page.WaitForURLAsync($"**/campaigns/{Entered}**");
        await Expect(page.Locator("main")).ToContainTextAsync(number);
    }

    private async Task<int> The_commune_logs_a_tally_and_a_household_on_a_phone()
    {
        await using var officer = await site.SignInAsync("xa.25318", Viewports.Phone);
        var page = await officer.OpenAsync($"{Campaign}/coverage/25318");
        await Expect(page.Locator("h1")).ToContainTextAsync("Xã Tân Thành");
        await Screens.ShootAsync(page, "story-2-commune-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);

        await officer.OpenAsync($"{Campaign}/coverage/25318/thon-1");
        await page.FillAsync("#tally [name=Households]", $"{TalliedHouseholds}");
        await page.FillAsync("#tally [name=Leaflets]", $"{TalliedHouseholds}");
        await page.ClickAsync("#tally .btn-primary");
        await Expect(page.Locator("main [role=status], main .alert").First).ToBeVisibleAsync();
        await Screens.ShootAsync(page, "story-2-tally-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);

        await officer.OpenAsync($"{Campaign}/coverage/25318/thon-3");
        var visit = page.Locator("button[name=visit][value$=':reached']").First;
        var household = (await visit.GetAttributeAsync("value"))!.Split(':')[0];
        await visit.ClickAsync();
        await Expect(page.Locator("main [role=status], main .alert").First).ToBeVisibleAsync();
        await officer.OpenAsync($"{Campaign}/coverage/25318/thon-3?show=all&q={household}");
        await Expect(page.Locator("li.card", new PageLocatorOptions { HasText = household })).ToContainTextAsync("1/9/2020");
        await Screens.ShootAsync(page, "story-2-register-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        return TalliedHouseholds + 1;
    }

    private async Task The_sweep_reminds_exactly_those_who_lag()
    {
        var preview = await site.CommandAsync("sweep", "--now", Morning, "--dry-run");
        var due = preview.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t')).ToList();
        due.Select(line => $"{line[0]} {line[2]}").Order(StringComparer.Ordinal).ShouldBe(Lagging.On1September2020);
        due.ShouldAllBe(line => line[3] == $"xa.{line[0]}");

        (await site.CommandAsync("sweep", "--now", Morning)).ShouldContain($"{Lagging.On1September2020.Count} reminders written.");
        (await site.CommandAsync("sweep", "--now", Morning)).ShouldContain("0 reminders written.");

        await using var reminded = await site.SignInAsync("xa.25249", Viewports.Phone);
        var page = await reminded.OpenAsync("/inbox");
        await Expect(page.Locator("main")).ToContainTextAsync("29/9/2020");
        await Screens.ShootAsync(page, "story-3-inbox-360");
        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        await Screens.ShootAsync(await committee.OpenAsync($"{Campaign}/reminders"), "story-3-reminders-1366");
    }

    private async Task The_press_office_downloads_the_leaflet()
    {
        await using var press = await site.SignInAsync("baochi.binhphuoc", Viewports.Office);
        var page = await press.OpenAsync("/materials");
        await Screens.ShootAsync(page, "story-4-materials-1366");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("main a[href$='.pdf']").First.ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        bytes.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        bytes.Length.ShouldBeGreaterThan(10_000);
    }

    private async Task The_committee_sees_the_figures_move((int Commune, int Province) before, int logged)
    {
        (await Figures("story-5")).ShouldBe((before.Commune + logged, before.Province + logged));
    }

    private async Task The_administrator_reads_it_all_in_the_audit()
    {
        await using var administrator = await site.SignInAsync("quantri", Viewports.Office);
        var page = await administrator.OpenAsync("/audit");
        await Screens.ShootAsync(page, "story-6-audit-1366");
        foreach (var (action, who) in new[]
                 {
                     ("campaign.created", "tinh.binhphuoc"), ("dispatch.entered", "tinh.binhphuoc"), ("coverage.record", "xa.25318"), ("reminders.write", ""),
                 })
        {
            await administrator.OpenAsync($"/audit?Form.Action={action}");
            await Expect(page.Locator("main article").First).ToContainTextAsync(action);
            await Expect(page.Locator("main article").First).ToContainTextAsync(who);
        }
    }

    /// <summary>Households reached in the commune and in the province, as the committee's dashboard shows them.</summary>
    private async Task<(int Commune, int Province)> Figures(string? shot = null)
    {
        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var commune = await ReachedAsync(committee, "25318", shot);
        return (commune, await ReachedAsync(committee, "70", shot));
    }

    private static async Task<int> ReachedAsync(Visit visit, string unit, string? shot)
    {
        var page = await visit.OpenAsync($"{Campaign}/units/{unit}");
        if (shot is not null)
        {
            await Screens.ShootAsync(page, $"{shot}-unit-{unit}-1366");
        }

        return int.Parse(await page.Locator(".dash-of strong").First.InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.GetCultureInfo("vi-VN"));
    }
}
