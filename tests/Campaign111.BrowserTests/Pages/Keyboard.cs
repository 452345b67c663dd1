using System.Text.Json;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Pages;

/// <summary>Somebody who has only a keyboard. Each step sees that what has the focus shows it, is not hidden behind something, and stands behind what had it before.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostSteps = 400;

    // A skip link may stand outside the window until it has the focus; an area of the map shows it by its border.
    private const string Focused = """
        () => {
            const element = document.activeElement;
            if (!element || element === document.body) return JSON.stringify({ what: 'nothing' });
            const rectangle = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            const area = element.closest('svg') && element.querySelector('.map-area');
            const rings = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || (area && parseFloat(getComputedStyle(area).strokeWidth) >= 3);
            const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) => [rectangle.left + rectangle.width * x, rectangle.top + rectangle.height * y]);
            const hit = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (element.contains(top) || top.contains(element) || area); });
            const before = window.stoodAt?.isConnected ? window.stoodAt : null;
            const follows = !before || !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) || before.contains(element);
            window.stoodAt = element;
            return JSON.stringify({ what: element.outerHTML.replace(/\s+/g, ' ').slice(0, 160), rings: Boolean(rings), inSight: hit, follows });
        }
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Stops so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Presses Tab (or Shift-Tab); what has the focus then, or null when the page ends.</summary>
    public async Task<string?> TabAsync(bool back = false)
    {
        await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        Steps++;
        var stop = JsonSerializer.Deserialize<Stop>(await page.EvaluateAsync<string>(Focused), Json)!;
        if (stop.What == "nothing")
        {
            return null;
        }

        stop.Rings.ShouldBeTrue($"the focus is not seen on {stop.What}");
        stop.InSight.ShouldBeTrue($"hidden behind something: {stop.What}");
        (back || stop.Follows).ShouldBeTrue($"Tab leads back to {stop.What}");
        return stop.What;
    }

    /// <summary>Tabs until the focus stands on what the selector names.</summary>
    public async Task ToAsync(string selector, bool back = false)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var what = await TabAsync(back);
            if (what is null)
            {
                throw new ShouldAssertException($"The page ended before {selector} had the focus.");
            }

            if (await IsOnAsync(selector))
            {
                return;
            }
        }

        throw new ShouldAssertException($"{selector} is not reached in {MostSteps} steps.");
    }

    /// <summary>Whether the focus stands on what the selector names.</summary>
    public Task<bool> IsOnAsync(string selector) => page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector);

    /// <summary>Waits until it does.</summary>
    public Task StandsOnAsync(string selector) => page.WaitForFunctionAsync("selector => document.activeElement?.matches(selector)", selector);

    /// <summary>Presses a key.</summary>
    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    /// <summary>Types into what has the focus.</summary>
    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Goes through the whole page from its first stop to its last: the number of stops. A stop that holds the focus, or a ring of stops, never ends and fails.</summary>
    public async Task<int> ThroughAsync()
    {
        await page.EvaluateAsync("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); delete window.stoodAt; }");
        var stops = 0;
        while (await TabAsync() is { } what)
        {
            (++stops).ShouldBeLessThan(MostSteps, $"no end, now at {what}");
        }

        return stops;
    }

    private sealed record Stop(string What, bool Rings, bool InSight, bool Follows);
}
