namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>What kind of obligation falls on a day.</summary>
public enum ObligationKind
{
    Deadline,
    Milestone,
    Task,
    Report,

    /// <summary>A commune whose spot check was not accepted visits again and is checked again.</summary>
    Recheck,
}

/// <summary>Something that is to be done by the end of a day.</summary>
/// <param name="Key">Names it for ever, also when its day moves: "deadline-3-70-70". Becomes the UID of its calendar event.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Day">Last day, inclusive: "trước ngày 30/9" is the 29th.</param>
/// <param name="Title">In the current language.</param>
/// <param name="Href">Page that tells more, from the site's root.</param>
/// <param name="ChangedAt">When it was last set.</param>
public sealed record Obligation(string Key, ObligationKind Kind, DateOnly Day, string Title, string Href, DateTimeOffset ChangedAt)
{
    /// <summary>Name of the campaign, in the current language.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>Number of the dispatch that it rests on, or null.</summary>
    public string? Document { get; init; }

    /// <summary>As the document words it, always Vietnamese, or null.</summary>
    public string? Wording { get; init; }

    /// <summary>Nothing is left to do.</summary>
    public bool Done { get; init; }
}

/// <summary>Which obligations are asked for.</summary>
/// <param name="Reach">Path of the unit whose calendar it is: what binds it from above and what runs below it.</param>
/// <param name="Organisations">Register ids of the organisations in whose name the reader works; their tasks are theirs wherever they are.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, inclusive.</param>
public sealed record ObligationQuery(string Reach, IReadOnlyList<long> Organisations, DateOnly First, DateOnly Last);

/// <summary>Gives obligations to the calendar. A feature that has more of them (rounds of reports) registers one.</summary>
public interface IObligationSource
{
    /// <summary>Those that fall into the window and concern the reach, in any order; at most some thousands.</summary>
    Task<IReadOnlyList<Obligation>> ListAsync(ObligationQuery query, CancellationToken cancel);
}

/// <summary>The obligations of all sources, by day.</summary>
public sealed class ObligationBook(IEnumerable<IObligationSource> sources)
{
    /// <summary>More than this in one window is cut: no person reads them.</summary>
    public const int Most = 5_000;

    /// <summary>By day, then by kind, each once.</summary>
    public async Task<IReadOnlyList<Obligation>> ListAsync(ObligationQuery query, CancellationToken cancel = default)
    {
        var all = new List<Obligation>();
        foreach (var source in sources)
        {
            all.AddRange(await source.ListAsync(query, cancel));
        }

        return [.. all.DistinctBy(one => one.Key).OrderBy(one => one.Day).ThenBy(one => one.Kind).ThenBy(one => one.Key, StringComparer.Ordinal).Take(Most)];
    }
}
