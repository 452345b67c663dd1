namespace Campaign111.BrowserTests.Story;

/// <summary>Who must be reminded on 1/9/2020 at 07:30, worked out by hand from the demo's figures and the ladder of rungs; no product code
/// takes part in it.</summary>
/// <remarks>
/// Every commune's last day is 29/9/2020 (2530/UBND-KGVX; the demo sets no own dates). The latest time rung that is due by 1/9 is t-30, on
/// 30/8, which tells only those that have not started; t-14 follows on 15/9. "Silent" tells those that have started, are not completed, and
/// have had no entry for 7 days: their last one is of 25/8 or earlier. The other 93 communes have an entry of 28/8 or later, or are completed.
/// </remarks>
internal static class Lagging
{
    /// <summary>Unit code and rung, by code.</summary>
    public static readonly IReadOnlyList<string> On1September2020 =
    [
        "25249 t-30", // Phước Tín: 1,863 households, no entry
        "25258 t-30", // Long Tân: 2,174, no entry
        "25261 t-30", // Phú Trung: 1,129, no entry
        "25279 silent", // Lộc Tấn: 847 of 3,063, last entry 22/8
        "25280 t-30", // Lộc Thạnh: 869, no entry
        "25282 t-30", // Lộc Hiệp: 2,237, no entry
        "25300 silent", // Lộc Điền: 863 of 2,025, last entry 21/8
        "25315 t-30", // Thanh Hòa: 2,496, no entry
        "25320 silent", // Hưng Chiến: 705 of 3,084, last entry 22/8
        "25330 silent", // An Khương: 577 of 1,818, last entry 22/8
        "25342 t-30", // Tân Lợi: 2,241, no entry
        "25349 silent", // Minh Tâm: 279 of 1,328, last entry 21/8
        "25351 silent", // Phước An: 762 of 2,297, last entry 22/8
        "25375 silent", // Tân Hưng: 394 of 1,220, last entry 21/8
        "25390 silent", // Đồng Tiến: 713 of 3,648, last entry 22/8
        "25417 silent", // Đức Liễu: 1,195 of 3,560, last entry 22/8
        "25426 silent", // Đăng Hà: 558 of 1,365, last entry 22/8
        "25450 t-30", // Nha Bích: 1,623, no entry
    ];
}
