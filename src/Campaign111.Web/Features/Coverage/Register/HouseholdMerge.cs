using System.Data.Common;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Register;

/// <summary>Makes one household of two: of a duplicate and the one that is kept, or of a household and its new place in another hamlet. Entries are
/// append-only, so each valid one of the first is replaced by the same entry of the second, through the ledger, in one transaction with the
/// register: the totals stay exact, and the old entries stay on record. What a phone still sends under the old code follows.</summary>
public sealed class HouseholdMerge(
    Database database, CoverageLedger ledger, ICampaignDirectory campaigns, PlaceBook places, HamletModes modes, AuditLog audit, TimeProvider time)
{
    private const string Valid = $"SELECT {EntryRows.Columns} FROM coverage_entry WHERE household_id = @household AND state = 'valid' ORDER BY id";

    private const string CountValid = "SELECT COUNT(*) FROM coverage_entry WHERE household_id = @household AND state = 'valid'";

    // Not into one that was itself merged since it was read: what follows a household names its last one, never a chain.
    private const string Merge = """
        UPDATE household SET merged_into = @kept, closed_at = COALESCE(closed_at, @at), label = NULL, search_text = @search
        WHERE id = @id AND merged_into IS NULL AND EXISTS (SELECT 1 FROM household kept WHERE kept.id = @kept AND kept.merged_into IS NULL)
        """;

    private const string Follow = "UPDATE household SET merged_into = @kept WHERE merged_into = @id";

    private const string Add = """
        INSERT INTO household (hamlet_id, code, address, search_text, closed_at) VALUES (@hamlet, @code, @address, @search, @at)
        """;

    private const string Open = "UPDATE household SET closed_at = NULL, address = @address, label = @label, search_text = @search WHERE id = @id AND merged_into IS NULL";

    /// <summary>Counts all visits of a duplicate for the household that is kept, and closes the duplicate.</summary>
    /// <exception cref="EntryRefusedException">The same household, one of them unknown, closed or merged, no reason, or an entry was refused.</exception>
    public async Task MergeAsync(CoverageSender sender, Unit hamlet, string duplicate, string kept, string reason, CancellationToken cancel = default)
    {
        var given = HouseholdUpkeep.Reason(reason);
        var (from, into) = await database.ReadAsync(
            async session => (await HouseholdUpkeep.FindAsync(session, hamlet, duplicate), await HouseholdUpkeep.FindAsync(session, hamlet, kept)), cancel);
        if (from.Id == into.Id || into.ClosedAt is not null || into.MergedInto is not null || from.MergedInto is not null)
        {
            throw new EntryRefusedException(Text.Of(
                "Chọn hai hộ khác nhau, chưa gộp; hộ được giữ phải đang ở trong sổ.", "Choose two different households that are not merged yet; the one that is kept must be open."));
        }

        var place = await places.OfHamletAsync(hamlet.Id);
        await CarryAsync(sender, new Carry(from, into, place, "household.merged", Text.Of($"Gộp hộ {duplicate} vào {kept}: ", $"Merged {duplicate} into {kept}: ") + given, given), null, cancel);
    }

    /// <summary>Moves a household with its visits to another hamlet of the same commune; returns its code there.</summary>
    /// <exception cref="EntryRefusedException">Another commune, the code is taken there, the new hamlet is tallied while visits count, no reason.</exception>
    public async Task<string> MoveAsync(CoverageSender sender, Unit hamlet, string code, Unit target, string? newCode, string reason, CancellationToken cancel = default)
    {
        var given = HouseholdUpkeep.Reason(reason);
        var name = string.IsNullOrWhiteSpace(newCode) ? code : newCode.Trim();
        if (target.ParentId != hamlet.ParentId || target.Id == hamlet.Id)
        {
            throw new EntryRefusedException(Text.Of("Chọn một thôn khác của cùng xã.", "Choose another hamlet of the same commune."));
        }

        var from = await database.ReadAsync(session => HouseholdUpkeep.FindAsync(session, hamlet, code), cancel);
        if (from.ClosedAt is not null)
        {
            throw new EntryRefusedException(Text.Of($"Hộ {code} đã ra khỏi sổ: đưa trở lại sổ trước khi chuyển.", $"Household {code} is closed: reopen it before you move it."));
        }

        if (HouseholdRegister.Problem(name, from.Address) is { } problem)
        {
            throw new EntryRefusedException(problem);
        }

        // Made closed, and opened in the transaction that carries the visits: a crash between leaves nothing that anybody sees.
        var into = await MakeAsync(from, target, name, cancel);
        var place = await places.OfHamletAsync(target.Id);
        var words = Text.Of($"Chuyển hộ {code} sang {target.FullName} ({name}): ", $"Moved {code} to {target.FullName} ({name}): ") + given;
        await CarryAsync(
            sender, new Carry(from, into, place, "household.moved", words, given),
            async session =>
            {
                await session.ExecuteAsync(Open, new { id = into.Id, address = from.Address, label = from.Label, search = HouseholdRegister.Search(name, from.Address, from.Label) });
                await HouseholdWords.ReplaceAsync(session, [(target.Id, name, "", $"{from.Label} {from.Address}")]);
            },
            cancel);
        return name;
    }

    private async Task<Household> MakeAsync(Household from, Unit target, string code, CancellationToken cancel)
    {
        var taken = new EntryRefusedException(Text.Of($"{target.FullName} đã có hộ {code}: ghi một mã mới cho nơi đến.", $"{target.FullName} has a household {code}: give it a new code there."));
        try
        {
            return await database.WriteAsync(
                async session =>
                {
                    const string Find = "SELECT id, hamlet_id, code, address, label, closed_at, merged_into FROM household WHERE hamlet_id = @hamlet AND code = @code";
                    var known = await session.FirstAsync<Household>(Find, new { hamlet = target.Id, code });
                    if (known is null)
                    {
                        var at = time.GetUtcNow();
                        await session.InsertAsync(Add, new { hamlet = target.Id, code, address = "", search = HouseholdRegister.Search(code, ""), at });
                        return await session.SingleAsync<Household>(Find, new { hamlet = target.Id, code });
                    }

                    // An attempt that did not end left an empty closed one.
                    return known is { ClosedAt: not null, MergedInto: null, Address: "" } && await session.ScalarAsync<long>(CountValid, new { household = known.Id }) == 0 ? known : throw taken;
                },
                cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw taken;
        }
    }

    private async Task CarryAsync(CoverageSender sender, Carry carry, Func<DbSession, Task>? also, CancellationToken cancel)
    {
        var entries = await database.ReadAsync(session => session.QueryAsync<CoverageEntry>(Valid, new { household = carry.From.Id }), cancel);
        if (entries.Count > CoverageLedger.MostEntries)
        {
            throw new EntryRefusedException(Text.Of($"Hộ này có hơn {CoverageLedger.MostEntries} lượt ghi: báo quản trị.", $"This household has more than {CoverageLedger.MostEntries} entries: tell the administrator."));
        }

        async Task WithinAsync(DbSession session, string receipt, IReadOnlyList<Candidate> read)
        {
            // Held in the new hamlet, or one more came in meanwhile: nothing is half moved.
            if (read.Any(candidate => candidate.Result?.Status != EntryStatus.Stored) || await session.ScalarAsync<long>(CountValid, new { household = carry.From.Id }) > 0)
            {
                throw new EntryRefusedException(Text.Of("Hộ này vừa có lượt ghi mới: tải lại trang rồi thử lại.", "A new entry for this household just arrived: reload and try again."));
            }

            await FinishAsync(session, sender, carry, entries.Count);
            await (also?.Invoke(session) ?? Task.CompletedTask);
        }

        if (entries.Count == 0)
        {
            await database.WriteAsync(session => WithinAsync(session, "", []), cancel);
            return;
        }

        var replacements = new List<IncomingEntry>();
        foreach (var entry in entries)
        {
            replacements.Add(await ReplacementAsync(entry, carry));
        }

        await ledger.RecordAsync(sender, replacements, new BatchTerms(AllOrNothing: true, carry.Words) { Within = WithinAsync }, cancel);
    }

    private async Task<IncomingEntry> ReplacementAsync(CoverageEntry entry, Carry carry)
    {
        var campaign = await campaigns.FindAsync(entry.CampaignId) ?? throw new InvalidOperationException($"There is no campaign {entry.CampaignId}.");
        if (carry.From.HamletId != carry.Into.HamletId && (await modes.RegisterHamletsAsync(campaign.Id, [carry.Into.HamletId])).Count == 0)
        {
            throw new EntryRefusedException(Text.Of(
                $"{carry.Place.Hamlet.FullName} đang ghi theo tổng số nên không nhận được các lượt ghi của hộ: đổi thôn đó sang ghi theo sổ hộ trước.",
                $"{carry.Place.Hamlet.FullName} is logged by tally and cannot take the household's entries: change it to logging by household first."));
        }

        return new IncomingEntry
        {
            Key = Guid.CreateVersion7().ToString(),
            Campaign = campaign.Slug,
            Place = $"{carry.Place.Commune.Code}/{carry.Place.Hamlet.Code}",
            Household = carry.Into.Code,
            Outcome = entry.Outcome.Code(),
            Method = entry.Method,
            Leaflets = entry.Leaflets,
            CapturedAt = entry.CountedAt.ToString("O"),
            KeepDay = entry.CountedDay,
            ReceivedAt = entry.ReceivedAt,
            Note = entry.Note,
            Voids = entry.EntryKey.ToString(),
        };
    }

    private async Task FinishAsync(DbSession session, CoverageSender sender, Carry carry, int entries)
    {
        if (await session.ExecuteAsync(Merge, new { id = carry.From.Id, kept = carry.Into.Id, at = time.GetUtcNow(), search = HouseholdRegister.Search(carry.From.Code, carry.From.Address) }) == 0)
        {
            throw new EntryRefusedException(Text.Of($"Hộ {carry.From.Code} hoặc {carry.Into.Code} vừa được gộp hoặc chuyển: tải lại trang.", $"Household {carry.From.Code} or {carry.Into.Code} was just merged or moved: reload."));
        }

        await HouseholdWords.ReplaceAsync(session, [(carry.From.HamletId, carry.From.Code, $"{carry.From.Label} {carry.From.Address}", carry.From.Address)]);

        await session.ExecuteAsync(Follow, new { id = carry.From.Id, kept = carry.Into.Id });
        var actor = sender.Actor with { OnBehalfOf = sender.OnBehalfOf(carry.Place.Commune, carry.Place.Hamlet) };
        await audit.RecordAsync(session, actor, new AuditEntry(carry.Action, "household", $"{carry.From.Id}")
        {
            UnitId = carry.Place.Commune.Id,
            Before = new { carry.From.Code, carry.From.HamletId },
            After = new { carry.Into.Code, carry.Into.HamletId, Entries = entries },
            Reason = carry.Reason,
        });
    }

    private sealed record Carry(Household From, Household Into, Place Place, string Action, string Words, string Reason);
}
