using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>Households of a hamlet that are not settled yet.</summary>
/// <param name="Name">Full name of the hamlet: "Thôn 3".</param>
/// <param name="Missing">Target less settled.</param>
/// <param name="Target">Households to reach.</param>
public sealed record HamletGap(string Name, long Missing, long Target);

/// <summary>A reminder as a digest or a page tells it.</summary>
/// <param name="UnitName">Full name of the unit: "Xã Tân Thành"; of the organisation, where one owes something.</param>
/// <param name="CampaignName">Name of the campaign.</param>
/// <param name="Address">Where to log, or to do what is owed, from the site's root.</param>
/// <param name="Facts">The figures on which it was written.</param>
public sealed record DigestLine(string UnitName, string CampaignName, string Address, ReminderFacts Facts)
{
    /// <summary>Hamlets with the most households to go, most first; empty where the digest tells of many units, or nothing is known.</summary>
    public IReadOnlyList<HamletGap> Hamlets { get; init; } = [];

    /// <summary>How many more hamlets have households to go.</summary>
    public int MoreHamlets { get; init; }

    /// <summary>Official code of the unit.</summary>
    public string UnitCode { get; init; } = "";
}

/// <summary>The day's one message in plain words: where you stand, what was expected, what is missing, by which dispatch. In the current language.</summary>
public static class Digest
{
    /// <summary>Why this unit is reminded, in a sentence.</summary>
    public static string Reason(ReminderFacts facts, DateOnly today) => facts.ClimbedFrom is null
        ? Cause(facts, today)
        : Text.Of(
            $"{Ladder.DaysToAcknowledge} ngày làm việc chưa có phản hồi; {Cause(facts, today)}",
            $"no answer in {Ladder.DaysToAcknowledge} working days; {Cause(facts, today)}");

    /// <summary>What the button under a line says.</summary>
    public static string Act(ReminderFacts facts) => facts.IsOwed ? Text.Of("Mở việc đến hạn", "Open what is due") : Text.Of("Ghi nhận hộ đã đến", "Log households reached");

    /// <summary>A rung's name for people; its code stays in commands and tables.</summary>
    public static string RungName(Rung rung) => rung switch
    {
        { Kind: RungKind.Silent } => Text.Of("Im lặng", "Silent"),
        { Days: 0 } => Text.Of("Ngày cuối", "The last day"),
        { Days: < 0 } => Text.Of($"{-rung.Days} ngày trước hạn", $"{-rung.Days} days before"),
        _ => Text.Of($"Quá hạn {rung.Days} ngày", $"{rung.Days} days after"),
    };

    /// <summary>The same of a stored code, climbs included.</summary>
    public static string RungName(string code)
    {
        var rung = Rung.Offset(code) is { } days
            ? new Rung(RungKind.Time, days, RungCondition.Incomplete, RungAudience.None)
            : new Rung(RungKind.Silent, 0, RungCondition.Incomplete, RungAudience.None);
        return Rung.Climbs(code) == 0 ? RungName(rung) : $"{RungName(rung)} · {Text.Of("lên cấp trên", "one level up")}";
    }

    /// <summary>Where the unit stands: figures with their expectation and the deadline's source.</summary>
    public static string Standing(ReminderFacts facts)
    {
        if (facts.IsOwed)
        {
            return Text.Of($"hạn cuối {Day(facts.LastDay)}{Source(facts)}", $"last day {Day(facts.LastDay)}{Source(facts)}");
        }

        var reached = facts.Target is { } target
            ? Text.Of(
                $"đã đến {facts.Reached:N0}/{target:N0} hộ ({Formats.Percent(facts.PercentReached ?? 0)})",
                $"{facts.Reached:N0} of {target:N0} households reached ({Formats.Percent(facts.PercentReached ?? 0)})")
            : Text.Of($"đã đến {facts.Reached:N0} hộ", $"{facts.Reached:N0} households reached");
        var expected = facts.PercentExpected is { } percent
            ? Text.Of($", theo kế hoạch phải đạt {Formats.Percent(percent)}", $", {Formats.Percent(percent)} expected by now")
            : "";
        var deadline = facts.LastDay is { } last
            ? Text.Of($"; hạn cuối {Day(last)}{Source(facts)}", $"; last day {Day(last)}{Source(facts)}")
            : "";
        return reached + expected + deadline;
    }

