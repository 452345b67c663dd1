using System.Text.RegularExpressions;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Roles as they are stored and written in spreadsheets: "commune-officer".</summary>
public static partial class RoleCodes
{
    private static readonly Dictionary<Role, string> Codes = Enum.GetValues<Role>().ToDictionary(
        role => role,
#pragma warning disable CA1308 // Lower case is the stored form.
        role => Hump().Replace(role.ToString(), "-$1").ToLowerInvariant());
#pragma warning restore CA1308

    public static string Code(this Role role) => Codes[role];

    /// <summary>The role of a code, or null.</summary>
    public static Role? Find(string? code) => Codes.FirstOrDefault(pair => pair.Value == code) is { Value: not null } found ? found.Key : null;

    /// <summary>The role of a stored code.</summary>
    /// <exception cref="FormatException">No role has this code.</exception>
    public static Role Parse(string code) => Find(code) ?? throw new FormatException($"'{code}' is no role.");

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Hump();
}
