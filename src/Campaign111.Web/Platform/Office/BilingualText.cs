using System.Globalization;

namespace Campaign111.Platform.Office;

/// <summary>A message in both languages of the product; <see cref="ToString"/> gives the one of the current UI culture, Vietnamese unless it is English.</summary>
public sealed record BilingualText(string Vi, string En)
{
    /// <inheritdoc/>
    public override string ToString() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Vi;
}
