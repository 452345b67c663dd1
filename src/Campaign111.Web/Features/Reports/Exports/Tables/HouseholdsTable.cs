using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.Register;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>The households of a commune's register: codes and addresses. Labels, which name people, stay in the product (Decree 13/2023/NĐ-CP).</summary>
public sealed class HouseholdsTable(HouseholdList households, CoverageDesk desk) : IExportTable
{
    private const char Behind = '|';

    public ExportKind Kind => ExportKinds.Households;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("hamlet_code", "Mã thôn", "Hamlet code", 12),
        new("hamlet", "Thôn, khu phố", "Hamlet", 20),
        new("household", "Mã hộ", "Household", 12),
        new("address", "Địa chỉ", "Address", 40),
        new("state", "Tình trạng", "State", 14),
        new("reached_on", "Ngày đến", "Reached on", 12),
        new("absences", "Số lần vắng", "Absences", 10),
        new("settled", "Đã xong", "Settled", 10),
        new("closed_on", "Ra khỏi sổ", "Out of the register", 12),
    ];

    public Task<long?> AboutAsync(ExportOrder order) => Task.FromResult<long?>(null);

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        var hamlets = (await desk.HamletsAsync(order.Campaign, order.Unit)).OrderBy(hamlet => hamlet.Id).ToList();
        var (from, code) = Place(after);
        var at = hamlets.FindIndex(hamlet => hamlet.Id >= from);
        if (at < 0)
        {
            return new ExportPage([], null);
        }

        var hamlet = hamlets[at];
        var page = await households.PageAsync(new HouseholdQuery(order.Campaign.Id, hamlet.Id, HouseholdFilter.All, null, hamlet.Id == from ? code : null), take);
        var next = page.Next is { } more ? $"{hamlet.Id}{Behind}{more}" : at + 1 < hamlets.Count ? $"{hamlets[at + 1].Id}{Behind}" : null;
        return new ExportPage([.. page.Lines.Select(line => Cells(hamlet.Code, hamlet.FullName, line))], next);
    }

    private static (long Hamlet, string Code) Place(string? after) => after is null ? (0, "")
        : after.Split(Behind, 2) is [var hamlet, var code] ? (long.Parse(hamlet, NumberStyles.None, CultureInfo.InvariantCulture), code)
        : throw new FormatException($"'{after}' is no place in the register.");

    private static IReadOnlyList<object?> Cells(string code, string name, HouseholdLine line) =>
    [
        code, name, line.Code, line.Address, line.State is { } state ? CoverageTexts.Of(state) : Text.Of("Chưa đến", "Not visited"), line.ReachedOn, line.Absences, line.Settled,
        line.ClosedAt is { } closed ? VietnamTime.Day(closed) : null,
    ];
}
