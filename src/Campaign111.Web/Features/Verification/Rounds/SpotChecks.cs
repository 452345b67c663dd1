using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Draws rounds and ends them. The verdict itself follows from the answers (<see cref="CheckAnswers"/>).</summary>
public sealed class SpotChecks(Database database, LotFrames frames, Inspectors inspectors, SpotCheckQueries queries, AuditLog audit, BusinessClock clock)
{
    private const string Insert = """
        INSERT INTO spot_check (campaign_id, unit_id, unit_path, design, seed, frame, frame_size, claims, reported_reached, reported_target, sample, other_sample, pass_mark,
            good_percent, bad_percent, alpha, beta, inspector_id, inspector, visit_by, recheck_days, follows_id, drawn_at, drawn_by, drawn_by_name, state)
        VALUES (@campaign, @unit, @path, @design, @seed, @frame, @size, @claims, @reached, @target, @sample, @others, @passMark,
            @good, @bad, @alpha, @beta, @inspectorId, @inspector, @visitBy, @recheckDays, @follows, @at, @by, @byName, 'drawn')
        """;

    private const string Cancel = "UPDATE spot_check SET state = 'cancelled', closed_at = @at, closed_by = @by, close_note = @note WHERE id = @id AND state = 'drawn'";

    private const string CloseOwed = "UPDATE spot_check SET closed_at = @at, closed_by = @by, close_note = @note WHERE id = @id AND verdict = 'recheck' AND closed_at IS NULL";

    private static readonly string[] VisitColumns = ["spot_check_id", "stratum", "number", "hamlet_id", "household", "place_number"];

    /// <summary>Draws a sample and gives it to an inspector.</summary>
    /// <returns>The round's id.</returns>
    /// <exception cref="CheckRefusedException">Nothing to check, no sample keeps the risks, the inspector is of the commune itself, a round is open.</exception>
    public async Task<long> DrawAsync(DrawRequest request, Actor actor)
    {
        await RequireAsync(request);
        var claims = await frames.OfAsync(request.Campaign, request.Commune, request.RegistersOnly);
        if (claims.Frame.Claims == 0)
        {
            throw new CheckRefusedException("Xã chưa báo hộ nào đã đến: chưa có gì để kiểm tra.", "The commune has claimed no household yet: there is nothing to check.");
        }

        var plan = CheckPlan.Of(request, claims.Frame) ?? throw new CheckRefusedException(
            $"Không mẫu nào đến {Lqas()} hộ giữ được cả hai rủi ro: chọn hai ngưỡng xa nhau hơn, rủi ro lớn hơn, hoặc đo tỷ lệ.",
            $"No sample of up to {Lqas()} households keeps both risks: choose thresholds farther apart, larger risks, or a proportion.");
        var inspector = (await inspectors.ForAsync(request.Campaign, request.Commune)).FirstOrDefault(one => one.AccountId == request.InspectorId)
            ?? throw new CheckRefusedException("Kiểm tra viên phải là người của xã khác và không có vai trò nào ở xã được kiểm tra.", "The inspector must be of another commune and hold no role in the one that is checked.");
        var seed = request.Seed?.Trim() is { Length: > 0 and <= 40 } given ? given : RandomNumberGenerator.GetHexString(12, lowercase: true);
        var at = await clock.NowAsync();
        try
        {
            return await database.WriteAsync(session => StoreAsync(session, request, claims, plan, inspector, seed, at, actor));
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw new CheckRefusedException("Xã này đang có một lượt kiểm tra chưa xong: chờ kết quả, hoặc huỷ lượt đó trước.", "A round of this commune is still open: wait for it, or cancel it first.");
        }
    }

    /// <summary>Ends an open round without a verdict.</summary>
    public Task CancelAsync(SpotCheck check, string? reason, Actor actor) => EndAsync(check, reason, actor, Cancel, "check.cancelled");

    /// <summary>Closes what a commune owes after a re-check verdict: it has visited the households again, or the superior decides otherwise.</summary>
    public Task CloseRecheckAsync(SpotCheck check, string? reason, Actor actor) => EndAsync(check, reason, actor, CloseOwed, "check.recheck-closed");

    private async Task EndAsync(SpotCheck check, string? reason, Actor actor, string sql, string action)
    {
        var note = reason?.Trim() is { Length: > 0 and <= 500 } given ? given : throw new CheckRefusedException("Ghi lý do, tối đa 500 ký tự.", "Give a reason, at most 500 characters.");
        var at = await clock.NowAsync();
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(sql, new { id = check.Id, at, by = actor.Name, note }) == 0)
            {
                throw new CheckRefusedException("Lượt kiểm tra đã đổi trong lúc bạn xem: tải lại trang.", "The round has changed meanwhile: reload the page.");
            }

