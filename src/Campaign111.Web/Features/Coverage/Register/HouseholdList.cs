using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.Register;

/// <summary>A page of a register.</summary>
/// <param name="Lines">The households, in the order of codes; those that a word finds, in the order of words.</param>
/// <param name="Next">Where the next page begins, for <see cref="HouseholdQuery.After"/>; null when nothing follows.</param>
public sealed record HouseholdPage(IReadOnlyList<HouseholdLine> Lines, string? Next);

/// <summary>What a page of a register is to show.</summary>
/// <param name="Campaign">Whose visits.</param>
/// <param name="Hamlet">Whose register.</param>
/// <param name="Filter">Which households.</param>
/// <param name="Search">As typed; null or "" for all.</param>
/// <param name="After">The <see cref="HouseholdPage.Next"/> of the page before; null or "" for the first.</param>
public sealed record HouseholdQuery(long Campaign, long Hamlet, HouseholdFilter Filter, string? Search, string? After);

/// <summary>Lists registers by key. A page reads a bounded number of rows of an index, however many the register has: it walks on from the last code,
/// or from the last word of a search. A filter looks through at most a thousand households a page (the register of a large hamlet) and says when
/// more follow.</summary>
public sealed class HouseholdList(Database database)
{
    /// <summary>Households that one page looks through for its filter.</summary>
    public const int Window = 1000;

    private const char WordMark = '~';
    private const string Last = "\uFFFD";

    private const string Lines = """
        SELECT h.id, h.hamlet_id, h.code, h.address, h.label, h.closed_at, r.reached_on, r.last_outcome, COALESCE(r.absences, 0) AS absences,
               COALESCE(r.settled, 0) AS settled
        FROM household h LEFT JOIN household_reach r ON r.household_id = h.id AND r.campaign_id = @campaign
        WHERE h.hamlet_id = @hamlet
        """;

    private const string UpTo = "AND h.code <= @high";

    private const string Named = "AND h.code IN @codes";

    private const string InOrder = "ORDER BY h.code";

    private const string Bound = "SELECT h.code FROM household h WHERE h.hamlet_id = @hamlet";

    private const string OfWord = "SELECT word, code FROM household_word WHERE hamlet_id = @hamlet AND word = @from AND code > @code ORDER BY code";

    private const string FromWord = "SELECT word, code FROM household_word WHERE hamlet_id = @hamlet AND word >= @from AND word < @end ORDER BY word, code";

    private const string AfterWord = "SELECT word, code FROM household_word WHERE hamlet_id = @hamlet AND word > @from AND word < @end ORDER BY word, code";

    /// <summary>A page of at most <paramref name="take"/> households.</summary>
    public Task<HouseholdPage> PageAsync(HouseholdQuery query, int take) => database.ReadAsync(async session =>
    {
        var (typed, after) = (query.Search?.Trim() ?? "", query.After ?? "");
        if (typed.Length == 0)
        {
            return await ByCodeAsync(session, query, "", after, take);
        }

        if (!after.StartsWith(WordMark))
        {
            foreach (var prefix in new[] { typed, typed.ToUpperInvariant() }.Distinct())
            {
                var found = await ByCodeAsync(session, query, prefix, after, take);
                if (found.Lines.Count > 0 || found.Next is not null)
                {
                    return found;
                }
            }
        }

        return await ByWordAsync(session, query, typed, after, take);
    });

    private static async Task<HouseholdPage> ByCodeAsync(DbSession session, HouseholdQuery query, string prefix, string after, int take)
    {
        // One lower and one upper limit, so that the index is entered where the page begins.
        var begun = after.Length > 0 && string.CompareOrdinal(after, prefix) >= 0;
        var from = begun ? "AND h.code > @low" : "AND h.code >= @low";
        var range = new { campaign = query.Campaign, hamlet = query.Hamlet, low = begun ? after : prefix, high = prefix + Last };
        var bound = query.Filter != HouseholdFilter.All && await session.PageAsync<string>($"{Bound} {from} {UpTo} {InOrder}", range, Window - 1, 1) is [var last] ? last : null;
        var lines = await session.PageAsync<HouseholdLine>(
            $"{Lines} {from} {UpTo} {Where(query.Filter)} {InOrder}", bound is null ? range : range with { high = bound }, 0, take + 1);
        return lines.Count > take ? new HouseholdPage([.. lines.Take(take)], lines[take - 1].Code) : new HouseholdPage(lines, bound);
    }

