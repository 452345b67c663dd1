using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage.Places;

/// <summary>What a list did. With errors it did nothing.</summary>
public sealed record PlaceListResult(IReadOnlyList<TableError> Errors, int Communes = 0, int NewHamlets = 0, int Targets = 0, long Households = 0);

/// <summary>Hamlets and their households for many communes, by one spreadsheet: it is given out with every commune in it, and read back all or nothing.
/// What the communes know better they correct later, hamlet by hamlet.</summary>
public sealed class PlaceList(UnitDirectory units, Hamlets hamlets, PlaceTargets targets)
{
    /// <summary>The sheet: each hamlet that exists, and one line for each commune without any.</summary>
    /// <param name="campaign">Gives the day of the tree.</param>
    /// <param name="reaches">Whether a commune belongs in it.</param>
    /// <param name="today">Written as the day of figures that are to be filled in.</param>
    public async Task<Sheet> SheetAsync(Campaign campaign, Func<string, bool> reaches, DateOnly today)
    {
        var communes = (await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate)).Where(commune => reaches(commune.Path)).ToList();
        var known = (await units.BelowAsync(campaign.UnitPath, UnitLevel.Hamlet, campaign.TreeDate)).ToLookup(hamlet => hamlet.ParentId);
        var counts = await targets.InForceAsync(communes.SelectMany(commune => known[commune.Id]).Select(hamlet => hamlet.Id));
        var rows = communes.SelectMany(commune => known[commune.Id].Select(hamlet => Row(commune, hamlet, counts.GetValueOrDefault(hamlet.Id), today))
            .DefaultIfEmpty([commune.Code, commune.FullName, null, null, Text.Of("Xã báo cáo", "Reported by the commune"), today]));
        return new Sheet(
            Text.Of("Số hộ theo thôn", "Households by hamlet"),
            [
                new SheetColumn(Text.Of("Mã xã", "commune_code"), 10), new SheetColumn(Text.Of("Tên xã", "commune"), 28),
                new SheetColumn(Text.Of("Thôn, ấp, khu phố", "hamlet"), 26), new SheetColumn(Text.Of("Số hộ", "households"), 10),
                new SheetColumn(Text.Of("Nguồn", "source"), 26), new SheetColumn(Text.Of("Ngày số liệu", "date"), 14),
            ],
            rows)
        {
            Notes =
            [
                Text.Of(
                    "Mỗi thôn một dòng: chép dòng của xã xuống cho đủ số thôn, ghi tên thôn (như Thôn 3, Khu phố Tân An) và số hộ. Chưa có danh sách thôn: để trống ô thôn, cả xã là một địa bàn.",
                    "One line a hamlet: copy the commune's line as often as it has hamlets, give name (like Thôn 3) and households. No list of hamlets yet: leave the cell empty, the commune counts as one place."),
            ],
        };
    }

    /// <summary>Reads, checks and, when every row is good, adds the new hamlets and records the households, in one transaction.</summary>
    /// <exception cref="TableFileException">The file as a whole cannot be read.</exception>
    public async Task<PlaceListResult> RunAsync(Stream file, string fileName, Campaign campaign, Func<string, bool> reaches, DateOnly today, Actor actor, CancellationToken cancel)
    {
        using var table = TableFile.Open(file, fileName);
        var reader = new PlaceListReader(
            (await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate)).ToDictionary(commune => commune.Code, StringComparer.Ordinal),
            (await units.BelowAsync(campaign.UnitPath, UnitLevel.Hamlet, campaign.TreeDate)).ToLookup(hamlet => hamlet.ParentId),
            reaches, today);
        var errors = new List<TableError>();
        var rows = new List<PlaceListRow>();
        foreach (var row in table.Read(PlaceListColumns.Schema))
        {
            if (reader.Read(row) is { } good)
            {
                rows.Add(good);
            }

            errors.AddRange(row.Errors);
        }

        if (errors.Count > 0 || rows.Count == 0)
        {
            return new PlaceListResult(errors);
        }

        try
        {
            var set = await targets.SetAsync(actor, session => MakeAsync(session, actor, rows), cancel);
            return new PlaceListResult([], rows.Select(row => row.Commune.Id).Distinct().Count(), rows.Count(row => row.Known is null), set, rows.Sum(row => row.Households));
        }
        catch (UnitRuleException wrong)
        {
            // Somebody added the same hamlet meanwhile.
            return new PlaceListResult([new TableError(0, "", wrong.Text)]);
        }
    }

    private async Task<IReadOnlyList<TargetInput>> MakeAsync(DbSession session, Actor actor, List<PlaceListRow> rows)
    {
        var inputs = new List<TargetInput>();
        foreach (var commune in rows.GroupBy(row => row.Commune.Id))
        {
            var fresh = commune.Where(row => row.Known is null).ToList();
            var ids = fresh.Count == 0 ? [] : await hamlets.AddAsync(session, actor, fresh[0].Commune, [.. fresh.Select(row => row.Hamlet)]);
            inputs.AddRange(fresh.Zip(ids, (row, id) => Input(row, new Unit
            {
                Id = id, ParentId = row.Commune.Id, Level = UnitLevel.Hamlet, Code = row.Hamlet.Code!, UnitType = row.Hamlet.UnitType, Name = row.Hamlet.Name,
                Path = $"{row.Commune.Path}{id}/", ValidFrom = row.Commune.ValidFrom, ValidTo = row.Commune.ValidTo,
            })));
            inputs.AddRange(commune.Where(row => row.Known is not null).Select(row => Input(row, row.Known!)));
        }

        return inputs;
    }

    private static TargetInput Input(PlaceListRow row, Unit hamlet) => new(hamlet, row.Commune, row.Households, row.Source, row.AsOf);

    private static IReadOnlyList<object?> Row(Unit commune, Unit hamlet, PlaceTarget? count, DateOnly today) =>
        [commune.Code, commune.FullName, hamlet.FullName, count?.Households, count?.Source ?? Text.Of("Xã báo cáo", "Reported by the commune"), count?.AsOf ?? today];
}
