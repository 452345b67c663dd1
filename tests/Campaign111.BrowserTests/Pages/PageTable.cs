using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Tests.Architecture;

namespace Campaign111.BrowserTests.Pages;

/// <summary>One page as a walk opens it.</summary>
/// <param name="Route">As the route table names it.</param>
/// <param name="Address">Filled with values of the demo.</param>
/// <param name="UserName">Who opens it; null: signed out.</param>
/// <param name="Status">What it answers.</param>
internal sealed record WalkedPage(string Route, string Address, string? UserName, int Status = 200);

/// <summary>Every page of the route table with an account that may see it, found by trying; further states of some of them; and the routes that nobody could open, which a
/// test names.</summary>
internal sealed partial record PageTable(IReadOnlyList<WalkedPage> Pages, IReadOnlyList<string> Missed)
{
    // Whoever sees most of a page comes first.
    private static readonly string?[] Readers = [null, "tinh.binhphuoc", "xa.25318", "quantri", "huyen.budop", "kiemtra.25321", "baochi.binhphuoc", "so.gddt"];
    private static readonly string?[] CommuneFirst = [null, "xa.25318", .. Readers.Skip(1)];

    // They lead elsewhere, and have no page of their own.
    private static readonly string[] Signposts = ["", "h/{communeCode}/{hamletCode}/{household}", "calendar/feeds", "campaigns/{slug}/checks/draw"];

    private const string Campaign = "/campaigns/binh-phuoc-2020";

    // Other states of a page, and pages that are no action of a controller.
    private static readonly WalkedPage[] Besides =
    [
        new("q/{token}", "/111", null),
        new("sign-in", "/sign-in", "xa.25318"),
        new("join/{secret}", "/join/none", null, 410),
        new("home", "/home", "xa.25318"),
        new("home", "/home", "quantri"),
        new("field", "/field", "xa.25318"),
        new("field", "/field#outbox", "xa.25318"),
        new("field", "/field#parcel", "xa.25318"),
        new("field", "/field#place%7Cbinh-phuoc-2020%7C25318%2Fthon-1", "xa.25318"),
        new("field", "/field#place%7Cbinh-phuoc-2020%7C25318%2Fthon-3", "xa.25318"),
        new("campaigns/{slug}/units/{code}", $"{Campaign}/units/70", "tinh.binhphuoc"),
        new("campaigns/{slug}/units/{code}", $"{Campaign}/units/70?map=communes", "tinh.binhphuoc"),
        new("campaigns/{slug}/units/{code}", $"{Campaign}/units/70?day=2020-08-20", "tinh.binhphuoc"),
        new("campaigns/{slug}/units/{code}", $"{Campaign}/units/70?view=meeting", "tinh.binhphuoc"),
        new("campaigns/{slug}/units/{code}", $"{Campaign}/units/693", "huyen.budop"),
        new("campaigns/{slug}/units/{code}/compare", $"{Campaign}/units/70/compare", "tinh.binhphuoc"),
        new("campaigns/{slug}/coverage/{communeCode}/{hamletCode}", $"{Campaign}/coverage/25318/thon-1", "xa.25318"),
        new("campaigns/{slug}/reminders", $"{Campaign}/reminders?day=2020-09-02", "tinh.binhphuoc"),
        new("campaigns/{slug}/reminders/units/{code}", $"{Campaign}/reminders/units/25249", "tinh.binhphuoc"),
        new("campaigns/{slug}/leaflets/designs/{design}/{version:int}", $"{Campaign}/leaflets/designs/the-hoc-sinh-a6/2", "tinh.binhphuoc"),
        new("inbox", "/inbox", "xa.25249"),
        new("inbox", "/inbox", "tinh.binhphuoc"),
        new("public/{slug}/{communeCode?}", "/public/binh-phuoc-2020", null),
        new("error/{code:int}", "/error/400", null, 400),
        new("error/{code:int}", "/error/403", "xa.25318", 403),
        new("error/{code:int}", "/error/413", "xa.25318", 413),
        new("error/{code:int}", "/error/429", null, 429),
        new("error/{code:int}", "/error/503", null, 503),
    ];

    public static async Task<PageTable> ReadAsync(PageSite site)
    {
        var made = await PageObjects.MakeAsync(site);
        var (pages, missed) = (new List<WalkedPage>(), new List<string>());
        foreach (var (route, address) in await PageRoutes.PagesAsync(site.App))
        {
            if (Signposts.Contains(route))
            {
                continue;
            }

            var (page, isFile) = made.TryGetValue(route, out var known) ? (known, false) : await FindAsync(site, route, address);
            if (page is not null)
            {
                pages.Add(page);
            }
            else if (!isFile && !Files().IsMatch(route))
            {
                missed.Add($"{route}: nobody could open {address}. Give PageObjects an address and an account for it, or PageRoutes better sample values.");
            }
        }

        return new PageTable([.. pages, .. Besides], missed);
    }

    private static async Task<(WalkedPage? Page, bool IsFile)> FindAsync(PageSite site, string route, string address)
    {
        foreach (var reader in route.Contains("{communeCode}", StringComparison.Ordinal) ? CommuneFirst : Readers)
        {
            using var response = await (await site.BrowserAsync(reader)).GetAsync(address);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                continue;
            }

            // A fragment is part of a page that is walked itself.
            var isPage = response.Content.Headers.ContentType?.MediaType == "text/html" && response.Content.Headers.ContentDisposition?.DispositionType != "attachment" && (await response.Content.ReadAsStringAsync()).Contains("<html", StringComparison.OrdinalIgnoreCase);
            return isPage ? (new WalkedPage(route, address, reader), false) : (null, true);
        }

        return (null, false);
    }

    // By their names: those that the demo does not hold were opened by nobody. The proposal is a part of the page of a dispatch.
    [GeneratedRegex(@"^api/|\.\w+$|/file$|/files/\{file\}$|/\{file\}$|^field/session$|^campaigns/deadline-proposal$")]
    private static partial Regex Files();
}
