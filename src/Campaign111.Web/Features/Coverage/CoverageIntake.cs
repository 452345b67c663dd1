using Campaign111.Features.Campaigns;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Reads a batch before the transaction: what each entry means, and what can be said about it without a lock. A few queries for
/// the whole batch. A key that arrives twice at the same moment passes here; the unique index stops it.</summary>
public sealed class CoverageIntake(Database database, ICampaignDirectory campaigns, PlaceBook places, BusinessClock clock, RecentPlans plans)
{
    private const string HouseholdsSql = """
        SELECT id, hamlet_id, code, address, closed_at, merged_into FROM household WHERE hamlet_id IN @hamlets AND code IN @codes
        """;

    private const string ByIdSql = "SELECT id, hamlet_id, code, address, closed_at, merged_into FROM household WHERE id = @id";

    private const string HomesSql = "SELECT hamlet_id FROM household_reach WHERE campaign_id = @campaign AND household_id = @household";

    /// <summary>The entries in the order sent, each with a verdict or ready to be judged in the transaction.</summary>
    /// <param name="sender">Who.</param>
    /// <param name="entries">As sent.</param>
    /// <param name="trusting">Takes the keys of tallies for new: the unique index tells when they are not. Nearly all are, so nearly every batch
    /// saves a look-up of all its keys; one that was sent before is then read again without trust.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<IReadOnlyList<Candidate>> ReadAsync(CoverageSender sender, IReadOnlyList<IncomingEntry> entries, bool trusting, CancellationToken cancel)
    {
        var now = (await clock.NowAsync(cancel)).ToWholeMilliseconds();
        var read = entries.Select(entry => new Candidate(entry)).ToList();
        foreach (var candidate in read)
        {
            EntryForm.Check(candidate);
        }

        await FindPlacesAsync(read, sender);
        await CaptureAsync(read, now);
        if (trusting && read.TrueForAll(candidate => !candidate.IsOpen || candidate is { Sent.Household: null, Replaces: null }))
        {
            FindRepeated(read);
            return read;
        }

        await database.ReadAsync(
            async session =>
            {
                await FindDuplicatesAsync(session, read);
                FindRepeated(read);
                await FindHouseholdsAsync(session, read);
                await FindReplacedAsync(session, read);
                return true;
            },
            cancel);
        await PlaceReplacedAsync(read, sender);
        return read;
    }

    private async Task CaptureAsync(List<Candidate> read, DateTimeOffset now)
    {
        foreach (var candidate in read.Where(candidate => candidate.IsOpen))
        {
            var received = (candidate.Sent.ReceivedAt ?? now).ToWholeMilliseconds();
            candidate.ReceivedAt = received;
            candidate.BookedAt = candidate.Sent.KeepDay is null ? received : now;
            candidate.Capture = CaptureClock.Judge(candidate.Sent.CapturedAt, received, candidate.Campaign.StartsOn);
            if (candidate.Capture is { WrongClock: false, LateSent: false } && candidate.Capture.Day < VietnamTime.Day(received))
            {
                var plan = await plans.OfAsync(candidate.Campaign.Id);
                var lastDay = plan.DeadlineOf(candidate.Place.Hamlet.Path)?.LastDay;
                candidate.Capture = candidate.Capture with { LateSent = CaptureClock.IsAfterTheLastDay(candidate.Capture.Day, received, lastDay) };
            }
        }
    }

    private async Task FindPlacesAsync(List<Candidate> read, CoverageSender sender)
    {
        foreach (var group in read.Where(candidate => candidate.IsOpen).GroupBy(candidate => (candidate.Sent.Campaign, candidate.Sent.Place)).ToList())
        {
            var campaign = await campaigns.FindAsync(group.Key.Campaign ?? "");
            var place = campaign is null ? null : await places.FindAsync(campaign, group.Key.Place ?? "");
            var refusal = campaign is null ? Refusals.UnknownCampaign(group.Key.Campaign)
                : place is null ? Refusals.UnknownPlace(group.Key.Place)
                : !sender.MayLog(place.Hamlet.Path) && !sender.MayLog(place.Origin.Path) ? Refusals.ForeignPlace(group.Key.Place)
                : null;
            foreach (var candidate in group)
            {
                if (refusal is not null)
                {
                    candidate.Reject(refusal);
                    continue;
                }

                (candidate.Campaign, candidate.Place) = (campaign!, place!);
            }
        }
    }

