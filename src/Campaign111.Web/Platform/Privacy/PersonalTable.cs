using Campaign111.Platform.Data;

namespace Campaign111.Platform.Privacy;

/// <summary>What the texts of one table are to a person with an account: the list from which people are given their data and erased. Every text column of the
/// schema stands in exactly one of its groups (a test compares).</summary>
/// <param name="Name">The table.</param>
public sealed record PersonalTable(string Name)
{
    /// <summary>Column with the account's id: rows of that person's own doing, or about them.</summary>
    public string? Account { get; init; }

    /// <summary>Columns with a user name, written beside what its bearer did. Erasure puts the substitute in its place.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Columns with the shown name of the person of <see cref="Account"/>.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];

    /// <summary>Columns that erasure empties (they allow null) in rows of <see cref="Account"/>.</summary>
    public IReadOnlyList<string> Emptied { get; init; } = [];

    /// <summary>The same where the schema wants a text: "Đã xoá" takes its place.</summary>
    public IReadOnlyList<string> Blanked { get; init; } = [];

    /// <summary>Free text of people: names, mailbox and telephone number of the person are replaced wherever they stand in it, whoever wrote it.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Texts that stay although they may name somebody: published documents, and data of other people with a rule of their own. <see cref="KeptFor"/> says why.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Why texts are kept.</summary>
    public (string Vi, string En) KeptFor { get; init; }

    /// <summary>Texts that code of their own erases: the trail's, whose chain must hold.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>Codes, paths, states, hashes, and texts that belong to the installation.</summary>
    public IReadOnlyList<string> Harmless { get; init; } = [];

    /// <summary>True when erasure deletes the rows of <see cref="Account"/>.</summary>
    public bool Removed { get; init; }

    /// <summary>What its rows are called where a person sees their data: "Lượt ghi hộ"; without it they are not counted there.</summary>
    public (string Vi, string En)? Title { get; init; }

    /// <summary>Columns whose values are handed out, row by row; none: the rows are counted only.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Page on which such rows are seen, or null.</summary>
    public string? Href { get; init; }

    /// <summary>Every column that it speaks of.</summary>
    public IEnumerable<string> Columns => [.. Names, .. Called, .. Emptied, .. Blanked, .. Words, .. Kept, .. Elsewhere, .. Harmless];
}

/// <summary>Implemented by whoever owns tables with texts: each feature for its own, the platform for its own.</summary>
public interface IPersonalData
{
    IReadOnlyList<PersonalTable> Tables { get; }

    /// <summary>What else stands for a person in free text and only this owner knows: a telephone number, as people write it.</summary>
    Task<IReadOnlyList<string>> WordsAsync(DbSession session, long account) => Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>Somebody whose data are read or erased.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="UserName">What stands in columns of <see cref="PersonalTable.Names"/>.</param>
/// <param name="Words">What to look for in free text: mailbox, telephone number, spellings of the name; at least <see cref="Fewest"/> characters each.</param>
public sealed record PersonalSubject(long Account, string UserName, IReadOnlyList<string> Words)
{
    /// <summary>Shorter words would hit the middle of every other sentence.</summary>
    public const int Fewest = 4;

    /// <summary>What stands in place of a text that had to go.</summary>
    public const string Erased = "Đã xoá";

    /// <summary>What stands in free text where the person was named. No longer than the shortest word, so that no text outgrows its column.</summary>
    public const string Mark = "[…]";

    /// <summary>The name after erasure, the same on every page and in both languages: it is data, no text of a page.</summary>
    public string Substitute => SubstituteFor(Account);

    public static string SubstituteFor(long account) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Người dùng đã xoá #{account}");
}
