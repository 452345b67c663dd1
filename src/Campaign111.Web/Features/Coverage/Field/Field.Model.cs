using System.Text.Json;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The shell of the field page.</summary>
/// <param name="Version">Of its files and texts, see <see cref="FieldShell"/>.</param>
public sealed record FieldPageModel(string Version)
{
    /// <summary>What the scripts are told: a data block, which the content security policy lets pass since nothing in it runs. {0} stands for a
    /// value. The encoder leaves no &lt; in it.</summary>
    public string Data => JsonSerializer.Serialize(
        new { Version, Worker = $"{FieldShell.Worker}?v={Version}", Language = Text.Language, FieldShell.Files, Texts = FieldTexts.All() }, JsonSerializerOptions.Web);
}