            await audit.RecordAsync(session, actor, Entry(action, check.Id, check.UnitId) with { Reason = note });
        });
    }

    private async Task<long> StoreAsync(DbSession session, DrawRequest request, CommuneClaims claims, CheckPlan plan, Inspector inspector, string seed, DateTimeOffset at, Actor actor)
    {
        var others = claims.Frame.DrawOthers(seed, request.OtherSample);
        var isLot = plan.Lot is not null;
        var id = await session.InsertAsync(Insert, new
        {
            campaign = request.Campaign.Id,
            unit = request.Commune.Id,
            path = request.Commune.Path,
            design = request.Design,
            seed,
            frame = claims.Frame.ToJson(),
            size = (long)claims.Frame.Size,
            claims = (long)claims.Frame.Claims,
            reached = claims.Reported.Reached,
            target = claims.Reported.Target,
            sample = plan.Sample,
            others = others.Count,
            passMark = plan.Lot?.Rule,
            good = isLot ? request.GoodPercent : (int?)null,
            bad = isLot ? request.BadPercent : (int?)null,
            alpha = Hundredths(plan.Lot?.Alpha),
            beta = Hundredths(plan.Lot?.Beta),
            inspectorId = inspector.AccountId,
            inspector = $"{inspector.Name} ({inspector.From.FullName})",
            visitBy = request.VisitBy,
            recheckDays = request.RecheckDays,
            follows = request.FollowsId,
            at,
            by = actor.AccountId,
            byName = actor.Name,
        });
        var drawn = claims.Frame.Draw(seed, plan.WithReserves(claims.Frame.Size));
        await session.InsertManyAsync("spot_check_visit", VisitColumns, [.. Rows(id, Strata.Claimed, drawn), .. Rows(id, Strata.Other, others)]);
        await audit.RecordAsync(session, actor, Entry("check.drawn", id, request.Commune.Id) with
        {
            After = new { request.Design, seed, plan.Sample, plan.Lot?.Rule, inspector = inspector.AccountId, request.VisitBy },
        });
        return id;
    }

    private async Task RequireAsync(DrawRequest request)
    {
        var today = await clock.TodayAsync();
        if (request.Commune.Level != UnitLevel.Commune || request.Design is not (CheckDesigns.Lqas or CheckDesigns.Proportion))
        {
            throw new CheckRefusedException("Chọn một xã và một cách kiểm tra.", "Choose a commune and a design.");
        }

        if (request is not { GoodPercent: >= 1 and <= 100, BadPercent: >= 0, AlphaPercent: >= 1 and <= 40, BetaPercent: >= 1 and <= 40, HalfWidth: >= 3 and <= 30, OtherSample: >= 0 and <= 100, RecheckDays: >= 1 and <= 60 }
            || request.BadPercent >= request.GoodPercent)
        {
            throw new CheckRefusedException(
                "Ngưỡng đạt từ 1 đến 100% và cao hơn ngưỡng không đạt; rủi ro từ 1 đến 40%; nửa khoảng từ 3 đến 30 điểm; hạn làm lại từ 1 đến 60 ngày làm việc.",
                "The good threshold is 1 to 100% and above the bad one; risks 1 to 40%; half width 3 to 30 points; time for the re-check 1 to 60 working days.");
        }

        if (request.VisitBy < today)
        {
            throw new CheckRefusedException("Hạn đi kiểm tra đã qua: chọn từ hôm nay trở đi.", "The last day for the visits has passed: choose today or later.");
        }

        if (request.FollowsId is { } follows && !(await queries.FindAsync(follows) is { } before && before.CampaignId == request.Campaign.Id && before.UnitId == request.Commune.Id))
        {
            throw new CheckRefusedException("Lượt kiểm tra trước không phải của xã này.", "The earlier round is not of this commune.");
        }
    }

    private static IEnumerable<object?[]> Rows(long id, string stratum, IReadOnlyList<DrawnHousehold> drawn) =>
        drawn.Select((one, index) => new object?[] { id, stratum, index + 1, one.HamletId, one.Household, one.PlaceNumber });

    private static int? Hundredths(double? risk) => risk is { } known ? (int)Math.Ceiling((known * 10_000) - 1e-9) : null;

    private static string Lqas() => Formats.Number(Statistics.Lqas.MostSample);

    private static AuditEntry Entry(string action, long id, long unit) => new(action, "spot-check", id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit };
}
