using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>What an inspector sends of one household.</summary>
/// <param name="Visit">The household of the sample.</param>
/// <param name="Key">Made on the phone; sending it again changes nothing.</param>
/// <param name="Outcome">A code of <see cref="CheckOutcomes"/>.</param>
/// <param name="At">By the phone's clock, or null.</param>
public sealed record CheckAnswer(long Visit, Guid Key, string Outcome, DateTimeOffset? At);

/// <summary>Stores answers and, with the last one, the verdict and what follows from it, in the same transaction.</summary>
public sealed class CheckAnswers(Database database, Inspectors inspectors, UnitDirectory units, IWorkingDays days, AuditLog audit, BusinessClock clock)
{
    private const int MostAnswers = 500;

    // Taken first, so that two senders take turns and each sees what the other stored.
    private const string Lock = "UPDATE spot_check SET state = state WHERE id = @id AND state = 'drawn'";

    private const string Known = "SELECT answer_key FROM spot_check_answer WHERE answer_key IN @keys";

    private const string Insert = """
        INSERT INTO spot_check_answer (visit_id, answer_key, outcome, answered_at, received_at, account_id)
        VALUES (@Visit, @key, @Outcome, @at, @now, @account)
        """;

    private const string Decide = "UPDATE spot_check SET state = 'decided', verdict = @verdict, decided_at = @now, recheck_by = @recheckBy WHERE id = @id";

    private const string CloseFollowed = """
        UPDATE spot_check SET closed_at = @now, closed_by = @by, close_note = @note WHERE id = @follows AND verdict = 'recheck' AND closed_at IS NULL
        """;

    /// <summary>Stores what is new of a batch.</summary>
    /// <returns>The round's verdict, or null while it is open.</returns>
    /// <exception cref="CheckRefusedException">The round is over, the sender may not check this commune, or an answer is none.</exception>
    public async Task<string?> StoreAsync(SpotCheck check, IReadOnlyList<CheckAnswer> answers, Actor actor)
    {
        await RequireAsync(check, answers, actor);
        var now = await clock.NowAsync();
        var recheckBy = (await days.LoadAsync()).AddWorkingDays(VietnamTime.Day(now), check.RecheckDays);
        return await database.WriteAsync(async session =>
        {
            var open = await session.ExecuteAsync(Lock, new { id = check.Id }) > 0;
            var fresh = await FreshAsync(session, answers);
            if (fresh.Count == 0)
            {
                return (await SpotCheckQueries.FindAsync(session, check.Id))?.Verdict;
            }

            if (!open)
            {
                throw new CheckRefusedException("Lượt kiểm tra này đã kết thúc: không ghi thêm được.", "This round is over: nothing more is stored.");
            }

            var known = (await SpotCheckQueries.VisitsAsync(session, check.Id)).Select(visit => visit.Id).ToHashSet();
            if (fresh.Any(answer => !known.Contains(answer.Visit)))
            {
                throw new CheckRefusedException("Có hộ không thuộc mẫu này.", "A household is not of this sample.");
            }

            await session.ExecuteAsync(Insert, fresh.Select(answer => new
            {
                answer.Visit, key = answer.Key.ToByteArray(bigEndian: true), answer.Outcome, at = Captured(answer.At, check, now), now, account = actor.AccountId,
            }));
            await audit.RecordAsync(session, actor, Entry("check.answered", check) with { After = new { answers = fresh.Count } });
            return await DecideAsync(session, check, recheckBy, now, actor);
        });
    }

    private async Task<string?> DecideAsync(DbSession session, SpotCheck check, DateOnly recheckBy, DateTimeOffset now, Actor actor)
    {
        if (CheckResult.Of(check, await SpotCheckQueries.VisitsAsync(session, check.Id)).Verdict is not { } verdict)
        {
            return null;
        }

        await session.ExecuteAsync(Decide, new { id = check.Id, verdict, now, recheckBy = verdict == "recheck" ? recheckBy : (DateOnly?)null });
        if (check.FollowsId is { } follows)
        {
            // Accepted: what was owed is done. Sent back again: the newer re-check is owed in its stead.
            await session.ExecuteAsync(CloseFollowed, new { follows, now, by = actor.Name, note = $"#{check.Id}: {verdict}" });
        }

        await audit.RecordAsync(session, actor, Entry("check.decided", check) with { After = new { verdict } });
        return verdict;
    }

    private static async Task<List<CheckAnswer>> FreshAsync(DbSession session, IReadOnlyList<CheckAnswer> answers)
    {
        var keys = answers.Select(answer => answer.Key.ToByteArray(bigEndian: true)).ToList();
        var known = (await session.QueryAsync<Guid>(Known, new { keys })).ToHashSet();
        return [.. answers.Where(answer => !known.Contains(answer.Key)).DistinctBy(answer => answer.Key)];
    }

    private async Task RequireAsync(SpotCheck check, IReadOnlyList<CheckAnswer> answers, Actor actor)
    {
        if (answers.Count is 0 or > MostAnswers || answers.Any(answer => !CheckOutcomes.All.Contains(answer.Outcome) || answer.Key == Guid.Empty))
        {
            throw new CheckRefusedException("Chọn một kết quả cho hộ.", "Choose what was found at the household.");
        }

        // Roles may have changed since the draw.
        var commune = await units.FindAsync(check.UnitId) ?? throw new InvalidOperationException($"No unit {check.UnitId}.");
        if (actor.AccountId != check.InspectorId || !await inspectors.MayAsync(check.InspectorId, commune))
        {
            throw new CheckRefusedException(
                "Chỉ kiểm tra viên được giao, và không có vai trò ở xã này, được ghi kết quả.", "Only the inspector it was given to, with no role in this commune, may store what was found.");
        }
    }

    // A phone's clock may be wrong, and the demo's day is another one: then the time of arrival counts.
    private static DateTimeOffset Captured(DateTimeOffset? at, SpotCheck check, DateTimeOffset now) => at is { } given && given >= check.DrawnAt && given <= now ? given : now;

    private static AuditEntry Entry(string action, SpotCheck check) => new(action, "spot-check", check.Id.ToString(CultureInfo.InvariantCulture)) { UnitId = check.UnitId };
}
