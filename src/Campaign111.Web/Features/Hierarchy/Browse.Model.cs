namespace Campaign111.Features.Hierarchy;

/// <summary>The country's provinces on a day, or what a search found.</summary>
public sealed class BrowseModel
{
    public required DateOnly On { get; init; }

    public required DateOnly Today { get; init; }

    public string? Text { get; init; }

    public required IReadOnlyList<Unit> Units { get; init; }

    /// <summary>Names of the units above the found ones, by id.</summary>
    public IReadOnlyDictionary<long, Unit> Above { get; init; } = new Dictionary<long, Unit>();

    public long? Next { get; init; }

    public bool IsLater { get; init; }

    public bool MayImport { get; init; }

    /// <summary>The day for links: none when it is today.</summary>
    public DateOnly? Link => On == Today ? null : On;

    /// <summary>"Huyện Bù Đốp, Tỉnh Bình Phước".</summary>
    public string Place(Unit unit) => string.Join(", ", unit.PathIds.Reverse().Skip(1)
        .Where(id => Above.ContainsKey(id) && Above[id].Level != UnitLevel.Nation).Select(id => Above[id].FullName));
}
