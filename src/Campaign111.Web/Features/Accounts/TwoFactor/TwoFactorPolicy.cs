using Campaign111.Platform.Cli;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Whose sign-in takes a second step, by role: <c>Campaign111:SignIn:TwoFactorRoles</c>, role codes with commas between them, or <c>none</c>.
/// Unset it is the administrator and the province committee, and nobody in the demo, whose password stands on its sign-in page.</summary>
public sealed class TwoFactorPolicy(IConfiguration configuration, ProductMode mode) : IStartupStep
{
    public const string Key = "Campaign111:SignIn:TwoFactorRoles";

    private const string Nobody = "none";

    private static readonly Role[] Standard = [Role.Administrator, Role.ProvinceCommittee];

    private readonly Lazy<IReadOnlyList<Role>?> configured = new(() => Read(configuration));

    /// <summary>The roles.</summary>
    /// <exception cref="CliException">The setting names a role that there is not.</exception>
    public IReadOnlyList<Role> Roles => configured.Value ?? (mode.IsDemo ? [] : Standard);

    /// <summary>True when one of these roles asks for it.</summary>
    public bool Requires(IEnumerable<Membership> memberships) => memberships.Any(membership => Roles.Contains(membership.Role));

    /// <summary>A misspelt role is said at the start: nobody notices a policy that does not hold.</summary>
    public Task RunAsync(CancellationToken cancel) => Task.FromResult(Roles);

    private static List<Role>? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Key);
        var listed = section.GetChildren().Select(child => child.Value ?? "").ToList();
        var names = (listed.Count > 0 ? listed : [.. (section.Value ?? "").Split(',')]).Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
        return names is [] ? null : names is [Nobody] ? [] : [.. names.Select(Parse)];
    }

    private static Role Parse(string name) => RoleCodes.Find(name) ?? throw new CliException(
        $"{Key}: there is no role '{name}'. Use {string.Join(", ", Enum.GetValues<Role>().Select(role => role.Code()))}, or {Nobody}.");
}