    private static async Task FindDuplicatesAsync(DbSession session, List<Candidate> read)
    {
        var open = read.Where(candidate => candidate.IsOpen).ToList();
        var stored = (await EntryRows.ByKeysAsync(session, open.Select(candidate => candidate.Key))).ToDictionary(entry => entry.EntryKey);
        foreach (var candidate in open)
        {
            if (stored.TryGetValue(candidate.Key, out var same))
            {
                candidate.Duplicate(candidate.IsSameAs(same));
            }
        }
    }

    private static void FindRepeated(List<Candidate> read)
    {
        var inBatch = new Dictionary<Guid, Candidate>();
        foreach (var candidate in read.Where(candidate => candidate.IsOpen))
        {
            if (!inBatch.TryAdd(candidate.Key, candidate))
            {
                candidate.Duplicate(inBatch[candidate.Key].Sent == candidate.Sent);
            }
        }
    }

    private static async Task FindHouseholdsAsync(DbSession session, List<Candidate> read)
    {
        var wanted = read.Where(candidate => candidate is { IsOpen: true, Sent.Household: not null }).ToList();
        var codes = wanted.Select(candidate => candidate.Sent.Household!).Distinct().ToList();
        if (codes.Count == 0)
        {
            return;
        }

        var hamlets = wanted.SelectMany(candidate => new[] { candidate.Place.Origin.Id, candidate.Place.Hamlet.Id }).Distinct().ToList();
        var rows = (await session.QueryAsync<Household>(HouseholdsSql, new { hamlets, codes })).ToDictionary(row => (row.HamletId, row.Code));
        foreach (var candidate in wanted)
        {
            var found = rows.GetValueOrDefault((candidate.Place.Origin.Id, candidate.Sent.Household!))
                ?? rows.GetValueOrDefault((candidate.Place.Hamlet.Id, candidate.Sent.Household!));
            if (found is null)
            {
                candidate.Reject(Refusals.UnknownHousehold(candidate.Sent.Household!, candidate.Sent.Place));
                continue;
            }

            if (found.MergedInto is { } became)
            {
                candidate.Household = await session.SingleAsync<Household>(ByIdSql, new { id = became });
                candidate.MovedTo = candidate.Household.HamletId == found.HamletId ? null : candidate.Household.HamletId;
                continue;
            }

            candidate.Household = found;
            if (candidate.Place.Origin.Id != candidate.Place.Hamlet.Id)
            {
                await StayAtHomeAsync(session, candidate, found.Id);
            }
        }
    }

    // All visits of a household count in one hamlet: where its first one counted before the hamlet was dissolved, there the others follow.
    private static async Task StayAtHomeAsync(DbSession session, Candidate candidate, long household)
    {
        var home = await session.FirstAsync<long?>(HomesSql, new { campaign = candidate.Campaign.Id, household });
        if (home == candidate.Place.Origin.Id)
        {
            candidate.StayAtOrigin = true;
        }
    }

    private static async Task FindReplacedAsync(DbSession session, List<Candidate> read)
    {
        var correcting = read.Where(candidate => candidate is { IsOpen: true, Replaces: not null }).ToList();
        var rows = (await EntryRows.ByKeysAsync(session, correcting.Select(candidate => candidate.Replaces!.Value))).ToDictionary(entry => entry.EntryKey);
        var own = read.Where(candidate => candidate.IsOpen).Select(candidate => candidate.Key).ToHashSet();
        foreach (var candidate in correcting)
        {
            candidate.Replaced = rows.GetValueOrDefault(candidate.Replaces!.Value);
            if (candidate.Replaced is null && !own.Contains(candidate.Replaces.Value))
            {
                candidate.Reject(Refusals.UnknownReplaced(candidate.Sent.Voids));
            }
        }
    }

