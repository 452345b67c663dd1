using System.Globalization;

namespace Campaign111.Platform.Localisation;

/// <summary>
/// A text in both languages of the product. Both stand at the call, so a missing translation cannot compile:
/// there is no resource file that could lag behind.
/// </summary>
public static class Text
{
    /// <summary>The Vietnamese text, or the English one when the current interface language is English.</summary>
    public static string Of(string vi, string en) => IsEnglish ? en : vi;

    /// <summary>As <see cref="Of(string, string)"/>, with {0}-style arguments formatted in the current culture.</summary>
    public static string Format(string vi, string en, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Of(vi, en), arguments);

    /// <summary>True when the page is shown in English; every other culture means Vietnamese.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The page's language for <c>html lang</c> and <c>Content-Language</c>: <c>vi</c> or <c>en</c>.</summary>
    public static string Language => IsEnglish ? "en" : "vi";
}
