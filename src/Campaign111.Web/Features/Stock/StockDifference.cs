namespace Campaign111.Features.Stock;

/// <summary>One entry behind a difference.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Href">Where it stands, or null when this reader cannot open it.</param>
public sealed record StockEvidence(string Text, string? Href);

/// <summary>Leaflets that the chain from the printer to the door does not explain, worded as a question.</summary>
/// <param name="Kind">late, short, damaged, adjusted, no-stock, no-leaflet, band.</param>
/// <param name="Size">Leaflets in question: the rank.</param>
/// <param name="Question">What is asked of whom.</param>
/// <param name="Entries">The largest entries behind it.</param>
public sealed record StockDifference(string Kind, long Size, string Question, IReadOnlyList<StockEvidence> Entries);

/// <summary>One unit's chain: printed, issued, received, handed out, households reached.</summary>
/// <param name="Place">The unit.</param>
/// <param name="Figure">Leaflets.</param>
/// <param name="Said">Leaflets handed out by its coverage entries.</param>
/// <param name="Households">Households reached.</param>
/// <param name="OfOneRun">The leaflets are of one run; entries and households are always of all.</param>
public sealed record StockChain(StockPlace Place, StockFigure Figure, long Said, long Households, bool OfOneRun = false)
{
    /// <summary>Leaflets that entries handed out and no store had.</summary>
    public long WithoutStock => Math.Max(0, Said - Figure.Doors);

    /// <summary>Households reached for which no leaflet was handed out.</summary>
    public long WithoutLeaflet => Math.Max(0, Households - Said - Figure.Events);

    /// <summary>Leaflets a household, in hundredths; null without a household.</summary>
    public long? PerHousehold => Households > 0 ? Said * 100 / Households : null;

    /// <summary>All leaflets in question; of one run only what packages and counts say, since an entry names no run.</summary>
    public long Unexplained => Figure.Missing + Math.Abs(Figure.Adjusted) + (OfOneRun ? 0 : WithoutStock + WithoutLeaflet);
}
