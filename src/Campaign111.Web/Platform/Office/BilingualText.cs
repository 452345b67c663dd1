using Campaign111.Platform.Localisation;

namespace Campaign111.Platform.Office;

/// <summary>
/// A message that keeps both languages until it is shown: an error is found in a job or command and read later, perhaps in the other one.
/// <see cref="ToString"/> gives the one of the current UI culture.
/// </summary>
public sealed record BilingualText(string Vi, string En)
{
    /// <inheritdoc/>
    public override string ToString() => Text.Of(Vi, En);
}
