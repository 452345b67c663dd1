namespace Campaign111.Tests.Architecture.Access;

/// <summary>A line of access.tsv.</summary>
/// <param name="Key">Method and route.</param>
/// <param name="Rule">Who may enter.</param>
/// <param name="Sends">Fields that a request needs before the product says who may; null for none.</param>
/// <param name="Because">Why nobody enters, or why the walk leaves it out.</param>
internal sealed record AccessLine(string Key, string Rule, string? Sends, string Because)
{
    public static async Task<IReadOnlyDictionary<string, AccessLine>> ReadAsync()
    {
        var lines = await File.ReadAllLinesAsync(World.TablePath("access.tsv"));
        return lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(fields => new AccessLine(
            $"{fields[0]} {fields[1]}", fields[2], After(fields, "send "), After(fields, "because ") ?? "")).ToDictionary(line => line.Key);
    }

    private static string? After(string[] fields, string word) =>
        fields.Skip(3).FirstOrDefault(field => field.StartsWith(word, StringComparison.Ordinal))?[word.Length..];
}
