using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>One page of units and the mark of the next one.</summary>
/// <param name="Units">In order of tier, then of the Vietnamese alphabet.</param>
/// <param name="Next">To pass as <c>after</c> for the following page; null on the last.</param>
public sealed record UnitPage(IReadOnlyList<Unit> Units, long? Next);

/// <summary>Finds units by words with or without diacritics, or by code, on a day.</summary>
public sealed class UnitSearch(Database database)
{
    private const string Tier = "CASE level WHEN 'nation' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 WHEN 'commune' THEN 3 ELSE 4 END";

    // Words are found by their beginning: a blank stands before each word of search_text. Folded text holds no LIKE wildcard.
    private const string Matching = $"""
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE search_text LIKE @text AND path >= @from AND path < @to AND level IN ('province', 'district', 'commune')
            AND valid_from <= @on AND (valid_to IS NULL OR valid_to > @on)
            AND ({Tier} > @tier OR ({Tier} = @tier AND (sort_key > @sort OR (sort_key = @sort AND id > @after))))
        ORDER BY {Tier}, sort_key, id
        """;

    private const string Mark = $"SELECT {Tier} AS tier, sort_key, id FROM unit WHERE id = @after";

    /// <summary>Provinces, districts and communes whose type, name or code contain words that begin with the given ones, in that order.</summary>
    /// <param name="text">What was typed: "bình phước", "binh phuoc", "xã tân thành", "25318".</param>
    /// <param name="on">The day that picks the tree.</param>
    /// <param name="after"><see cref="UnitPage.Next"/> of the page before, or null for the first.</param>
    /// <param name="take">Rows a page, 1 to 200.</param>
    /// <param name="within">Path of the subtree to search, "/" for all.</param>
    public async Task<UnitPage> FindAsync(string text, DateOnly on, long? after = null, int take = 50, string within = "/")
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 200);
        var words = TextFold.Fold(text);
        var rows = await database.ReadAsync(async session =>
        {
            var mark = after is null ? null : await session.FirstAsync<Place>(Mark, new { after });
            return await session.PageAsync<Unit>(Matching, new
            {
                text = $"% {words}%",
                from = within,
                to = UnitPath.End(within),
                on,
                tier = mark?.Tier ?? -1,
                sort = mark?.SortKey ?? "",
                after = mark?.Id ?? 0,
            }, 0, take + 1);
        });
        return rows.Count > take ? new UnitPage([.. rows.Take(take)], rows[take - 1].Id) : new UnitPage(rows, null);
    }

    private sealed class Place
    {
        public int Tier { get; init; }

        public string SortKey { get; init; } = "";

        public long Id { get; init; }
    }
}
