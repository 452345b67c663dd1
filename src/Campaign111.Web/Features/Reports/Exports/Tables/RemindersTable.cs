using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Reminders to units of a subtree with what they rested on and what was answered, the newest first.</summary>
public sealed class RemindersTable(ReminderQueries reminders, Acknowledgements acknowledgements, UnitDirectory units) : IExportTable
{
    private const int AtOnce = 1000;

    public ExportKind Kind => ExportKinds.Reminders;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("reminder", "Số", "Number", 8, SheetFormat.Name),
        new("swept_on", "Ngày nhắc", "Reminded on", 12),
        new("unit_code", "Mã", "Code", 10),
        new("unit", "Đơn vị", "Unit", 28),
        new("rung", "Nấc", "Rung", 14),
        new("last_day", "Hạn cuối", "Last day", 12),
        new("wording", "Câu chữ của hạn", "Wording", 24),
        new("document", "Công văn", "Dispatch", 22),
        new("reached", "Đã đến", "Reached"),
        new("target", "Phải đến", "To reach"),
        new("share", "Tỷ lệ", "Share reached", 10, SheetFormat.Percent),
        new("expected_share", "Phải đạt", "Expected share", 10, SheetFormat.Percent),
        new("last_entry_on", "Lượt ghi gần nhất", "Last entry", 12),
        new("state", "Tình trạng", "State", 14),
        new("answered_at", "Trả lời lúc", "Answered at", 16),
        new("answered_by", "Người trả lời", "Answered by", 20),
        new("answer", "Kế hoạch", "Plan", 36),
    ];

    public Task<long?> AboutAsync(ExportOrder order) => Task.FromResult<long?>(null);

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        long? before = after is null ? null : long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var asked = Math.Min(take, AtOnce);
        var sent = await reminders.SentAsync(order.Campaign.Id, before, asked);
        var places = await PlaceNames.OfAsync(units, sent.Select(reminder => reminder.UnitId));
        var answers = sent.Count == 0 ? null : await acknowledgements.OfAsync([.. sent.Select(reminder => reminder.Id)]);
        return new ExportPage(
            [.. sent.Where(reminder => places.IsWithin(reminder.UnitId, order.Unit)).Select(reminder => Cells(reminder, places[reminder.UnitId], answers![reminder.Id].FirstOrDefault()))],
            sent.Count == asked ? sent[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static IReadOnlyList<object?> Cells(ReminderFacts reminder, Unit unit, Acknowledgement? answer) =>
    [
        reminder.Id, reminder.SweptOn, unit.Code, unit.FullName, reminder.Rung, reminder.LastDay, reminder.Wording, reminder.Document, reminder.Reached, reminder.Target,
        reminder.PercentReached / 100, reminder.PercentExpected / 100, reminder.LastEntryOn,
        reminder.State == ReminderFacts.Dropped ? Text.Of("bỏ qua", "let go") : answer is not null ? Text.Of("đã trả lời", "answered") : reminder.NeedsAck ? Text.Of("chờ trả lời", "waits for an answer") : Text.Of("đã nhắc", "reminded"),
        answer?.At, answer?.Name, answer?.Words,
    ];
}
