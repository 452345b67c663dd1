using System.Globalization;

namespace Campaign111.Platform.Configuration;

/// <summary>What a setting may hold.</summary>
public enum SettingKind
{
    Text,
    Flag,
    Number,
    Choice,

    /// <summary>An absolute http or https address.</summary>
    Address,

    /// <summary>Any text; its value is never shown or logged.</summary>
    Secret,
}

/// <summary>One setting of the product. The list of them is the rule: what is not in it, or does not fit, hinders the start.</summary>
/// <param name="Key">With colons; a last part of * stands for any name.</param>
/// <param name="Kind">What it may hold.</param>
public sealed record Setting(string Key, SettingKind Kind = SettingKind.Text)
{
    public IReadOnlyList<string> Choices { get; init; } = [];

    public long Least { get; init; }

    public long Most { get; init; } = int.MaxValue;

    /// <summary>As environment variables write it: Campaign111__Mail__Host.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);

    public bool Names(string key) => Key.EndsWith(":*", StringComparison.Ordinal)
        ? key.StartsWith(Key[..^1], StringComparison.OrdinalIgnoreCase) && key.Length > Key.Length - 1
        : string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a value, in words that follow "is"; null when it fits. Empty is the same as unset.</summary>
    public string? Problem(string value) => value.Trim() is not { Length: > 0 } text ? null : Kind switch
    {
        SettingKind.Flag when !bool.TryParse(text, out _) => $"'{text}': write true or false",
        SettingKind.Choice when !Choices.Contains(text, StringComparer.Ordinal) => $"'{text}': write {string.Join(" or ", Choices)}",
        SettingKind.Number when !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < Least || number > Most =>
            string.Create(CultureInfo.InvariantCulture, $"'{text}': write a whole number from {Least} to {Most}"),
        SettingKind.Address when !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") =>
            $"'{text}': write a whole address that begins with https://",
        _ => null,
    };
}
