using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests;

/// <summary>Pages of the reminders after somebody was reminded and answered: on a phone and in an office, axe finds nothing and nothing sticks out. (Before:
/// <see cref="Pages.PageWalkTests"/>.)</summary>
public class ReminderPagesTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Reminders = "/campaigns/binh-phuoc-2020/reminders";

    [Fact]
    public async Task From_the_ladder_to_the_answer_on_both_screens()
    {
        await using var committee = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var page = await committee.OpenAsync($"{Reminders}/ladder");
        await page.CheckAsync("[name='Rungs[0].NeedsAck']");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu thang nhắc việc" }).ClickAsync();
        await Expect(page.Locator("[role=status]").First).ToBeVisibleAsync();
        (await site.CommandAsync("sweep", "--now", "2020-09-01T07:30:00", "--send")).ShouldContain("messages delivered.");

        await LookAsync("xa.25249", "reminded", "/inbox");
        await using var officer = await site.SignInAsync("xa.25249", Viewports.Phone);
        page = await officer.OpenAsync("/inbox");
        await page.FillAsync("[name=words]", "Đi hết thôn 3 trước thứ sáu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("đã nhận, kế hoạch: Đi hết thôn 3 trước thứ sáu");
        var rest = new Uri(site.Address, await page.GetByRole(AriaRole.Link, new() { Name = "Tạm dừng một ngày" }).GetAttributeAsync("href")).PathAndQuery;
        await LookAsync("xa.25249", "answered", "/inbox", rest);
        await LookAsync("tinh.binhphuoc", "answered", Reminders, $"{Reminders}/units/25249");
    }

    private async Task LookAsync(string user, string when, params string[] paths)
    {
        foreach (var viewport in new[] { Viewports.Phone, Viewports.Office })
        {
            await using var visit = await site.SignInAsync(user, viewport);
            for (var i = 0; i < paths.Length; i++)
            {
                var page = await visit.OpenAsync(paths[i]);
                await Screens.ShootAsync(page, $"reminders-{user}-{when}-{i}-{viewport.Width}");
                (await Axe.OverflowAsync(page)).ShouldBe(0, $"{paths[i]} at {viewport.Width} px");
                (await Axe.ViolationsAsync(page)).ShouldBeEmpty($"{paths[i]} at {viewport.Width} px");
            }

            visit.ScriptErrors.ShouldBeEmpty();
        }
    }
}
