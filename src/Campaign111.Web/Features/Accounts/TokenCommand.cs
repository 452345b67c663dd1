using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts;

/// <summary>Prints a bearer token of the API for an account.</summary>
public sealed class TokenCommand(UserManager<Account> users, ApiTokenService tokens) : ICliCommand
{
    public string Name => "token";

    public string Usage => "--user NAME [--scopes A,B] [--days N] [--label TEXT]  print a bearer token of the API (all scopes, 180 days unless told otherwise); it is shown this once";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var name = arguments.Require("user");
        var account = await users.FindByNameAsync(name);
        if (account is not { ClosedAt: null })
        {
            throw new CliException($"No open account is called '{name}'.");
        }

        var days = arguments.Get("days") is { } given ? Days(given) : ApiTokenService.DefaultDays;
        var label = arguments.Get("label") ?? Actor.CommandLine.Name;
        if (label.Length > ApiTokenService.LongestLabel)
        {
            throw new CliException($"--label takes at most {ApiTokenService.LongestLabel} characters.");
        }

        await output.WriteLineAsync(await tokens.CreateAsync(Actor.CommandLine, account.Id, label, days, Scopes(arguments), cancel));
        return 0;
    }

    private static string[]? Scopes(CliArguments arguments)
    {
        var given = arguments.Get("scopes")?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return given is null || (given.Length > 0 && given.All(ApiScopes.All.Contains)) ? given
            : throw new CliException($"--scopes takes some of {string.Join(", ", ApiScopes.All)}, separated by commas.");
    }

    private static int Days(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= ApiTokenService.MostDays
            ? days
            : throw new CliException($"--days is a number from 1 to {ApiTokenService.MostDays}.");
}
