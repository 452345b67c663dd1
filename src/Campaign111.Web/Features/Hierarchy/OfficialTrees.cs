namespace Campaign111.Features.Hierarchy;

/// <summary>The two official trees that ship with the product, as a person chooses between them.</summary>
/// <param name="Key">"2025" or "2020", in forms and addresses.</param>
/// <param name="From">First day of the tree.</param>
/// <param name="Until">Its last day; null while it holds.</param>
public sealed record OfficialTree(string Key, DateOnly From, DateOnly? Until)
{
    /// <summary>The day in this tree that is nearest to the one wished for.</summary>
    public DateOnly Nearest(DateOnly wished) => wished < From ? From : Until is { } until && wished > until ? until : wished;
}

/// <summary>Trees by key.</summary>
public static class OfficialTrees
{
    /// <summary>Provinces and communes, since 1 July 2025.</summary>
    public static readonly OfficialTree TwoTiers = new("2025", OfficialUnits.TwoTiersFrom, null);

    /// <summary>Provinces, districts and communes, until 30 June 2025.</summary>
    public static readonly OfficialTree ThreeTiers = new("2020", OfficialUnits.ThreeTiersFrom, OfficialUnits.TwoTiersFrom.AddDays(-1));

    /// <summary>The newest first.</summary>
    public static readonly IReadOnlyList<OfficialTree> All = [TwoTiers, ThreeTiers];

    public static OfficialTree? Find(string? key) => All.FirstOrDefault(tree => tree.Key == key);

    /// <summary>The tree of a day; the older one for days before either.</summary>
    public static OfficialTree On(DateOnly day) => day >= TwoTiers.From ? TwoTiers : ThreeTiers;
}
