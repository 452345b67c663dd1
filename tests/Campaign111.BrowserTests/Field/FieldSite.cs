using System.Globalization;
using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Field;

/// <summary>One demo for all tests of the field page, which take their turns on it, with a rough network before it and a hamlet of many more
/// households.</summary>
public sealed class FieldSite : IAsyncLifetime
{
    /// <summary>Households that the register of thon-4 is given besides the demo's.</summary>
    public static readonly int Many = Drills.Asked ? 300 : 100;

    private readonly Dictionary<string, List<Cookie>> sessions = [];

    public DemoSite Demo { get; } = new();

    public RoughNetwork Network { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Demo.InitializeAsync();
        Network = new RoughNetwork(() => Demo.Address);
        var file = Path.Combine(Demo.Folder, "many.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Many)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"25318/thon-4,K{number:0000},Ngõ {number}")).Prepend("place,code,address"));
        await Demo.CommandAsync("import", "households", file);
    }

    /// <summary>The cookies of a sample account that has signed in, once for all tests: signing in has tests of its own.</summary>
    public async Task<IReadOnlyList<Cookie>> SessionAsync(string userName)
    {
        if (!sessions.ContainsKey(userName))
        {
            await using var visit = await Demo.SignInAsync(userName, Viewports.Phone);
            await KeepSessionAsync(userName, visit);
        }

        return sessions[userName];
    }

    /// <summary>Keeps the session of a browser for <see cref="SessionAsync"/>.</summary>
    public async Task KeepSessionAsync(string userName, Visit visit) => sessions[userName] = [.. (await visit.Page.Context.CookiesAsync()).Select(each => new Cookie
    {
        Name = each.Name, Value = each.Value, Domain = each.Domain, Path = each.Path, HttpOnly = each.HttpOnly, Secure = each.Secure, SameSite = each.SameSite,
    })];

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
