using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Which places a print job makes leaflets for.</summary>
public sealed class PrintUnits(UnitDirectory units)
{
    /// <summary>Communes or hamlets within a unit, in Vietnamese order.</summary>
    /// <param name="campaign">On whose tree.</param>
    /// <param name="unit">Commune or above.</param>
    /// <param name="picked">Codes of communes to which it is limited; empty for all.</param>
    /// <param name="each">Commune or hamlet.</param>
    /// <exception cref="LeafletRefusedException">There is none.</exception>
    public async Task<IReadOnlyList<Unit>> OfAsync(Campaign campaign, Unit unit, IReadOnlyCollection<string> picked, UnitLevel each)
    {
        var communes = unit.Level == UnitLevel.Commune ? [unit] : await units.BelowAsync(unit.Path, UnitLevel.Commune, campaign.TreeDate);
        if (picked.Count > 0)
        {
            communes = [.. communes.Where(commune => picked.Contains(commune.Code))];
        }

        var places = each == UnitLevel.Commune ? communes : await HamletsAsync(campaign, unit, communes);
        return places.Count > 0 ? places : throw new LeafletRefusedException(
            each == UnitLevel.Hamlet ? $"{unit.FullName} chưa có thôn, khu phố nào trong hệ thống: thêm thôn trước, hoặc in theo xã." : $"{unit.FullName} không có xã nào để in.",
            each == UnitLevel.Hamlet ? $"{unit.FullName} has no hamlets yet: add them first, or print by commune." : $"{unit.FullName} has no communes to print for.");
    }

    private async Task<IReadOnlyList<Unit>> HamletsAsync(Campaign campaign, Unit unit, IReadOnlyList<Unit> communes)
    {
        var within = communes.Select(commune => commune.Id).ToHashSet();
        return [.. (await units.BelowAsync(unit.Path, UnitLevel.Hamlet, campaign.TreeDate)).Where(hamlet => within.Contains(hamlet.ParentId!.Value))];
    }
}
