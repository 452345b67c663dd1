using System.Security.Cryptography;
using System.Text;

namespace Campaign111.Platform.Security;

/// <summary>A secret that is handed out once, and of which only the hash is stored. 160 random bits in capital letters and digits, which
/// a QR code packs densely and which survive being read out.</summary>
/// <param name="Text">The secret; show it once, store it nowhere.</param>
/// <param name="Hash">What is stored: SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record SecretToken(string Text, string Hash)
{
    // Crockford's base 32: no I, L, O, U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 32;

    /// <summary>A new secret behind a fixed prefix that tells what it is.</summary>
    public static SecretToken Create(string prefix = "")
    {
        var text = prefix + RandomNumberGenerator.GetString(Alphabet, Letters);
        return new SecretToken(text, HashOf(text));
    }

    /// <summary>The stored form of a secret as somebody sent it. No salt is needed: the secret itself is random and long.</summary>
    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim().ToUpperInvariant())));
}
