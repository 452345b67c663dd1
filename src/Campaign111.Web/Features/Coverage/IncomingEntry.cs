using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Coverage;

/// <summary>An entry as a client sends it. Everything is text or a number that may be wrong: each entry is judged by itself.</summary>
public sealed record IncomingEntry
{
    /// <summary>UUIDv7.</summary>
    public string? Key { get; init; }

    /// <summary>Slug.</summary>
    public string? Campaign { get; init; }

    /// <summary>Commune code, slash, hamlet code.</summary>
    public string? Place { get; init; }

    /// <summary>Code in the hamlet's register; null for a tally.</summary>
    public string? Household { get; init; }

    public string? Outcome { get; init; }

    /// <summary>One of <see cref="CoverageMethods"/>; door when null.</summary>
    public string? Method { get; init; }

    /// <summary>1 when null.</summary>
    public long? Households { get; init; }

    public long? Leaflets { get; init; }

    /// <summary>ISO 8601.</summary>
    public string? CapturedAt { get; init; }

    public string? Note { get; init; }

    /// <summary>Key of the entry that this one replaces.</summary>
    public string? Voids { get; init; }

    /// <summary>Day on which it counts whatever the clock says: a conversion keeps that of the held entry.</summary>
    internal DateOnly? KeepDay { get; init; }

    /// <summary>Received time of an entry that the demo invents.</summary>
    internal DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>What became of an entry.</summary>
public enum EntryStatus
{
    Stored,

    /// <summary>The key is known already; nothing changed.</summary>
    Duplicate,

    /// <summary>Stored, counts nowhere until an officer resolves it.</summary>
    Held,

    /// <summary>Not stored; the reason says what to change.</summary>
    Rejected,
}

/// <summary>The verdict on one entry, in the order sent.</summary>
public sealed record EntryResult(string? Key, EntryStatus Status, IReadOnlyList<string> Flags, string? Reason);

/// <summary>The verdict on a batch.</summary>
/// <param name="Receipt">"R-" and six characters; stands on every entry that the batch stored and on its audit event.</param>
/// <param name="Results">One for each entry, in the order sent.</param>
public sealed record BatchResult(string Receipt, IReadOnlyList<EntryResult> Results);

/// <summary>Who sends a batch, and where they may log.</summary>
public sealed class CoverageSender(Actor actor, IReadOnlyList<Membership> memberships)
{
    private readonly List<Membership> logging = [.. memberships.Where(membership => RoleGrants.Allows(membership.Role, Permission.LogCoverage))];

    /// <summary>The product itself: the demo and the command line.</summary>
    public static CoverageSender System { get; } = new(Actor.System, [new Membership(Role.Administrator, 0, "/")]);

    public Actor Actor { get; } = actor;

    public static async Task<CoverageSender> OfAsync(CurrentUser user) => new(user.Actor, await user.MembershipsAsync());

    public bool MayLog(string path) => logging.Exists(membership => path.StartsWith(membership.UnitPath, StringComparison.Ordinal));

    /// <summary>Whether the sender answers for the coverage of a place: its commune or a superior of it.</summary>
    public bool MayManage(string path) => logging.Exists(membership => membership.Allows(Permission.ManageCoverage, path));

    /// <summary>The commune's name when a superior logs for it; null when the sender belongs to it or to the hamlet.</summary>
    public string? OnBehalfOf(Unit commune, Unit hamlet) =>
        Actor.AccountId is null || logging.Exists(membership => membership.UnitId == commune.Id || membership.UnitId == hamlet.Id) ? null : commune.FullName;
}
