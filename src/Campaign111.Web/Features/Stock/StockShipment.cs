using System.Security.Cryptography;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Stock;

/// <summary>A package with its delivery note.</summary>
public sealed class StockShipment
{
    public const string Sent = "sent";
    public const string Received = "received";
    public const string Cancelled = "cancelled";

    public long Id { get; init; }

    /// <summary>Eight letters and digits, on the note and in its QR.</summary>
    public string Number { get; init; } = "";

    public long CampaignId { get; init; }

    public long RunId { get; init; }

    /// <summary>The printer's, the store of the sending unit, or what arrived there damaged.</summary>
    public string FromAccount { get; init; } = "";

    public long FromUnitId { get; init; }

    public string FromPath { get; init; } = "";

    public long ToUnitId { get; init; }

    public string ToPath { get; init; } = "";

    /// <summary>"down", or "up" for a return.</summary>
    public string Direction { get; init; } = "";

    public long Quantity { get; init; }

    public DateOnly SentOn { get; init; }

    /// <summary>The last day on which it should be there.</summary>
    public DateOnly DueOn { get; init; }

    public string SentBy { get; init; } = "";

    public string? Note { get; init; }

    public string State { get; init; } = "";

    /// <summary>Good leaflets that arrived; null while it is on the way, like the three below.</summary>
    public long? ReceivedQuantity { get; init; }

    public long? Damaged { get; init; }

    /// <summary>Sent but not there.</summary>
    public long? Missing { get; init; }

    /// <summary>There but not sent.</summary>
    public long? Surplus { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndedBy { get; init; }

    public bool IsOnTheWay => State == Sent;

    public bool IsReturn => Direction == "up";

    /// <summary>Unusable leaflets that go back.</summary>
    public bool IsDamaged => FromAccount == StockAccount.Damaged;

    public bool FromPrinter => FromAccount == StockAccount.Printer;

    /// <summary>Days on the way by a day.</summary>
    public int Age(DateOnly today) => Math.Max(0, today.DayNumber - SentOn.DayNumber);

    public bool IsLate(DateOnly today) => IsOnTheWay && today > DueOn;
}

/// <summary>What an officer enters to send a package.</summary>
/// <param name="Key">The form's.</param>
/// <param name="RunId">Leaflets of which run.</param>
/// <param name="FromAccount">The printer's, the store of <paramref name="From"/>, or its damaged leaflets, which only go up.</param>
/// <param name="From">Whose leaflets leave.</param>
/// <param name="To">Where they go.</param>
/// <param name="Quantity">Leaflets.</param>
/// <param name="SentOn">Day.</param>
/// <param name="DueOn">Last day on which they should be there.</param>
/// <param name="Note">For the driver and the receiver, or null.</param>
public sealed record ShipmentDraft(Guid Key, long RunId, string FromAccount, Unit From, Unit To, long Quantity, DateOnly SentOn, DateOnly DueOn, string? Note = null);

/// <summary>What was found in a package.</summary>
/// <param name="Key">The form's or the phone's.</param>
/// <param name="Good">Usable leaflets.</param>
/// <param name="Damaged">Unusable ones.</param>
/// <param name="On">Day of the receipt.</param>
/// <param name="Remark">What happened, when something is missing, broken or too many.</param>
public sealed record ReceiptDraft(Guid Key, long Good, long Damaged, DateOnly On, string? Remark = null);

/// <summary>Numbers of delivery notes.</summary>
public static class NoteNumber
{
    public const int Length = 8;

    // Without 0 O, 1 I L, 2 Z, 5 S, 8 B and U: what a hand or a copier makes of one another.
    private const string Letters = "34679ACDEFGHJKMNPQRTVWXY";

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>As typed by somebody: lower case, blanks and hyphens are forgiven.</summary>
    public static string Read(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>In two groups, for reading aloud: "7K3M 9QAH".</summary>
    public static string Shown(string number) => number.Length == Length ? $"{number[..4]} {number[4..]}" : number;
}
