using System.Text.Json;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The file into which the field page saves unsent entries (wwwroot/field/rescue.js).</summary>
public sealed record RescueFile(string? Format, int Version, string? Owner, IReadOnlyList<IncomingEntry?>? Entries)
{
    /// <summary>Most bytes of a file: some ten thousand entries.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const string Known = "campaign111-rescue";

    /// <summary>Reads a file; null when it is none of ours or was cut short.</summary>
    public static async Task<RescueFile?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        try
        {
            var file = await JsonSerializer.DeserializeAsync<RescueFile>(stream, JsonSerializerOptions.Web, cancel);
            return file is { Format: Known, Version: 1, Entries: not null } && file.Entries.All(entry => entry is not null) ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
