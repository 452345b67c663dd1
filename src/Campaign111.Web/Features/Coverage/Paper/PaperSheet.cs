using System.Security.Cryptography;
using System.Text;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>A printed tick-sheet. Its code is on the paper and in its QR.</summary>
public sealed class PaperSheet
{
    public long Id { get; init; }

    /// <summary>Seven letters and digits that nobody mistakes for others.</summary>
    public string Code { get; init; } = "";

    public long CampaignId { get; init; }

    public long HamletId { get; init; }

    /// <summary>From 1, of <see cref="Parts"/>: a register of more than a hundred households takes several sheets.</summary>
    public int Part { get; init; }

    public int Parts { get; init; }

    /// <summary>First household on the sheet, in the order of codes; null on a tally sheet.</summary>
    public string? FirstCode { get; init; }

    public string? LastCode { get; init; }

    public DateTimeOffset PrintedAt { get; init; }

    public string PrintedBy { get; init; } = "";

    /// <summary>When it was keyed first; null while it is only paper.</summary>
    public DateTimeOffset? KeyedAt { get; init; }

    public string? KeyedBy { get; init; }

    /// <summary>The day of the visits, as typed.</summary>
    public DateOnly? KeyedDay { get; init; }

    public string? Receipt { get; init; }

    /// <summary>Corrections since it was keyed.</summary>
    public int Revision { get; init; }

    public bool IsTally => FirstCode is null;

    /// <summary>The key of what one line of this sheet says: the same whenever and wherever it is keyed, so that keying twice is recognised. A
    /// UUIDv7 with the time of printing, so that keys sort; the rest is a digest.</summary>
    /// <param name="line">The household's number, or the outcome of a tally.</param>
    /// <param name="revision">0 for the first keying.</param>
    public Guid KeyOf(string line, int revision)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{Code}\n{line}\n{revision}"))[..16];
        var time = PrintedAt.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(time >> (8 * (5 - i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>Codes of sheets.</summary>
public static class SheetCode
{
    /// <summary>Without 0 O, 1 I L, 2 Z, 5 S, 8 B and U: what a hand or a copier makes of one another.</summary>
    public const string Letters = "34679ACDEFGHJKMNPQRTVWXY";

    public const int Length = 7;

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>As typed by somebody: lower case, blanks and hyphens are forgiven.</summary>
    public static string Read(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
