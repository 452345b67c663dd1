using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>Brings what stands on a sheet into the ledger, once: the sheet is marked as keyed in the transaction that stores its entries. A second
/// keying is refused; a correction is asked for as such, and voids and replaces what changed.</summary>
public sealed class PaperKeying(Database database, CoverageLedger ledger, CoverageVoids voids, PaperSheets sheets, CoverageDesk desk, AuditLog audit, TimeProvider time)
{
    private const int MostKeys = 900;

    private const string Keyed = """
        UPDATE paper_sheet SET keyed_at = @at, keyed_by = @by, keyed_day = @day, receipt = @receipt WHERE id = @id AND keyed_at IS NULL
        """;

    private const string Corrected = """
        UPDATE paper_sheet SET revision = revision + 1, keyed_day = @day WHERE id = @id AND revision = @was AND keyed_at IS NOT NULL
        """;

    /// <summary>The entries of the sheet that count or wait, by line.</summary>
    public async Task<IReadOnlyDictionary<string, CoverageEntry>> StandingAsync(PaperSheet sheet)
    {
        if (sheet.KeyedAt is null)
        {
            return new Dictionary<string, CoverageEntry>();
        }

        var names = sheet.IsTally
            ? Enum.GetValues<CoverageOutcome>().Select(outcome => outcome.Code())
            : (await sheets.LinesAsync(sheet)).Select(line => line.Id.ToString(CultureInfo.InvariantCulture));
        var keys = names.SelectMany(line => Enumerable.Range(0, sheet.Revision + 1).Select(revision => (Line: line, Key: sheet.KeyOf(line, revision)))).ToDictionary(pair => pair.Key, pair => pair.Line);
        var standing = new Dictionary<string, CoverageEntry>(StringComparer.Ordinal);
        foreach (var chunk in keys.Keys.Chunk(MostKeys))
        {
            foreach (var entry in await database.ReadAsync(session => EntryRows.ByKeysAsync(session, chunk)))
            {
                if (entry.State != EntryState.Voided)
                {
                    standing[keys[entry.EntryKey]] = entry;
                }
            }
        }

        return standing;
    }

    /// <summary>Stores the sheet, all of it or nothing.</summary>
    /// <exception cref="EntryRefusedException">Keyed before (names who and when), a day outside the campaign, nothing marked, an entry refused.</exception>
    public async Task<BatchResult> KeyAsync(CoverageSender sender, Campaign campaign, Place place, PaperSheet sheet, SheetForm form, CancellationToken cancel = default)
    {
        DemandNew(sheet);
        var (captured, day) = await DayAsync(campaign, form);
        var marks = SheetMark.Read(sheet, await sheets.LinesAsync(sheet), form).Where(mark => !mark.IsNothing).ToList();
        if (marks.Count == 0)
        {
            throw new EntryRefusedException(Text.Of("Tờ này chưa có dấu nào: đánh dấu ít nhất một hộ, hoặc ghi số hộ.", "Nothing is marked: mark at least one household, or enter a number."));
        }

        var at = time.GetUtcNow().ToWholeMilliseconds();
        var terms = new BatchTerms(AllOrNothing: true, null)
        {
            Within = async (session, receipt, _) =>
            {
                if (await session.ExecuteAsync(Keyed, new { id = sheet.Id, at, by = sender.Actor.Name, day, receipt }) == 0)
                {
                    throw new EntryRefusedException(Text.Of("Tờ này vừa được người khác nhập: tải lại trang để xem.", "Somebody else just keyed this sheet: reload to see it."));
                }

                await RecordAsync(session, sender, place, sheet, "paper.keyed", marks.Count, null);
            },
        };
        var result = await ledger.RecordAsync(sender, [.. marks.Select(mark => Entry(mark, campaign, place, sheet.KeyOf(mark.Line, 0), captured))], terms, cancel);
        if (result.Results.Any(verdict => verdict.Status == EntryStatus.Duplicate))
        {
            DemandNew((await sheets.FindAsync(sheet.Code))!);
        }

        return result;
    }

