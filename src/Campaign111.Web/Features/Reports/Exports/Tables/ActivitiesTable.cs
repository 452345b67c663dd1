using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Materials;
using Campaign111.Features.Materials.Activities;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>What organisations of a subtree did beyond the door, the newest first.</summary>
public sealed class ActivitiesTable(ActivityLog log, OrganisationDirectory organisations, UnitDirectory units) : IExportTable
{
    public ExportKind Kind => ExportKinds.Activities;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("activity", "Số", "Number", 8, Platform.Office.SheetFormat.Name),
        new("organisation", "Cơ quan", "Organisation", 36),
        new("unit", "Thuộc", "At", 24),
        new("kind", "Loại", "Kind", 22),
        new("held_on", "Ngày", "Day", 12),
        new("place", "Nơi", "Place", 30),
        new("times", "Số lượt", "Times", 10),
        new("people", "Số người", "People", 10),
        new("preschool", "Mầm non", "Preschool", 10),
        new("primary", "Tiểu học", "Primary", 10),
        new("lower_secondary", "THCS", "Lower secondary", 10),
        new("upper_secondary", "THPT", "Upper secondary", 10),
        new("note", "Ghi chú", "Note", 30),
        new("logged_at", "Lúc ghi", "Logged at", 16),
        new("withdrawn", "Đã rút lại", "Withdrawn", 10),
    ];

    public Task<long?> AboutAsync(ExportOrder order) => Task.FromResult<long?>(null);

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        long? before = after is null ? null : long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var lines = await log.PageAsync(new UseScope([order.Campaign.Id], [], Everybody: true), before);
        var places = await PlaceNames.OfAsync(units, lines.Select(line => line.UnitId));
        var names = await organisations.FindAsync(lines.Select(line => line.OrganisationId));
        // The log gives its own number a page; of an API's smaller page the rest is read again.
        var shown = lines.Where(line => places.IsWithin(line.UnitId, order.Unit)).Take(take).ToList();
        var last = shown.Count == take ? shown[^1].Id : lines.Count == ActivityLog.Shown ? lines[^1].Id : (long?)null;
        return new ExportPage([.. shown.Select(line => Cells(line, Name(names[line.OrganisationId]), places[line.UnitId].FullName))], last?.ToString(CultureInfo.InvariantCulture));
    }

    private static string Name(Organisation organisation) => Text.Of(organisation.Name, organisation.NameEn);

    private static IReadOnlyList<object?> Cells(Activity line, string organisation, string unit) =>
    [
        line.Id, organisation, unit, ActivityKinds.Name(line.Kind), line.HeldOn, line.Place, line.Times, line.People, line.Preschool, line.PrimaryPupils, line.LowerPupils, line.UpperPupils,
        line.Note, line.LoggedAt, line.WithdrawnAt is not null,
    ];
}
