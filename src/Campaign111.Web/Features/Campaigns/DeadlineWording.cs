using System.Text.RegularExpressions;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Campaigns;

/// <summary>
/// Reads a deadline as a dispatch words it and proposes its inclusive last day. It proposes, people decide: the wording stays beside the day.
/// </summary>
/// <remarks>
/// Sources of the wordings: 2530/UBND-KGVX of the People's Committee of Bình Phước, 28/7/2020 ("trước ngày 30/9/2020"); 275/TE-TVDVTT of Cục Trẻ em,
/// 5/5/2020 ("đến hết tháng 8 năm 2020 (tập trung trong tháng 6 năm 2020)"); the dispatch of Sở LĐTBXH Lạng Sơn, 21/3/2019
/// ("trước ngày 20/5 và 15/11 năm 2019"). "Trước" leaves the named day out; "trước 17 giờ ngày D" leaves it in.
/// </remarks>
public static partial class DeadlineWording
{
    /// <summary>Longest wording that is read, in characters; the column holds no more.</summary>
    public const int MaxLength = 400;

    private static readonly Notice AskByHand = new(
        "Chưa hiểu câu này. Xin chọn ngày cuối cùng bằng tay; câu chữ vẫn được giữ nguyên.",
        "This wording was not understood. Please choose the last day by hand; the wording is kept as it is.");

    /// <summary>Reads a wording. Pure; case, diacritics and their encoding do not matter.</summary>
    /// <param name="text">The wording, perhaps with the sentence around it.</param>
    /// <param name="issuedOn">Day of the dispatch: a date without a year is its next occurrence after that.</param>
    public static DeadlineReading Parse(string? text, DateOnly issuedOn)
    {
        var folded = WordingText.Fold(text);
        if (folded.Length is 0 or > MaxLength)
        {
            return new DeadlineReading([], null, AskByHand);
        }

        try
        {
            var (main, aside) = SplitFocus(folded);
            var proposals = Proposals(main, issuedOn);
            var focus = aside is null ? null : FocusOf(aside, proposals, issuedOn);
            return new DeadlineReading(proposals, focus, MessageFor(proposals, issuedOn));
        }
        catch (NoSuchDayException error)
        {
            return new DeadlineReading([], null, error.Notice);
        }
    }

    /// <summary>Cuts "(tập trung trong tháng 6 năm 2020 - ...)" out: what stands there is no deadline.</summary>
    private static (string Main, string? Aside) SplitFocus(string text)
    {
        var match = FocusPart().Match(text);
        return match.Success ? (text.Remove(match.Index, match.Length), match.Value) : (text, null);
    }

    private static List<DeadlineProposal> Proposals(string text, DateOnly issuedOn)
    {
        var led = Led().Matches(text);
        if (led.Count > 0)
        {
            return [.. led.SelectMany(match => Listed(match.Groups["list"].Value, IsExclusive(match), issuedOn)).DistinctBy(proposal => proposal.LastDay)];
        }

        // A date without any such word is a deadline only when it is all that the text says: else it may be the date of a cited document.
        var bare = Bare().Match(text);
        return bare.Success ? [.. Listed(bare.Groups["list"].Value, exclusive: false, issuedOn)] : [];
    }

    /// <summary>"trước ngày D" leaves D out; "trước 17 giờ ngày D" and "trước hết tháng M" do not.</summary>
    private static bool IsExclusive(Match match) =>
        !match.Groups["time"].Success && match.Groups["lead"].Value.EndsWith("truoc", StringComparison.Ordinal);

    private static IEnumerable<DeadlineProposal> Listed(string list, bool exclusive, DateOnly issuedOn)
    {
        var named = NamedDays.Read(list);
        var listYear = named[^1].Year;
        var after = issuedOn;
        foreach (var name in named)
        {
            var year = name.Year ?? listYear;
            var period = year is null ? name.Next(after, exclusive) : name.In(year.Value);
            after = period.To;
            yield return new DeadlineProposal(exclusive ? period.From.AddDays(-1) : period.To, period, exclusive, year is null);
        }
    }

    private static Period? FocusOf(string aside, List<DeadlineProposal> proposals, DateOnly issuedOn)
    {
        var names = NamedDays.Read(aside);
        if (names.Count == 0)
        {
            return null;
        }

        var last = names[^1];
        var year = last.Year ?? (proposals.Count > 0 ? last.LatestYearUntil(proposals[^1].LastDay) : last.Next(issuedOn, afterwards: false).From.Year);
        var (from, to) = (names[0].In(names[0].Year ?? year), last.In(year));
        return from.From <= to.To ? new Period(from.From, to.To) : to;
    }

    private static Notice? MessageFor(List<DeadlineProposal> proposals, DateOnly issuedOn)
    {
        if (proposals.Count == 0)
        {
            return AskByHand;
        }

        if (proposals.Find(proposal => proposal.LastDay < issuedOn) is { } past)
        {
            var (day, issued) = (Formats.DocumentDate(past.LastDay), Formats.DocumentDate(issuedOn));
            return new Notice(
                $"Ngày cuối {day} ở trước ngày ban hành {issued}: xin kiểm tra lại năm.",
                $"The last day {day} lies before the day of issue, {issued}: please check the year.");
        }

        var days = string.Join(", ", proposals.Select(proposal => Formats.DocumentDate(proposal.LastDay)));
        return proposals.Count == 1 ? null : new Notice(
            $"Câu này nêu {proposals.Count} hạn: {days}. Xin chọn hạn của việc phát đến từng hộ.",
            $"The wording names {proposals.Count} deadlines: {days}. Please choose the one for reaching the households.");
    }

    // What introduces a deadline, on folded text. The last word of several decides: "chậm nhất là trước ngày D" excludes D.
    private const string First =
        "(?:truoc|den|toi|het|cuoi|cham nhat|muon nhat|khong (?:muon|cham) hon|khong qua|trong|vao|han chot|han cuoi|hoan thanh)";

    private const string Next = "(?:" + First + "|la|:)";

    private const string Time = @"(?<time>\s+[0-9]{1,2}\s*(?:gio|h|g|:)\s*(?:[0-9]{2}\s*(?:phut)?)?\s*,?)?";

    // Atomic: a name is read whole or not at all, never without its year.
    private const string List = "(?<list>(?>" + NamedDays.Pattern + @")(?>\s*(?:,|;|va)\s*(?>" + NamedDays.Pattern + "))*)";

    // "trong tháng 6, 7 năm 2020", "ngày 28-30/9": more than is understood.
    private const string Whole = @"(?!\s*(?:,|-|va|den)\s*(?:thang\s*|ngay\s*)?[0-9])";

    [GeneratedRegex("(?<![a-z])(?<lead>" + First + @"(?:\s*" + Next + ")*)" + Time + @"\s*" + List + Whole)]
    private static partial Regex Led();

    [GeneratedRegex(@"^(?:(?:thoi gian|thoi han|han)(?: hoan thanh| thuc hien)?\s*:?\s*)?" + List + @"\s*[.;]?$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"[(,;]?\s*tap trung(?:[^();,.]|\.(?=[0-9]))*\)?")]
    private static partial Regex FocusPart();
}
