using System.Globalization;
using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>The audit trail of units in a subtree, the newest first. Acts that belong to no unit stay on the administrator's page.</summary>
public sealed class AuditTable(AuditQueries audit, UnitDirectory units) : IExportTable
{
    private const int AtOnce = 5000;

    public ExportKind Kind => ExportKinds.Audit;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("event", "Số", "Number", 10, Platform.Office.SheetFormat.Name),
        new("at", "Lúc", "At", 16),
        new("actor", "Tài khoản", "Account", 20),
        new("on_behalf_of", "Thay cho", "On behalf of", 22),
        new("action", "Thao tác", "Act", 30),
        new("subject", "Đối tượng", "Subject", 18),
        new("subject_id", "Mã đối tượng", "Subject id", 20),
        new("unit_code", "Mã đơn vị", "Unit code", 10),
        new("unit", "Đơn vị", "Unit", 26),
        new("reason", "Lý do", "Reason", 36),
    ];

    public Task<long?> AboutAsync(ExportOrder order) => Task.FromResult<long?>(null);

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        long? before = after is null ? null : long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var asked = Math.Min(take, AtOnce);
        var events = await audit.FindAsync(new AuditFilter(), before, asked, cancel);
        var places = await PlaceNames.OfAsync(units, events.Select(happened => happened.UnitId).OfType<long>());
        return new ExportPage(
            [.. events.Where(happened => happened.UnitId is { } unit && places.IsWithin(unit, order.Unit)).Select(happened => Cells(happened, places[happened.UnitId!.Value]))],
            events.Count == asked ? events[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static IReadOnlyList<object?> Cells(AuditEvent happened, Unit unit) =>
    [
        happened.Id, happened.At, happened.Actor, happened.OnBehalfOf, AuditTexts.Action(happened.Action), AuditTexts.Subject(happened.SubjectType), happened.SubjectId,
        unit.Code, unit.FullName, happened.Reason,
    ];
}
