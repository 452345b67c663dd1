using System.Globalization;
using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>Somebody who tries every address: a role at a unit, or nobody.</summary>
internal sealed class Walker : IDisposable
{
    private static readonly DateOnly TreeDate = new(2020, 7, 28);

    private readonly Browser browser;
    private string? token;

    private Walker(Browser browser, Role? role, string place, string path)
    {
        this.browser = browser;
        (Role, Place, Path) = (role, place, path);
    }

    /// <summary>Null: signed out.</summary>
    public Role? Role { get; }

    /// <summary>own, sibling, parent, province, elsewhere.</summary>
    public string Place { get; }

    /// <summary>Of the unit at which the role is held.</summary>
    public string Path { get; }

    public string Name => Role is null ? "signed out" : $"{Role} {Place}";

    /// <summary>Every role at the commune of the addresses, its district and its province; its neighbour and a commune of another province for the two roles that may most, or
    /// for all of them; and nobody.</summary>
    public static async Task<IReadOnlyList<Walker>> AllAsync(AppFactory app, bool everywhere)
    {
        var units = app.Services.GetRequiredService<UnitDirectory>();
        var places = new Dictionary<string, Unit>
        {
            ["own"] = (await units.FindByCodeAsync("25318", TreeDate))!,
            ["sibling"] = (await units.FindByCodeAsync("25321", TreeDate))!,
            ["elsewhere"] = (await units.FindByCodeAsync("05977", TreeDate))!,
        };
        places["parent"] = (await units.FindAsync(places["own"].ParentId!.Value))!;
        places["province"] = (await units.FindAsync(places["parent"].ParentId!.Value))!;
        var walkers = new List<Walker> { new(app.Browse(), null, "", "") };
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var (place, unit) in places.Where(one => everywhere || one.Key is not ("sibling" or "elsewhere") || role is Campaign111.Platform.Security.Role.CommuneOfficer or Campaign111.Platform.Security.Role.ProvinceCommittee))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"di.{(int)role}.{place}");
                await AddAsync(app, name, new Membership(role, unit.Id, unit.Path));
                walkers.Add(new Walker(await app.SignedInAsync(name), role, place, unit.Path));
            }
        }

        return walkers;
    }

    /// <summary>True when the address let this walker in, whatever it then said of the (empty) request.</summary>
    public async Task<(bool Entered, HttpStatusCode Status)> TryAsync(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        if (method != "GET")
        {
            token ??= await TokenAsync();
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
            if (address.StartsWith("/api/", StringComparison.Ordinal))
            {
                request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            }
        }

        if (address.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Headers.Add("X-Campaign111", "1");
            request.Headers.Add("Origin", "http://localhost");
        }

        using var response = await browser.Client.SendAsync(request);
        var challenged = response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) is true;
        return (!challenged && response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound), response.StatusCode);
    }

    public void Dispose() => browser.Dispose();

    private async Task<string> TokenAsync()
    {
        using var response = await browser.GetAsync("/sign-in");
        var page = await Browser.ParseAsync(response);
        return page.QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
    }

    private static async Task AddAsync(AppFactory app, string name, Membership membership)
    {
        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(async session =>
        {
            var account = AccountRows.New(name, name, $"{name}@example.com", DateTimeOffset.UtcNow);
            account.PasswordHash = await session.ScalarAsync<string>("SELECT password_hash FROM account WHERE user_name = 'quantri'");
            await AccountRows.GrantAsync(session, await AccountRows.InsertAsync(session, account), membership, account.CreatedAt);
        });
        app.Services.GetRequiredService<AccessCache>().Forget();
    }
}