    private static async Task<HouseholdPage> ByWordAsync(DbSession session, HouseholdQuery query, string typed, string after, int take)
    {
        // The longest word finds fewest; the others are looked for in what it finds.
        if (HouseholdWords.Of(typed).MaxBy(word => word.Length) is not { } word)
        {
            return new HouseholdPage([], null);
        }

        var hits = await HitsAsync(session, query.Hamlet, word, after.TrimStart(WordMark).Split(WordMark, 2));
        if (hits.Count == 0)
        {
            return new HouseholdPage([], null);
        }

        // Each portion a few pages long: mostly the first one fills the page.
        var lines = new List<HouseholdLine>();
        foreach (var portion in hits.Chunk(2 * take))
        {
            var codes = portion.Select(hit => hit.Code).Distinct();
            var rows = (await session.QueryAsync<HouseholdLine>($"{Lines} {Named} {Where(query.Filter)}", new { campaign = query.Campaign, hamlet = query.Hamlet, codes }))
                .Where(line => Says(line, typed)).ToDictionary(line => line.Code);
            foreach (var hit in portion)
            {
                if (rows.Remove(hit.Code, out var line) && lines.TrueForAll(known => known.Code != line.Code))
                {
                    lines.Add(line);
                }

                if (lines.Count == take)
                {
                    return new HouseholdPage(lines, hit == hits[^1] && hits.Count < Window ? null : $"{WordMark}{hit.Word}{WordMark}{hit.Code}");
                }
            }
        }

        return new HouseholdPage(lines, hits.Count < Window ? null : $"{WordMark}{hits[^1].Word}{WordMark}{hits[^1].Code}");
    }

    private static async Task<IReadOnlyList<(string Word, string Code)>> HitsAsync(DbSession session, long hamlet, string word, string[] after)
    {
        var end = word + Last;
        if (after is not [var from, var code])
        {
            return await session.PageAsync<(string, string)>(FromWord, new { hamlet, from = word, end }, 0, Window);
        }

        var same = await session.PageAsync<(string, string)>(OfWord, new { hamlet, from, code }, 0, Window);
        return same.Count == Window ? same : [.. same, .. await session.PageAsync<(string, string)>(AfterWord, new { hamlet, from, end }, 0, Window - same.Count)];
    }

    private static bool Says(HouseholdLine line, string typed)
    {
        var text = $" {HouseholdRegister.Search(line.Code, line.Address, line.Label)} {HouseholdWords.NumberOf(line.Code)}";
        return HouseholdWords.Terms(typed).All(term => text.Contains($" {term}", StringComparison.Ordinal));
    }

    private static string Where(HouseholdFilter filter) => filter switch
    {
        HouseholdFilter.Left => "AND h.closed_at IS NULL AND COALESCE(r.settled, 0) = 0",
        HouseholdFilter.Reached => "AND h.closed_at IS NULL AND r.reached_on IS NOT NULL",
        HouseholdFilter.Absent => "AND h.closed_at IS NULL AND r.reached_on IS NULL AND r.last_outcome = 'absent'",
        HouseholdFilter.Refused => "AND h.closed_at IS NULL AND r.reached_on IS NULL AND r.last_outcome = 'refused'",
        HouseholdFilter.Vacant => "AND h.closed_at IS NULL AND r.reached_on IS NULL AND r.last_outcome = 'vacant'",
        HouseholdFilter.Closed => "AND h.closed_at IS NOT NULL",
        _ => "",
    };
}
