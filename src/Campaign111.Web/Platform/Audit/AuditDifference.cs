using System.Text.Json;

namespace Campaign111.Platform.Audit;

/// <summary>One field that an event changed, in the words of its JSON: "deadline.lastDay".</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Before">Value before, or null when it was not there.</param>
/// <param name="After">Value after, or null when it is gone.</param>
public sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>Lays the before and after of an event side by side.</summary>
public static class AuditDifference
{
    /// <summary>Every field whose value differs, in the order in which it is written. Text that is no JSON is one nameless field.</summary>
    public static IReadOnlyList<AuditChange> Of(string? before, string? after)
    {
        var (old, now) = (Flatten(before), Flatten(after));
        return
        [
            .. old.Keys.Concat(now.Keys).Distinct()
                .Select(field => new AuditChange(field, old.GetValueOrDefault(field), now.GetValueOrDefault(field)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static Dictionary<string, string> Flatten(string? json)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(json))
        {
            return fields;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            Walk(document.RootElement, "", fields);
        }
        catch (JsonException)
        {
            // The column holds text for people; an event of an older version may hold any.
            fields[""] = json;
        }

        return fields;
    }

    private static void Walk(JsonElement element, string path, Dictionary<string, string> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", fields);
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)):
                fields[path] = string.Join(", ", element.EnumerateArray().Select(item => item.ToString()));
                break;
            case JsonValueKind.Array:
                foreach (var (item, index) in element.EnumerateArray().Select((item, index) => (item, index)))
                {
                    Walk(item, $"{path}[{index + 1}]", fields);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                fields[path] = element.ToString();
                break;
        }
    }
}
