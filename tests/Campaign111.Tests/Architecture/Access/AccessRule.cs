using Campaign111.Platform.Security;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>
/// Who may enter an address, in the words of the table (access.tsv explains them).
/// </summary>
internal sealed record AccessRule(string Text, IReadOnlyDictionary<string, string> Paths)
{
    public bool Allows(Walker walker) => Text.Split('+').Any(word => AllowsBy(word, walker));

    /// <summary>Every rule that one word can say.</summary>
    public static IEnumerable<AccessRule> Words(IReadOnlyDictionary<string, string> paths)
    {
        foreach (var word in new[] { "public", "signed-in", "absent" })
        {
            yield return new AccessRule(word, paths);
        }

        foreach (var permission in Enum.GetValues<Permission>())
        {
            yield return new AccessRule($"{permission}", paths);
            foreach (var place in paths.Keys)
            {
                yield return new AccessRule($"{permission}@{place}", paths);
                yield return new AccessRule($"{permission}~{place}", paths);
            }
        }
    }

    private bool AllowsBy(string word, Walker walker)
    {
        switch (word)
        {
            case "public": return true;
            case "signed-in": return walker.Role is not null;
            case "absent": return false;
        }

        var parts = word.Split('@', '~', '=');
        if (word.Contains('=', StringComparison.Ordinal))
        {
            return $"{walker.Role}" == parts[0] && walker.Path == Paths[parts[1]];
        }

        return walker.Role is { } role && RoleGrants.Allows(role, Enum.Parse<Permission>(parts[0]))
            && (parts.Length == 1 || Paths[parts[1]].StartsWith(walker.Path, StringComparison.Ordinal)
                || (word.Contains('~', StringComparison.Ordinal) && walker.Path.StartsWith(Paths[parts[1]], StringComparison.Ordinal)));
    }
}
