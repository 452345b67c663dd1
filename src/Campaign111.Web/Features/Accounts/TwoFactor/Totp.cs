using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Time-based one-time passwords: RFC 6238 over HOTP (RFC 4226) with SHA-1, steps of 30 s and six digits, which every authenticator app knows.</summary>
public static class Totp
{
    public const int StepSeconds = 30;
    public const int Digits = 6;

    // A phone whose clock is off by up to half a minute still gets in (RFC 6238, section 5.2).
    private const int Window = 1;
    private const int KeyBytes = 20;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The number of the 30 seconds that an instant lies in.</summary>
    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>A new shared secret in base 32 (RFC 4648), 160 bits as RFC 4226 recommends: 32 letters.</summary>
    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The code of one step, with leading zeros.</summary>
    /// <param name="key">The shared secret's bytes.</param>
    /// <param name="step">From <see cref="StepAt"/>.</param>
    /// <param name="digits">Six in use; eight in the vectors of RFC 6238.</param>
    public static string Code(ReadOnlySpan<byte> key, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 as the apps speak it; HMAC does not rest on what is broken in SHA-1.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 0xf)..]) & 0x7fffffff;
        return (number % (int)Math.Pow(10, digits)).ToString(new string('0', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, among the current one and its two neighbours; null when none fits.</summary>
    /// <param name="key">In base 32, as stored.</param>
    /// <param name="typed">Six digits; blanks between them do not matter.</param>
    /// <param name="now">The real time.</param>
    public static long? Match(string key, string typed, DateTimeOffset now)
    {
        var code = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        if (code.Length != Digits || !code.All(char.IsAsciiDigit))
        {
            return null;
        }

        var (bytes, given, current) = (FromBase32(key), Encoding.ASCII.GetBytes(code), StepAt(now));
        long? found = null;
        for (var step = current - Window; step <= current + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(bytes, step)), given))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>What the QR code says to an app (the key URI format that the apps share).</summary>
    public static string KeyUri(string issuer, string userName, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    /// <summary>Bytes in base 32 without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return (bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]) : text).ToString();
    }

    /// <summary>The bytes again.</summary>
    /// <exception cref="FormatException">A letter outside base 32.</exception>
    public static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (buffer, bits) = (0, 0);
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            buffer = value < 0 ? throw new FormatException($"'{letter}' is no letter of base 32.") : (buffer << 5) | value;
            if ((bits += 5) >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
