using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Coverage entries, hamlet by hamlet. Millions of them: read by key.</summary>
public sealed class EntriesTable(EntryListing listing, UnitDirectory units) : IExportTable
{
    public ExportKind Kind => ExportKinds.Entries;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("sequence", "Số thứ tự nhận", "Sequence", 12, SheetFormat.Name),
        new("receipt", "Biên nhận", "Receipt", 12),
        new("district", "Huyện", "District", 22),
        new("commune_code", "Mã xã", "Commune code", 10),
        new("commune", "Xã, phường", "Commune", 22),
        new("hamlet_code", "Mã thôn", "Hamlet code", 12),
        new("hamlet", "Thôn, khu phố", "Hamlet", 18),
        new("household", "Mã hộ", "Household", 12),
        new("outcome", "Kết quả", "Outcome", 12),
        new("method", "Cách phát", "Method", 18),
        new("households", "Số hộ", "Households", 10),
        new("leaflets", "Tờ rơi", "Leaflets", 10),
        new("captured_at", "Lúc ghi", "Captured at", 16),
        new("received_at", "Lúc nhận", "Received at", 16),
        new("counted_day", "Ngày tính", "Counted day", 12),
        new("state", "Tình trạng", "State", 12),
        new("remarks", "Lưu ý", "Remarks", 20),
        new("note", "Ghi chú", "Note", 24),
        new("sent_by", "Người gửi", "Sent by", 18),
        new("on_behalf_of", "Thay cho", "On behalf of", 18),
        new("void_reason", "Lý do huỷ", "Reason voided", 20),
    ];

    public async Task<long?> AboutAsync(ExportOrder order) => await listing.AboutAsync(order.Campaign.Id, order.Unit);

    public async Task<long?> BoundAsync() => await listing.NewestAsync();

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        var (entries, next) = await listing.PageAsync(order.Campaign.Id, order.Unit, Place(after), order.Bound ?? long.MaxValue, take);
        var places = await PlaceNames.OfAsync(units, entries.Select(entry => entry.HamletId));
        var words = new Words(places);
        return new ExportPage([.. entries.Select(words.Cells)], next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{next.Id}{next.Path}"));
    }

    // "123/1/12/345/": the entry, then the path of its hamlet.
    private static EntryPlace? Place(string? after) => after is null ? null
        : after.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? new EntryPlace(after[slash..], long.Parse(after.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{after}' is no place in the entries.");

    // A word is looked up once for each page, not for each of many rows.
    private sealed class Words(PlaceNames places)
    {
        private readonly Dictionary<long, (string? District, Unit? Commune, Unit Hamlet)> seen = [];
        private readonly Dictionary<string, string> outcomes = Enum.GetValues<CoverageOutcome>().ToDictionary(outcome => outcome.Code(), CoverageTexts.Of);
        private readonly Dictionary<string, string> methods = [];
        private readonly Dictionary<string, string> remarks = new() { [""] = "" };
        private readonly Dictionary<string, string> states = new()
        {
            ["valid"] = Text.Of("được tính", "counts"),
            ["held"] = Text.Of("chờ xử lý", "held"),
            ["voided"] = Text.Of("đã huỷ", "voided"),
        };

        public IReadOnlyList<object?> Cells(ListedEntry entry)
        {
            if (!seen.TryGetValue(entry.HamletId, out var place))
            {
                seen[entry.HamletId] = place = (places.On(UnitLevel.District, entry.HamletId)?.FullName, places.On(UnitLevel.Commune, entry.HamletId), places[entry.HamletId]);
            }

            return
            [
                entry.Id, entry.Receipt, place.District, place.Commune?.Code, place.Commune?.FullName, place.Hamlet.Code, place.Hamlet.FullName, entry.HouseholdCode,
                outcomes.GetValueOrDefault(entry.Outcome, entry.Outcome), Known(methods, entry.Method, CoverageTexts.Method), entry.Households, entry.Leaflets,
                entry.CapturedAt, entry.ReceivedAt, entry.CountedDay, states.GetValueOrDefault(entry.State, entry.State), Known(remarks, entry.Flags, Remarks),
                entry.Note, entry.SentBy, entry.OnBehalfOf, entry.VoidReason,
            ];
        }

        private static string Known(Dictionary<string, string> known, string code, Func<string, string> word) =>
            known.TryGetValue(code, out var text) ? text : known[code] = word(code);

        private static string Remarks(string flags) => string.Join("; ", flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CoverageTexts.Flag));
    }
}
