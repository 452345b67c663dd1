namespace Campaign111.Features.Hierarchy;

/// <summary>Tiers of administration, from the top. Since 1 July 2025 there is no district.</summary>
public enum UnitLevel
{
    Nation,
    Province,
    District,
    Commune,
    Hamlet,
}

/// <summary>An administrative unit as it stood during its validity.</summary>
public sealed class Unit
{
    public long Id { get; init; }

    public long? ParentId { get; init; }

    public UnitLevel Level { get; init; }

    /// <summary>Official code of the statistics office (2, 3 or 5 digits), "VN" for the nation; a hamlet's own code ("thon-3").</summary>
    public string Code { get; init; } = "";

    /// <summary>Tỉnh, Huyện, Xã, Thị trấn, Thôn, ...</summary>
    public string UnitType { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The name without diacritics.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>Ids from the nation down to this unit: /1/12/345/.</summary>
    public string Path { get; init; } = "";

    /// <summary>First day on which the unit exists.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer exists; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Type and name, as officially written: "Xã Tân Thành".</summary>
    public string FullName => UnitType.Length == 0 ? Name : $"{UnitType} {Name}";

    /// <summary>Ids of the ancestors and the unit itself, top first.</summary>
    public IReadOnlyList<long> PathIds => UnitPath.Ids(Path);

    public bool ExistsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    public bool IsWithin(Unit other) => Path.StartsWith(other.Path, StringComparison.Ordinal);
}

/// <summary>Arithmetic on paths of unit ids.</summary>
public static class UnitPath
{
    public static IReadOnlyList<long> Ids(string path) =>
        [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Upper bound (exclusive) of the subtree of a path in binary order: '/' is followed by '0'.</summary>
    public static string End(string path) => path[..^1] + '0';

    /// <summary>The path of the unit above; "/" above the nation.</summary>
    public static string Parent(string path) => path[..(path.LastIndexOf('/', path.Length - 2) + 1)];

    /// <summary>From the nation down to the path itself: "/1/", "/1/12/", "/1/12/345/". None for "/".</summary>
    public static IReadOnlyList<string> Down(string path) =>
        [.. Enumerable.Range(1, path.Length - 1).Where(end => path[end] == '/').Select(end => path[..(end + 1)])];
}
