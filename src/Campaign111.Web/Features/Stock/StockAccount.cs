using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>Where leaflets can be. Codes as stored.</summary>
public static class StockAccount
{
    /// <summary>What the printer made: below zero by as many as exist.</summary>
    public const string Source = "source";

    /// <summary>Printed, still at the printer's.</summary>
    public const string Printer = "printer";

    /// <summary>In a unit's store.</summary>
    public const string Stock = "stock";

    /// <summary>On the way: one account a shipment, at the unit that it goes to.</summary>
    public const string Transit = "transit";

    /// <summary>Handed out from door to door, as the coverage entries of a hamlet say.</summary>
    public const string Doors = "doors";

    /// <summary>Handed out at a school, fair, booth or meeting.</summary>
    public const string Events = "events";

    /// <summary>Arrived unusable.</summary>
    public const string Damaged = "damaged";

    /// <summary>Given up by a unit, with a reason.</summary>
    public const string WrittenOff = "written-off";

    /// <summary>Arrived unusable and thrown away since, with a reason: apart from <see cref="WrittenOff"/>, since they were never good leaflets of the unit.</summary>
    public const string Scrapped = "scrapped";

    /// <summary>Sent but not arrived.</summary>
    public const string Missing = "short";

    /// <summary>Differences that a count or a package found: above zero what is gone, below zero what was too many.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>The accounts that may go below zero.</summary>
    public static bool IsFree(string account) => account is Source or Adjustment;

    public static string Name(string account) => account switch
    {
        Source => Text.Of("Nhà in đã in", "Printed"),
        Printer => Text.Of("Còn ở nhà in", "Still at the printer's"),
        Stock => Text.Of("Trong kho", "In store"),
        Transit => Text.Of("Đang trên đường", "On the way"),
        Doors => Text.Of("Phát tận nhà", "Handed out door to door"),
        Events => Text.Of("Phát ở sự kiện", "Handed out at events"),
        Damaged => Text.Of("Hư hỏng khi nhận", "Damaged on arrival"),
        WrittenOff => Text.Of("Xuất huỷ", "Written off"),
        Scrapped => Text.Of("Hỏng, đã huỷ", "Damaged, thrown away"),
        Missing => Text.Of("Thiếu khi nhận", "Missing on arrival"),
        _ => Text.Of("Điều chỉnh kiểm kê", "Adjusted by counts"),
    };
}

/// <summary>What can happen to leaflets. Codes as stored.</summary>
public static class StockKind
{
    public const string Print = "print";
    public const string Ship = "ship";
    public const string Receive = "receive";
    public const string Cancel = "cancel";
    public const string Doors = "doors";
    public const string Event = "event";
    public const string WriteOff = "write-off";
    public const string Count = "count";
    public const string Reverse = "reverse";

    /// <summary>Whether an officer may take it back by a counter-movement. A shipment is cancelled instead, and what coverage entries say is corrected there.</summary>
    public static bool CanReverse(string kind) => kind is Print or Receive or Event or WriteOff or Count;

    public static string Name(string kind) => kind switch
    {
        Print => Text.Of("In", "Printed"),
        Ship => Text.Of("Xuất kho, gửi đi", "Sent"),
        Receive => Text.Of("Nhận hàng", "Received"),
        Cancel => Text.Of("Huỷ phiếu gửi", "Shipment cancelled"),
        Doors => Text.Of("Phát tận nhà, theo lượt ghi", "Handed out, by coverage entries"),
        Event => Text.Of("Phát ở sự kiện", "Handed out at an event"),
        WriteOff => Text.Of("Xuất huỷ", "Written off"),
        Count => Text.Of("Kiểm kê", "Counted"),
        _ => Text.Of("Bút toán đảo", "Taken back"),
    };
}

/// <summary>At what kind of event leaflets were handed out.</summary>
public static class StockOccasion
{
    public static readonly IReadOnlyList<string> All = ["school", "fair", "booth", "meeting", "other"];

    public static string Name(string? occasion) => occasion switch
    {
        "school" => Text.Of("Trường học", "School"),
        "fair" => Text.Of("Hội chợ, lễ hội", "Fair, festival"),
        "booth" => Text.Of("Quầy, điểm phát", "Booth"),
        "meeting" => Text.Of("Họp dân, sinh hoạt", "Meeting"),
        _ => Text.Of("Dịp khác", "Other"),
    };
}
