using System.Globalization;
using System.Net;
using System.Text;
using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>Somebody who tries every address: a role at a unit, or nobody. Signs in when first needed.</summary>
internal sealed class Walker : IDisposable
{
    private static readonly DateOnly TreeDate = new(2020, 7, 28);

    private readonly AppFactory app;
    private Browser? browser;
    private string? token;

    private Walker(AppFactory app, Role? role, string place, string path, long account)
    {
        this.app = app;
        (Role, Place, Path, Account) = (role, place, path, account);
    }

    /// <summary>Null: signed out.</summary>
    public Role? Role { get; }

    /// <summary>own, sibling, parent, province, elsewhere.</summary>
    public string Place { get; }

    /// <summary>Of the unit at which the role is held.</summary>
    public string Path { get; }

    /// <summary>Id of the account; 0 for nobody.</summary>
    public long Account { get; }

    public string Name => Role is null ? "signed out" : $"{Role} {Place}";

    /// <summary>The units of the walk: the commune of its addresses, a sibling, its district and province, a commune of another district, and one of another province with that.</summary>
    public static async Task<IReadOnlyDictionary<string, Unit>> PlacesAsync(AppFactory app)
    {
        var units = app.Services.GetRequiredService<UnitDirectory>();
        var places = new Dictionary<string, Unit>
        {
            ["own"] = (await units.FindByCodeAsync("25318", TreeDate))!,
            ["sibling"] = (await units.FindByCodeAsync("25321", TreeDate))!,
            ["cousin"] = (await units.FindByCodeAsync("25279", TreeDate))!,
            ["elsewhere"] = (await units.FindByCodeAsync("05977", TreeDate))!,
        };
        places["parent"] = (await units.FindAsync(places["own"].ParentId!.Value))!;
        places["province"] = (await units.FindAsync(places["parent"].ParentId!.Value))!;
        places["farProvince"] = (await units.FindAsync((await units.FindAsync(places["elsewhere"].ParentId!.Value))!.ParentId!.Value))!;
        return places;
    }

    /// <summary>Every role at five places, and nobody. At the province the department and the press office stand for an organisation.</summary>
    public static async Task<IReadOnlyList<Walker>> AllAsync(AppFactory app, IReadOnlyDictionary<string, Unit> places)
    {
        var walkers = new List<Walker> { new(app, null, "", "", 0) };
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var place in new[] { "own", "sibling", "parent", "province", "elsewhere" })
            {
                var unit = places[place];
                var office = place != "province" ? null : role switch { Campaign111.Platform.Security.Role.Department => "70-so-gddt", Campaign111.Platform.Security.Role.PressOffice => "70-bao", _ => null };
                walkers.Add(new Walker(app, role, place, unit.Path, await AddAsync(app, UserName(role, place), new Membership(role, unit.Id, unit.Path), office)));
            }
        }

        app.Services.GetRequiredService<AccessCache>().Forget();
        return walkers;
    }

    /// <summary>True when the address let this walker in, whatever it then said of the request.</summary>
    public async Task<(bool Entered, HttpStatusCode Status)> TryAsync(string method, string address, string? fields)
    {
        HttpContent? content = null;
        if (method is not ("GET" or "HEAD"))
        {
            content = address.StartsWith("/api/", StringComparison.Ordinal)
                ? new StringContent(fields ?? "{}", Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent((fields ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2))
                    .Select(field => KeyValuePair.Create(field[0], field[1])).Append(KeyValuePair.Create("__RequestVerificationToken", await TokenAsync())));
        }

        using var response = await SendAsync(method, address, content);
        var challenged = response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) is true;
        return (!challenged && response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound), response.StatusCode);
    }

    /// <summary>Sends a request as this walker's browser or phone would. The caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(string method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative)) { Content = content };
        if (address.StartsWith("/api/", StringComparison.Ordinal) || address.StartsWith("/field/", StringComparison.Ordinal))
        {
            request.Headers.Add("X-Campaign111", "1");
            request.Headers.Add("Origin", "http://localhost");
        }

        return await (await BrowserAsync()).Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The antiforgery token of this walker's session.</summary>
    public async Task<string> TokenAsync()
    {
        if (token is null)
        {
            using var response = await (await BrowserAsync()).GetAsync("/sign-in");
            token = (await Browser.ParseAsync(response)).QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        }

        return token;
    }

    public void Dispose() => browser?.Dispose();

    private static string UserName(Role role, string place) => string.Create(CultureInfo.InvariantCulture, $"di.{(int)role}.{place}");

    private async Task<Browser> BrowserAsync() => browser ??= Role is { } role ? await app.SignedInAsync(UserName(role, Place)) : app.Browse();

    private static Task<long> AddAsync(AppFactory app, string name, Membership membership, string? office) => app.Services.GetRequiredService<Database>().WriteAsync(async session =>
    {
        var account = AccountRows.New(name, name, $"{name}@example.com", DateTimeOffset.UtcNow);
        account.PasswordHash = await session.ScalarAsync<string>("SELECT password_hash FROM account WHERE user_name = 'quantri'");
        var id = await AccountRows.InsertAsync(session, account);
        var organisation = office is null ? (long?)null : await session.ScalarAsync<long>("SELECT id FROM organisation WHERE code = @office", new { office });
        await AccountRows.GrantAsync(session, id, membership with { OrganisationId = organisation }, account.CreatedAt);
        return id;
    });
}
