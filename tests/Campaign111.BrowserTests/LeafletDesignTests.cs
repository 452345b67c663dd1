using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests;

/// <summary>Official artwork in a real browser: the box by pointer and by its fields.</summary>
public class LeafletDesignTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Home = "/campaigns/binh-phuoc-2020/leaflets";

    private const string Artwork = """
        <svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210"><rect x="0" y="0" width="148" height="210" fill="#ffeedd"/></svg>
        """;

    [Fact]
    public async Task The_box_is_placed_by_dragging_and_by_its_fields()
    {
        await using var visit = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var page = await UploadAsync(visit, "Tờ kéo thả");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        var frame = page.Locator("#box-frame");
        await frame.ScrollIntoViewIfNeededAsync();
        var before = (await frame.BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(before.X + (before.Width / 2), before.Y + (before.Height / 3));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(before.X + (before.Width / 2) - 150, before.Y + (before.Height / 3) - 100, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
        var dragged = await page.InputValueAsync("#box-x");
        dragged.ShouldNotBe("100");

        await page.FocusAsync("#box-y");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("33,5");
        (await frame.EvaluateAsync<string>("frame => frame.style.top")).ShouldStartWith("15.95");
        await page.ClickAsync("#box-form button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã đặt ô");
        (await page.InputValueAsync("#box-x")).ShouldBe(dragged);
        (await page.InputValueAsync("#box-y")).ShouldBe("33,5");
        visit.ScriptErrors.ShouldBeEmpty();
    }

    private static async Task<IPage> UploadAsync(Visit visit, string title)
    {
        var page = await visit.OpenAsync($"{Home}/artwork");
        await page.FillAsync("#title", title);
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "to.svg", MimeType = "image/svg+xml", Buffer = System.Text.Encoding.UTF8.GetBytes(Artwork) });
        await page.ClickAsync("#artwork button");
        await page.WaitForURLAsync(url => url.EndsWith("/box", StringComparison.Ordinal));
        return page;
    }
}
