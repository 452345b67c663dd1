using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>What a hamlet claims.</summary>
/// <param name="HamletId">The unit.</param>
/// <param name="Code">Its code within the commune.</param>
/// <param name="Claimed">Codes of the register's households claimed as reached; empty for a tally.</param>
/// <param name="Others">Codes of those not claimed.</param>
/// <param name="Houses">Houses of a tallied hamlet, by its denominator; 0 for a register.</param>
/// <param name="Tallied">Of them claimed as reached, whichever they are.</param>
public sealed record HamletClaims(long HamletId, string Code, IReadOnlyList<string> Claimed, IReadOnlyList<string> Others, int Houses, int Tallied);

/// <summary>One that was drawn: a household of a register by code, or a house of a tallied hamlet by its place in the row.</summary>
public sealed record DrawnHousehold(long HamletId, string? Household, int? PlaceNumber);

/// <summary>
/// The lot: every household claimed as reached in register hamlets, and every house of tallied hamlets, since a tally claims a number and names none.
/// A sample is the n entries with the smallest SHA-256 of "seed|hamlet|household" ("seed|hamlet|#place" for a tally): each household has the same chance,
/// the order of listing plays no part, and anybody can draw it again with a spreadsheet.
/// </summary>
public sealed record CheckFrame(IReadOnlyList<HamletClaims> Hamlets)
{
    public int Size => Hamlets.Sum(hamlet => hamlet.Claimed.Count + hamlet.Houses);

    /// <summary>Households claimed as reached in the lot.</summary>
    public int Claims => Hamlets.Sum(hamlet => hamlet.Claimed.Count + hamlet.Tallied);

    /// <summary>The lot without its tallied hamlets: each claim names its household, so that a much smaller sample decides.</summary>
    public CheckFrame RegistersOnly() => new([.. Hamlets.Where(hamlet => hamlet.Houses == 0)]);

    /// <summary>Draws from the lot, in the order of visiting. The first n of a larger draw are the draw of n.</summary>
    public IReadOnlyList<DrawnHousehold> Draw(string seed, int take) => Draw(seed, take, Hamlets.SelectMany(hamlet => hamlet.Claimed
        .Select(code => (hamlet, code, place: (int?)null))
        .Concat(Enumerable.Range(1, hamlet.Houses).Select(place => (hamlet, code: $"#{place}", place: (int?)place)))));

    /// <summary>Draws from the households that registers show as not reached.</summary>
    public IReadOnlyList<DrawnHousehold> DrawOthers(string seed, int take) =>
        Draw(seed, take, Hamlets.SelectMany(hamlet => hamlet.Others.Select(code => (hamlet, code, place: (int?)null))));

    public string ToJson() => JsonSerializer.Serialize(this);

    public static CheckFrame FromJson(string json) => JsonSerializer.Deserialize<CheckFrame>(json) ?? throw new InvalidOperationException("A frame is empty.");

    private static List<DrawnHousehold> Draw(string seed, int take, IEnumerable<(HamletClaims Hamlet, string Code, int? Place)> lot) =>
    [
        .. lot.Select(one => (one, hash: Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{one.Hamlet.Code}|{one.Code}")))))
            .OrderBy(one => one.hash, StringComparer.Ordinal)
            .Take(take)
            .Select(drawn => new DrawnHousehold(drawn.one.Hamlet.HamletId, drawn.one.Place is null ? drawn.one.Code : null, drawn.one.Place)),
    ];
}
