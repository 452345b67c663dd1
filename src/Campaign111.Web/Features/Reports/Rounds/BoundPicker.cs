using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Whom a round binds, as it is chosen.</summary>
/// <param name="Levels">Levels of units below the one that asks.</param>
/// <param name="Kinds">Kinds of organisations at the unit that asks.</param>
/// <param name="Except">Codes of units and organisations that are left out.</param>
/// <param name="Also">Codes of units and organisations that are added one by one.</param>
public sealed record BoundChoice(IReadOnlyList<UnitLevel> Levels, IReadOnlyList<OrganisationKind> Kinds, IReadOnlyList<string> Except, IReadOnlyList<string> Also);

/// <summary>Who is bound by a choice.</summary>
public sealed record BoundList(IReadOnlyList<Unit> Units, IReadOnlyList<Organisation> Organisations)
{
    public int Count => Units.Count + Organisations.Count;
}

/// <summary>Finds whom a choice binds, in the campaign's tree.</summary>
public sealed class BoundPicker(UnitDirectory units, OrganisationDirectory organisations)
{
    private const int MostCodes = 300;

    /// <summary>All units of the levels and all organisations of the kinds, without the exceptions, with what was added.</summary>
    /// <exception cref="ReportRefusedException">A code that names nothing below.</exception>
    public async Task<BoundList> PickAsync(Campaign campaign, Unit unit, BoundChoice choice)
    {
        if (choice.Except.Count + choice.Also.Count > MostCodes)
        {
            throw new ReportRefusedException($"Nhiều nhất {MostCodes} mã một lần.", $"At most {MostCodes} codes at once.");
        }

        var except = choice.Except.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var boundUnits = new List<Unit>();
        foreach (var level in choice.Levels.Distinct().Order())
        {
            boundUnits.AddRange((await units.BelowAsync(unit.Path, level, campaign.TreeDate)).Where(one => one.Id != unit.Id && !except.Contains(one.Code)));
        }

        var offices = (await organisations.AtUnitAsync(unit.Id, campaign.TreeDate)).Where(office => choice.Kinds.Contains(office.Kind) && !except.Contains(office.Code)).ToList();
        foreach (var code in choice.Also)
        {
            await AddAsync(campaign, unit, code, boundUnits, offices);
        }

        return new BoundList([.. boundUnits.DistinctBy(one => one.Id)], [.. offices.DistinctBy(one => one.Id)]);
    }

    /// <summary>Codes that were typed, separated by spaces, commas or lines.</summary>
    public static IReadOnlyList<string> Codes(string? typed) => (typed ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task AddAsync(Campaign campaign, Unit unit, string code, List<Unit> boundUnits, List<Organisation> offices)
    {
        if (await units.FindByCodeAsync(code, campaign.TreeDate) is { } found && found.Path.StartsWith(unit.Path, StringComparison.Ordinal) && found.Id != unit.Id)
        {
            boundUnits.Add(found);
        }
        else if (await organisations.FindByCodeAsync(code) is { } office && await units.FindAsync(office.UnitId) is { } seat && seat.Path.StartsWith(unit.Path, StringComparison.Ordinal))
        {
            offices.Add(office);
        }
        else
        {
            var shown = code.Length > 40 ? code[..40] + "…" : code;
            throw new ReportRefusedException($"Không có đơn vị hay cơ quan nào mang mã “{shown}” ở cấp dưới.", $"No unit or organisation below bears the code “{shown}”.");
        }
    }
}
