using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Verification.Flags;

/// <summary>Questions in words, with their evidence.</summary>
public static class FlagTexts
{
    /// <summary>Of 10,000 simulated honest communes, how many were asked anything (weak hints left out) about a month: measured by FlagSimulationTests, and
    /// held by it.</summary>
    public const int FalseAlarms = 1;

    /// <summary>The question's heading.</summary>
    public static string Kind(string kind) => kind switch
    {
        FlagKinds.EndDigits => Text.Of("Chữ số cuối không đều", "Uneven end digits"),
        FlagKinds.Repeated => Text.Of("Nhiều ngày liền cùng một số", "The same number day after day"),
        FlagKinds.Copied => Text.Of("Hai thôn cùng số, cùng ngày", "Two hamlets with the same numbers"),
        FlagKinds.Speed => Text.Of("Nhanh hơn một người đi được", "Faster than one person walks"),
        FlagKinds.LastDay => Text.Of("Dồn vào ngày cuối", "A burst on the last day"),
        FlagKinds.NoneAbsent => Text.Of("Không hộ nào vắng", "Nobody was ever absent"),
        FlagKinds.OverTarget => Text.Of("Vượt 100%", "Over 100%"),
        FlagKinds.OverStock => Text.Of("Phát nhiều hơn số nhận", "More handed out than received"),
        FlagKinds.NoScans => Text.Of("Chưa ai quét mã (gợi ý yếu)", "No code was scanned (weak hint)"),
        _ => Text.Of("Ghi lúc đêm khuya", "Logged at night"),
    };

    /// <summary>What is asked.</summary>
    public static string Question(string kind) => kind switch
    {
        FlagKinds.EndDigits => Text.Of("Số hộ mỗi lượt được đếm tại chỗ hay ước tính, làm tròn?", "Were the households counted on the spot, or estimated and rounded?"),
        FlagKinds.Repeated => Text.Of("Vì sao ngày nào cũng đúng từng ấy hộ? Có phải chia đều khi ghi bù?", "Why exactly so many each day? Was a total spread over the days afterwards?"),
        FlagKinds.Copied => Text.Of("Một người ghi cho cả hai thôn, hay số bị chép nhầm?", "Does one person log for both hamlets, or was a list copied by mistake?"),
        FlagKinds.Speed => Text.Of("Nhiều người dùng chung một tài khoản, hay ghi lại từ giấy?", "Did several people share an account, or was it entered from paper?"),
        FlagKinds.LastDay => Text.Of("Phần lớn được phát trong một ngày, hay ghi dồn các ngày trước?", "Was most of it handed out on one day, or logged for the days before?"),
        FlagKinds.NoneAbsent => Text.Of("Hộ vắng được ghi thế nào? Có để lại tờ rơi mà không gặp ai không?", "How are absent households logged? Were leaflets left where nobody was met?"),
        FlagKinds.OverTarget => Text.Of("Số hộ dùng làm mẫu số đã cũ, hay có hộ được đếm hai lần?", "Is the number of households out of date, or were some counted twice?"),
        FlagKinds.OverStock => Text.Of("Có tờ rơi in thêm hay nhận ngoài sổ kho không?", "Were leaflets printed locally, or received outside the stock ledger?"),
        FlagKinds.NoScans => Text.Of("Tờ rơi phát có mã QR không? Ở đây người dân thường gọi chứ không quét?", "Do the leaflets carry the code? Do people here call rather than scan?"),
        _ => Text.Of("Đi từng hộ vào đêm khuya, hay ghi lại lúc đêm việc làm ban ngày?", "Were households visited at night, or was the day's work entered then?"),
    };

    /// <summary>The numbers behind it.</summary>
    public static string Evidence(Flag flag)
    {
        var e = flag.Numbers;
        string N(string name) => Formats.Number(e.GetValueOrDefault(name), 1);
        string Day(string name) => Formats.Date(DateOnly.FromDayNumber((int)e.GetValueOrDefault(name)));
        return flag.Kind switch
        {
            FlagKinds.EndDigits => Text.Of($"{N("n")} lượt ghi từ 10 hộ trở lên; số lượt kết thúc bằng 0…9: {Digits(e)}. χ² = {N("statistic")} với 9 bậc tự do (nếu đếm thật: p < 0,0001).", $"{N("n")} entries of 10 households or more; so many end in 0…9: {Digits(e)}. χ² = {N("statistic")} with 9 degrees of freedom (p < 0.0001 if counted)."),
            FlagKinds.Repeated => Text.Of($"{N("days")} ngày ghi liên tiếp, mỗi ngày đúng {N("value")} hộ.", $"{N("days")} logged days in a row with exactly {N("value")} households each."),
            FlagKinds.Copied => Text.Of($"{N("same")} trong {N("common")} ngày chung, số hộ giống hệt một thôn khác của xã.", $"On {N("same")} of {N("common")} common days the same number as another hamlet of the commune."),
            FlagKinds.Speed => Text.Of($"{N("hours")} giờ có hơn {N("limit")} cửa từ một tài khoản; nhiều nhất {N("doors")} cửa lúc {N("hour")} giờ ngày {Day("day")}.", $"{N("hours")} hours with more than {N("limit")} doors from one account; at most {N("doors")}, in the hour from {N("hour")}:00 on {Day("day")}."),
            FlagKinds.LastDay => Text.Of($"{N("reached")} trong {N("all")} hộ được ghi vào ngày cuối {Day("day")}.", $"{N("reached")} of {N("all")} households on the last day, {Day("day")}."),
            FlagKinds.NoneAbsent => Text.Of($"{N("visits")} lượt đến hộ trong tháng, không lượt nào vắng, từ chối hay nhà trống.", $"{N("visits")} visits in the month, none absent, refused or vacant."),
            FlagKinds.OverTarget => Text.Of($"{N("reached")} hộ đã đến trên {N("target")} hộ.", $"{N("reached")} households reached of {N("target")}."),
            FlagKinds.OverStock => Text.Of($"{N("handedOut")} tờ đã trao, {N("received")} tờ đã nhận theo sổ kho.", $"{N("handedOut")} leaflets handed out, {N("received")} received by the ledger."),
            FlagKinds.NoScans => Text.Of($"{N("reached")} hộ đã đến, chưa có lượt quét nào.", $"{N("reached")} households reached, no scan yet."),
            _ => Text.Of($"{N("night")} trong {N("all")} hộ của thôn được ghi từ 22 giờ đến 5 giờ.", $"{N("night")} of the hamlet's {N("all")} households were logged between 22:00 and 5:00."),
        };
    }

    public static (string Icon, string Kind, string Text) State(Flag flag) => flag.State switch
    {
        "closed" => ("check-circle", "is-completed", Text.Of("đã đóng", "closed")),
        "answered" => ("inbox", "is-onpace", Text.Of("xã đã trả lời", "answered")),
        _ => ("question", "is-notstarted", Text.Of("chờ xã trả lời", "waits for the commune")),
    };

    /// <summary>How often an honest commune is asked, as measured.</summary>
    public static string Rate() => Text.Of(
        $"Câu hỏi không phải kết luận. Đo trên 10.000 xã mô phỏng làm đúng: {FalseAlarms} xã bị hỏi nhầm trong một tháng (không kể gợi ý yếu).",
        $"A question is no verdict. Of 10,000 simulated honest communes, {FalseAlarms} were asked about a month without cause (weak hints not counted).");

    private static string Digits(IReadOnlyDictionary<string, decimal> evidence) => string.Join(' ', Enumerable.Range(0, 10).Select(digit => Formats.Number(evidence.GetValueOrDefault($"digit{digit}"), 0)));
}
