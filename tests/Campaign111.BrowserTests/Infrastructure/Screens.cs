using Campaign111.Tests.Architecture;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>Pictures of pages, for people to look at: TestResults/screenshots/ of the checkout (git-ignored).</summary>
public static class Screens
{
    public static readonly string Folder = Path.Combine(Source.Root, "TestResults", "screenshots");

    /// <summary>Takes the whole page, named like "story-02-tally-360", prints where it lies, and gives its path.</summary>
    public static async Task<string> ShootAsync(IPage page, string name)
    {
        var path = Path.Combine(Folder, $"{name}.png");
        // What sticks to the window would stand in the middle of the picture.
        await page.EvaluateAsync("() => window.scrollTo(0, 0)");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        Console.WriteLine(path);
        return path;
    }
}
