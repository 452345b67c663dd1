using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Verification.Flags;

/// <summary>Stores questions, answers and ends.</summary>
public sealed class FlagBook(Database database, AuditLog audit, BusinessClock clock)
{
    private const int LongestWord = 1000;

    private const string Known = "SELECT id, flag_key, evidence, state FROM flag WHERE campaign_id = @campaign AND unit_id = @unit";

    private const string Insert = """
        INSERT INTO flag (campaign_id, unit_id, unit_path, hamlet_id, kind, flag_key, month_of, weak, evidence, found_at, seen_at, state)
        VALUES (@campaign, @unit, @path, @hamlet, @kind, @key, @month, @weak, @evidence, @now, @now, 'open')
        """;

    // A closed question keeps the numbers on which it was closed.
    private const string Refresh = "UPDATE flag SET evidence = @evidence, seen_at = @now WHERE id = @id AND state <> 'closed'";

    private const string Move = "UPDATE flag SET state = @state WHERE id = @id AND state <> 'closed'";

    private const string Say = "INSERT INTO flag_word (flag_id, kind, body, said_at, account_id, said_by) VALUES (@id, @kind, @body, @now, @account, @by)";

    private const string Said = """
        SELECT COUNT(*) FROM flag_word WHERE id = (SELECT MAX(w.id) FROM flag_word w WHERE w.flag_id = @id) AND kind = @kind AND body = @body AND account_id = @account
        """;

    /// <summary>Stores what a commune's month raises; a question that is known is brought up to date, never asked twice.</summary>
    /// <returns>How many are new.</returns>
    public async Task<int> StoreAsync(long campaign, Unit commune, DateOnly month, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return 0;
        }

        var now = await clock.NowAsync();
        try
        {
            return await database.WriteAsync(session => StoreAsync(session, campaign, commune, month, findings, now));
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            // Another node asks the same at the same moment: its row is the question.
            return 0;
        }
    }

    /// <summary>The commune's answer.</summary>
    /// <exception cref="CheckRefusedException">It is empty or too long, or the question is closed.</exception>
    public Task AnswerAsync(Flag flag, string? body, Actor actor) => SayAsync(flag, body, "answer", "answered", actor);

    /// <summary>The superior's end, with the reason.</summary>
    /// <exception cref="CheckRefusedException">It is empty or too long, or the question is closed.</exception>
    public Task CloseAsync(Flag flag, string? body, Actor actor) => SayAsync(flag, body, "close", "closed", actor);

    private async Task<int> StoreAsync(DbSession session, long campaign, Unit commune, DateOnly month, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        var known = (await session.QueryAsync<Flag>(Known, new { campaign, unit = commune.Id })).ToDictionary(flag => flag.FlagKey);
        var added = 0;
        foreach (var finding in findings)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{finding.Kind}|{finding.HamletId}|{month:yyyy-MM}");
            var evidence = JsonSerializer.Serialize(finding.Evidence);
            if (known.TryGetValue(key, out var flag))
            {
                if (flag.Evidence != evidence)
                {
                    await session.ExecuteAsync(Refresh, new { id = flag.Id, evidence, now });
                }

                continue;
            }

            await session.InsertAsync(Insert, new { campaign, unit = commune.Id, path = commune.Path, hamlet = finding.HamletId, kind = finding.Kind, key, month, weak = finding.IsWeak, evidence, now });
            added++;
        }

        if (added > 0)
        {
            await audit.RecordAsync(session, Actor.System, new AuditEntry("flag.found", "unit", commune.Id.ToString(CultureInfo.InvariantCulture)) { UnitId = commune.Id, After = new { questions = added } });
        }

        return added;
    }

    private async Task SayAsync(Flag flag, string? body, string kind, string state, Actor actor)
    {
        var said = body?.Trim() is { Length: > 0 and <= LongestWord } given ? given : throw new CheckRefusedException("Ghi câu trả lời hoặc lý do, tối đa 1000 ký tự.", "Write an answer or a reason, at most 1000 characters.");
        var now = await clock.NowAsync();
        var action = kind == "close" ? "flag.closed" : "flag.answered";
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Move, new { id = flag.Id, state }) == 0)
            {
                throw new CheckRefusedException("Câu hỏi này đã đóng.", "This question is closed.");
            }

            var word = new { id = flag.Id, kind, body = said, now, account = actor.AccountId, by = actor.Name };
            if (await session.ScalarAsync<long>(Said, word) > 0)
            {
                // The form sent again, since nobody saw its answer.
                return;
            }

            await session.ExecuteAsync(Say, word);
            await audit.RecordAsync(session, actor, new AuditEntry(action, "flag", flag.Id.ToString(CultureInfo.InvariantCulture)) { UnitId = flag.UnitId, Reason = said[..Math.Min(said.Length, 500)] });
        });
    }
}
