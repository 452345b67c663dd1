using System.Security.Cryptography;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Codes to write down: sixteen letters and digits in groups of four, 80 random bits, so that a plain hash is safe to store.</summary>
public static class RecoveryCode
{
    /// <summary>How many are given out at a time.</summary>
    public const int Count = 10;

    // Crockford's base 32: nothing that handwriting confuses, and what is confused all the same is read as meant.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 16;

    /// <summary>A new set: "7K2M-9QXD-...".</summary>
    public static IReadOnlyList<string> NewSet() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(4).Select(group => new string(group))))];

    /// <summary>What is stored of a code, however it was typed: small letters, blanks, O for 0, I or L for 1.</summary>
    public static string HashOf(string typed) => SecretToken.HashOf(string.Concat(
        typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter })));
}