    /// <summary>Makes the sheet's entries say what the form says: changed ones are replaced, those that are gone are withdrawn. Returns how many changed.</summary>
    /// <exception cref="EntryRefusedException">Not keyed yet, no reason, somebody corrected it meanwhile, or as <see cref="KeyAsync"/>.</exception>
    public async Task<int> CorrectAsync(CoverageSender sender, Campaign campaign, Place place, PaperSheet sheet, SheetForm form, CancellationToken cancel = default)
    {
        if (sheet.KeyedAt is null || string.IsNullOrWhiteSpace(form.Reason) || form.Reason.Length > 400)
        {
            throw new EntryRefusedException(Text.Of("Ghi lý do sửa, tối đa 400 ký tự.", "Give a reason for the correction, at most 400 characters."));
        }

        var (captured, day) = await DayAsync(campaign, form);
        var marks = SheetMark.Read(sheet, await sheets.LinesAsync(sheet), form);
        var standing = await StandingAsync(sheet);
        var changed = marks.Where(mark => standing.TryGetValue(mark.Line, out var entry) ? !mark.Says(entry, day) && !(mark.IsNothing && entry is { Households: 0, Leaflets: 0 }) : !mark.IsNothing).ToList();
        var gone = standing.Where(pair => marks.All(mark => mark.Line != pair.Key)).Select(pair => pair.Value).ToList();
        if (changed.Count + gone.Count == 0)
        {
            return 0;
        }

        async Task WithinAsync(DbSession session)
        {
            if (await session.ExecuteAsync(Corrected, new { id = sheet.Id, was = sheet.Revision, day }) == 0)
            {
                throw new EntryRefusedException(Text.Of("Tờ này vừa được người khác sửa: tải lại trang.", "Somebody else just corrected this sheet: reload."));
            }

            await RecordAsync(session, sender, place, sheet, "paper.corrected", changed.Count + gone.Count, form.Reason.Trim());
        }

        if (changed.Count == 0)
        {
            await database.WriteAsync(WithinAsync, cancel);
        }
        else
        {
            var entries = changed.Select(mark => Entry(mark, campaign, place, sheet.KeyOf(mark.Line, sheet.Revision + 1), captured) with
            {
                Voids = standing.TryGetValue(mark.Line, out var entry) ? entry.EntryKey.ToString() : null,
            });
            await ledger.RecordAsync(sender, [.. entries], new BatchTerms(AllOrNothing: true, form.Reason.Trim()) { Within = (session, _, _) => WithinAsync(session) }, cancel);
        }

        foreach (var entry in gone)
        {
            await voids.WithdrawAsync(sender, entry.EntryKey, form.Reason.Trim(), cancel);
        }

        return changed.Count + gone.Count;
    }

    private static void DemandNew(PaperSheet sheet)
    {
        if (sheet.KeyedAt is { } at)
        {
            throw new EntryRefusedException(Text.Of(
                $"Tờ {sheet.Code} đã được {sheet.KeyedBy} nhập lúc {Formats.Moment(at)}. Không lưu lần thứ hai; nếu nhập sai, bấm sửa tờ đã nhập.",
                $"Sheet {sheet.Code} was keyed by {sheet.KeyedBy} on {Formats.Moment(at)}. It is not stored twice; if it is wrong, correct the keyed sheet."));
        }
    }

    private static IncomingEntry Entry(SheetMark mark, Campaign campaign, Place place, Guid key, DateTimeOffset captured) => new()
    {
        Key = key.ToString(),
        Campaign = campaign.Slug,
        Place = $"{place.Commune.Code}/{place.Hamlet.Code}",
        Household = mark.Household,
        Outcome = mark.Outcome.Code(),
        Households = mark.Households,
        Leaflets = mark.Leaflets,
        CapturedAt = captured.ToString("O", CultureInfo.InvariantCulture),
    };

    private async Task<(DateTimeOffset Captured, DateOnly Day)> DayAsync(Campaign campaign, SheetForm form) =>
        form.Day is { } day && await desk.CapturedAsync(campaign, day) is { } captured ? (captured, day) : throw new EntryRefusedException(await desk.DayProblemAsync(campaign));

    private Task RecordAsync(DbSession session, CoverageSender sender, Place place, PaperSheet sheet, string action, int entries, string? reason) =>
        audit.RecordAsync(session, sender.Actor with { OnBehalfOf = sender.OnBehalfOf(place.Commune, place.Hamlet) }, new AuditEntry(action, "paper-sheet", sheet.Code)
        {
            UnitId = place.Commune.Id,
            After = new { Entries = entries },
            Reason = reason,
        });
}
