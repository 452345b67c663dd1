using Campaign111.Features.Dashboards;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Names of those who report, in the reader's language. In the register an organisation without an English name bears its Vietnamese one.</summary>
public sealed class ReportNames(UnitDirectory units, OrganisationDirectory organisations)
{
    /// <summary>By id of the bound unit or organisation.</summary>
    public async Task<IReadOnlyDictionary<long, string>> OfAsync(IReadOnlyCollection<ReportSheet> sheets)
    {
        if (!Text.IsEnglish)
        {
            return sheets.ToDictionary(sheet => sheet.Id, sheet => sheet.Name);
        }

        var named = await units.FindAsync(sheets.Where(sheet => !sheet.IsOrganisation).Select(sheet => sheet.UnitId));
        var offices = await organisations.FindAsync(sheets.Select(sheet => sheet.OrganisationId).OfType<long>());
        return sheets.ToDictionary(sheet => sheet.Id, sheet => sheet.OrganisationId is { } office ? offices[office].NameEn : UnitNames.Of(named[sheet.UnitId]));
    }
}
