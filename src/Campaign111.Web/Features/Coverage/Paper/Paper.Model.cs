using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>The sheets of a commune: print, and what was printed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Commune">The commune.</param>
/// <param name="Hamlets">Its hamlets.</param>
/// <param name="Registers">Those logged by household.</param>
/// <param name="Sheets">The newest sheets with their hamlets.</param>
public sealed record SheetsModel(
    Campaign Campaign, Unit Commune, IReadOnlyList<Unit> Hamlets, IReadOnlySet<long> Registers, IReadOnlyList<(PaperSheet Sheet, Unit Hamlet)> Sheets)
{
    public string Address => CoverageLinks.Sheets(Campaign.Slug, Commune.Code);
}

/// <summary>One sheet to be keyed, or keyed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Place">The hamlet.</param>
/// <param name="Sheet">The sheet.</param>
/// <param name="Lines">Its households.</param>
/// <param name="Form">What stands in the form.</param>
/// <param name="Problem">Why the form was refused, or null.</param>
public sealed record SheetModel(Campaign Campaign, Place Place, PaperSheet Sheet, IReadOnlyList<HouseholdLine> Lines, SheetForm Form, string? Problem)
{
    public bool IsKeyed => Sheet.KeyedAt is not null;

    /// <summary>What is marked for a line; "" for nothing.</summary>
    public string Mark(string line) => Form.Marks.GetValueOrDefault(line) ?? "";
}