    private async Task PlaceReplacedAsync(List<Candidate> read, CoverageSender sender)
    {
        foreach (var candidate in read.Where(candidate => candidate.IsOpen && candidate.StayAtOrigin))
        {
            candidate.Place = await places.OfHamletAsync(candidate.Place.Origin.Id);
        }

        foreach (var candidate in read.Where(candidate => candidate is { IsOpen: true, MovedTo: not null }))
        {
            candidate.Place = (await places.OfHamletAsync(candidate.MovedTo!.Value)) with { Origin = candidate.Place.Origin };
        }

        foreach (var candidate in read.Where(candidate => candidate is { IsOpen: true, Replaced: not null }))
        {
            var replaced = candidate.Replaced!;
            var place = await places.OfHamletAsync(replaced.HamletId);
            candidate.ReplacedPlace = place;
            if (replaced.CampaignId != candidate.Campaign.Id || !sender.MayLog(place.Hamlet.Path))
            {
                candidate.Reject(Refusals.UnknownReplaced(candidate.Sent.Voids));
            }
            else if (await new CorrectionRule(campaigns, clock).RefusalAsync(sender, replaced, place) is { } refusal)
            {
                candidate.Reject(refusal);
            }
        }
    }
}

/// <summary>Reasons for a rejection: what is wrong and what to do.</summary>
internal static class Refusals
{
    public static string BadKey(string? key) => Text.Of(
        $"Khoá “{key}” không phải UUID: máy gửi phải tự tạo một UUIDv7 cho mỗi ghi nhận.",
        $"The key “{key}” is no UUID: the client must make a UUIDv7 for each entry.");

    public static string UnknownCampaign(string? slug) => Text.Of(
        $"Không có chiến dịch “{slug}”: kiểm tra mã chiến dịch.", $"There is no campaign “{slug}”: check its slug.");

    public static string UnknownPlace(string? place) => Text.Of(
        $"Không có địa bàn “{place}” trong chiến dịch: ghi mã xã, dấu gạch chéo, mã thôn, như 25318/thon-3.",
        $"There is no place “{place}” in the campaign: write commune code, slash, hamlet code, like 25318/thon-3.");

    public static string ForeignPlace(string? place) => Text.Of(
        $"Địa bàn “{place}” không thuộc phạm vi của bạn: nhờ cán bộ phụ trách nơi đó ghi.",
        $"The place “{place}” is outside your area: ask the officer in charge there to log it.");

    public static string UnknownHousehold(string code, string? place) => Text.Of(
        $"Sổ hộ của “{place}” không có hộ “{code}”: thêm hộ vào sổ trước.",
        $"The register of “{place}” has no household “{code}”: add it to the register first.");

    public static string UnknownReplaced(string? key) => Text.Of(
        $"Không có ghi nhận “{key}” để sửa trong phạm vi của bạn.", $"There is no entry “{key}” to correct within your area.");

    public static string AlreadyVoided(Guid key) => Text.Of(
        $"Ghi nhận “{key}” đã được sửa hoặc huỷ trước đó: tải lại trang để xem.",
        $"The entry “{key}” was corrected or withdrawn before: reload to see it.");

    public static string BadOutcome(string? outcome) => Text.Of(
        $"Kết quả “{outcome}” không dùng được: chọn reached, absent, refused hoặc vacant.",
        $"The outcome “{outcome}” is unknown: use reached, absent, refused or vacant.");

    public static string BadMethod(string method) => Text.Of(
        $"Hình thức “{method}” không dùng được: chọn {string.Join(", ", CoverageMethods.All)}.",
        $"The method “{method}” is unknown: use {string.Join(", ", CoverageMethods.All)}.");

    public static string Negative => Text.Of(
        "Số hộ và số tờ rơi không được âm: để sửa một ghi nhận, hãy huỷ và thay nó.",
        "Households and leaflets cannot be negative: to correct an entry, void and replace it.");

    public static string TooLarge(long most) => Text.Of(
        $"Số hộ hoặc số tờ rơi lớn hơn {most}: kiểm tra lại số đã nhập.", $"Households or leaflets exceed {most}: check the number.");

    public static string OneHousehold => Text.Of(
        "Ghi nhận theo sổ hộ chỉ tính một hộ: bỏ trống số hộ hoặc ghi 1.", "An entry for a household counts one: leave households out or send 1.");

    public static string Nothing => Text.Of(
        "Ghi nhận không có hộ nào và không có tờ rơi nào: nhập ít nhất một số.", "The entry has no household and no leaflet: enter at least one.");

    public static string OtherContent => Text.Of(
        "Khoá này đã dùng cho một ghi nhận khác; nội dung gửi lần này không được lưu. Tạo khoá mới nếu là ghi nhận mới.",
        "This key was used for another entry; what was sent now is not stored. Make a new key for a new entry.");
}
