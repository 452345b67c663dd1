using System.Globalization;
using System.Net;
using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Campaign111.Tests.Infrastructure;
using Cookie = Microsoft.Playwright.Cookie;

namespace Campaign111.BrowserTests.Field;

/// <summary>One demo for all tests of the field page, which take their turns on it, with a rough network before it and a hamlet of many more
/// households.</summary>
public sealed class FieldSite : IAsyncLifetime
{
    /// <summary>Households that the register of thon-4 is given besides the demo's; in the drills that of thon-3 too, whose own are all logged before the last test.</summary>
    public static readonly int Many = Drills.Asked ? 300 : 100;

    private readonly Dictionary<string, string> passwords = [];

    public DemoSite Demo { get; } = new();

    public RoughNetwork Network { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Demo.InitializeAsync();
        Network = new RoughNetwork(() => Demo.Address);
        var file = Path.Combine(Demo.Folder, "many.csv");
        await File.WriteAllLinesAsync(file, new[] { "thon-4" }.Concat(Drills.Asked ? ["thon-3"] : []).SelectMany(hamlet => Enumerable.Range(1, Many)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"25318/{hamlet},K{number:0000},Ngõ {number}"))).Prepend("place,code,address"));
        await Demo.CommandAsync("import", "households", file);
    }

    /// <summary>The cookies of an account that has just signed in, without a window: signing in through the page has tests of its own. A session of its own each time,
    /// since whoever signs out ends theirs for good.</summary>
    public async Task<IReadOnlyList<Cookie>> SessionAsync(string userName)
    {
        var cookies = new CookieContainer();
        using var browser = new Browser(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = Demo.Address });
        using var response = await browser.SignInAsync(userName, passwords.GetValueOrDefault(userName, DemoAccounts.Password));
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{userName} was not let in");
        return [.. cookies.GetCookies(Demo.Address).Select(each => new Cookie { Name = each.Name, Value = each.Value, Url = Demo.Address.ToString() })];
    }

    /// <summary>The password that somebody chose who is no sample account.</summary>
    public void Knows(string userName, string password) => passwords[userName] = password;

    public async Task DisposeAsync()
    {
        Network.Dispose();
        await Demo.DisposeAsync();
    }
}

/// <summary>All tests of the field page: one site, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FieldCollection : ICollectionFixture<FieldSite>
{
    public const string Name = "field";
}