    /// <summary>What is missing by hamlet, or null when that is not known.</summary>
    public static string? Missing(DigestLine line)
    {
        if (line.Hamlets.Count == 0)
        {
            return null;
        }

        var hamlets = string.Join(", ", line.Hamlets.Select(hamlet => Text.Of($"{hamlet.Name} ({hamlet.Missing:N0} hộ)", $"{hamlet.Name} ({hamlet.Missing:N0})")));
        var more = line.MoreHamlets > 0 ? Text.Of($" và {line.MoreHamlets} nơi khác", $" and {line.MoreHamlets} more places") : "";
        return Text.Of($"Còn thiếu: {hamlets}{more}", $"Still to reach: {hamlets}{more}");
    }

    /// <summary>The subject line.</summary>
    public static string Subject(IReadOnlyList<DigestLine> lines, IReadOnlyList<NoticeLine> news, DateOnly day) => (lines.Count, news.Count) switch
    {
        (1, 0) when lines[0].Facts.IsOwed => Text.Of($"Tổng đài 111: {lines[0].UnitName} có việc đến hạn ({Day(day)})", $"Hotline 111: {lines[0].UnitName} has something due ({Day(day)})"),
        (1, 0) => Text.Of($"Tổng đài 111: {lines[0].UnitName} cần đẩy nhanh phát tờ rơi ({Day(day)})", $"Hotline 111: {lines[0].UnitName} needs to catch up ({Day(day)})"),
        (0, 1) => Text.Of($"Tổng đài 111: {news[0].Subject}", $"Hotline 111: {news[0].SubjectEn}"),
        (0, _) => Text.Of($"Tổng đài 111: {news.Count} tin mới ({Day(day)})", $"Hotline 111: {news.Count} pieces of news ({Day(day)})"),
        (_, 0) => Text.Of($"Tổng đài 111: {lines.Count} việc cần đôn đốc ({Day(day)})", $"Hotline 111: {lines.Count} places need to catch up ({Day(day)})"),
        _ => Text.Of($"Tổng đài 111: {lines.Count} việc cần đôn đốc, {news.Count} tin mới ({Day(day)})", $"Hotline 111: {lines.Count} places need to catch up, {news.Count} pieces of news ({Day(day)})"),
    };

    private static string Cause(ReminderFacts facts, DateOnly today)
    {
        var left = facts.LastDay is { } last ? last.DayNumber - today.DayNumber : 0;
        if (facts.IsOwed)
        {
            return $"{Text.Of(facts.Title ?? "", facts.TitleEn ?? "")}, {DaysLeft(left)}";
        }

        if (Rung.Offset(facts.Rung) is not { } offset)
        {
            return Text.Of($"chưa có ghi nhận nào từ {Day(facts.LastEntryOn)}", $"nothing logged since {Day(facts.LastEntryOn)}");
        }

        if (left < 0)
        {
            return DaysLeft(left);
        }

        var state = offset switch
        {
            -30 => Text.Of("chưa bắt đầu", "not started"),
            -14 or -7 => Text.Of("chậm tiến độ", "behind pace"),
            -3 or -1 => Text.Of("chưa hoàn thành", "not complete"),
            _ when facts.LastEntryOn is null => Text.Of("chưa bắt đầu", "not started"),
            _ when facts.PercentReached < facts.PercentExpected => Text.Of("chậm tiến độ", "behind pace"),
            _ => Text.Of("chưa hoàn thành", "not complete"),
        };
        return Text.Of($"{state}, còn {left} ngày", $"{state}, {left} days left");
    }

    private static string DaysLeft(int left) => left switch
    {
        < 0 => Text.Of($"quá hạn {-left} ngày", $"{-left} days overdue"),
        0 => Text.Of("hôm nay là ngày cuối", "today is the last day"),
        _ => Text.Of($"còn {left} ngày", $"{left} days left"),
    };

    private static string Source(ReminderFacts facts) => (facts.Document, facts.Wording) switch
    {
        (null, null) => "",
        (null, { } wording) => $" (“{wording}”)",
        ({ } document, null) => $" ({document})",
        ({ } document, { } wording) => $" ({document}: “{wording}”)",
    };

    private static string Day(DateOnly? day) => day is { } known ? Formats.Date(known) : "?";
}
