using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>One entry of a batch on its way: read, then judged, then stored.</summary>
internal sealed class Candidate(IncomingEntry sent)
{
    private readonly List<string> flags = [];
    private (EntryResult? Result, int Flags) frozen;

    public IncomingEntry Sent { get; } = sent;

    public Guid Key { get; set; }

    public Guid? Replaces { get; set; }

    public CoverageOutcome Outcome { get; set; }

    public string Method { get; set; } = CoverageMethods.Door;

    public long Households { get; set; }

    public long Leaflets { get; set; }

    public string? Note { get; set; }

    public Campaign Campaign { get; set; } = null!;

    public Place Place { get; set; } = null!;

    public bool StayAtOrigin { get; set; }

    public Household? Household { get; set; }

    /// <summary>The household moved: its entries count in this hamlet.</summary>
    public long? MovedTo { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When it comes into the books: its receipt, or now for an entry that an officer puts in another's place and that keeps its receipt.</summary>
    public DateTimeOffset BookedAt { get; set; }

    public DateOnly Booked => VietnamTime.Day(BookedAt);

    public Capture Capture { get; set; } = null!;

    /// <summary>The entry that this one corrects, as read before the transaction; null when it is in the same batch.</summary>
    public CoverageEntry? Replaced { get; set; }

    public Place? ReplacedPlace { get; set; }

    public string? HeldReason { get; set; }

    public EntryState State { get; set; }

    /// <summary>Null while the entry may still be stored.</summary>
    public EntryResult? Result { get; private set; }

    public bool IsOpen => Result is null;

    public DateOnly Day => Sent.KeepDay ?? Capture.Day;

    public IReadOnlyList<string> Flags => flags;

    public Visit AsVisit(long sequence) => new(Key, Outcome, Day, Capture.WrongClock ? ReceivedAt : Capture.CapturedAt, sequence);

    public void Flag(string flag) => flags.Add(flag);

    public Weight Weight => new(Key, Place, Household?.Id, Outcome, Households, Leaflets, Day, Booked, State == EntryState.Held);

    /// <summary>Remembers what the intake said, before the transaction, which may run twice.</summary>
    public void Freeze() => frozen = (Result, flags.Count);

    /// <summary>Back to what the intake said.</summary>
    public void Thaw()
    {
        (Result, HeldReason, State) = (frozen.Result, null, EntryState.Valid);
        flags.RemoveRange(frozen.Flags, flags.Count - frozen.Flags);
    }

    public void Reject(string reason) => Result = new EntryResult(Sent.Key, EntryStatus.Rejected, [], reason);

    public void Duplicate(bool sameContent) =>
        Result = new EntryResult(Sent.Key, EntryStatus.Duplicate, [], sameContent ? null : Refusals.OtherContent);

    public void Accept() => Result = HeldReason is null
        ? new EntryResult(Sent.Key, EntryStatus.Stored, [.. flags], null)
        : new EntryResult(Sent.Key, EntryStatus.Held, [.. flags], HeldText.Of(HeldReason));

    /// <summary>Whether a stored entry with this key says the same. The captured time counts only when it was readable.</summary>
    public bool IsSameAs(CoverageEntry stored) =>
        stored.CampaignId == Campaign.Id
        && (stored.OriginId == Place.Origin.Id)
        && (stored.HouseholdId is null) == (Sent.Household is null)
        && stored.Outcome == Outcome
        && stored.Method == Method
        && stored.Households == Households
        && stored.Leaflets == Leaflets
        && stored.Note == Note
        && stored.Replaces == Replaces
        && (stored.CapturedAt == Capture.CapturedAt || Capture.CapturedAt == ReceivedAt);
}

/// <summary>Why an entry waits, for people.</summary>
internal static class HeldText
{
    public static string Of(string reason) => reason == HeldReasons.Mode
        ? Text.Of(
            "Thôn này ghi theo cách khác (theo sổ hộ hoặc theo tổng số): ghi nhận được giữ lại để cán bộ xã xử lý.",
            "This hamlet is logged the other way (by household or by tally): the entry waits for the commune's officer.")
        : Text.Of(
            "Địa bàn này đã giải thể và không có đúng một nơi kế thừa: ghi nhận được giữ lại để cán bộ xử lý.",
            "This place was dissolved without a single successor: the entry waits for an officer.");
}

/// <summary>Checks the form of an entry: what can be said without the database.</summary>
internal static class EntryForm
{
    /// <summary>No hamlet has so many households, no collaborator so many leaflets.</summary>
    public const long Most = 100_000;

    private const int LongestNote = 500;

    public static void Check(Candidate candidate)
    {
        var sent = candidate.Sent;
        if (Problem(candidate) is { } problem)
        {
            candidate.Reject(problem);
            return;
        }

        candidate.Method = sent.Method ?? CoverageMethods.Door;
        candidate.Households = sent.Households ?? 1;
        candidate.Leaflets = sent.Leaflets ?? 0;
        candidate.Note = string.IsNullOrWhiteSpace(sent.Note) ? null : sent.Note.Trim();
        if (candidate.Note?.Length > LongestNote)
        {
            candidate.Note = candidate.Note[..LongestNote];
            candidate.Flag(EntryFlags.NoteCut);
        }
    }

    private static string? Problem(Candidate candidate)
    {
        var sent = candidate.Sent;
        if (!Guid.TryParse(sent.Key, out var key) || key == Guid.Empty)
        {
            return Refusals.BadKey(sent.Key);
        }

        candidate.Key = key;
        if (!CoverageCodes.TryOutcome(sent.Outcome, out var outcome))
        {
            return Refusals.BadOutcome(sent.Outcome);
        }

        candidate.Outcome = outcome;
        if (!string.IsNullOrEmpty(sent.Voids))
        {
            if (!Guid.TryParse(sent.Voids, out var replaces) || replaces == key)
            {
                return Refusals.UnknownReplaced(sent.Voids);
            }

            candidate.Replaces = replaces;
        }

        return sent.Method is not null && !CoverageMethods.All.Contains(sent.Method) ? Refusals.BadMethod(sent.Method) : NumberProblem(sent);
    }

    private static string? NumberProblem(IncomingEntry sent)
    {
        var (households, leaflets) = (sent.Households ?? 1, sent.Leaflets ?? 0);
        return households < 0 || leaflets < 0 ? Refusals.Negative
            : households > Most || leaflets > Most ? Refusals.TooLarge(Most)
            : sent.Household is not null && households != 1 ? Refusals.OneHousehold
            : households == 0 && leaflets == 0 && string.IsNullOrEmpty(sent.Voids) ? Refusals.Nothing
            : null;
    }
}
