using System.Text;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Platform.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Campaign111.Tests.Features.Campaigns.Calendar;

public class CalendarTextTests
{
    private static readonly Obligation Due = new(
        "deadline-1-70-70", ObligationKind.Deadline, new DateOnly(2020, 9, 29), "Hạn cuối của Tỉnh Bình Phước", "/campaigns/binh-phuoc-2020", new DateTimeOffset(2020, 7, 28, 8, 0, 0, TimeSpan.FromHours(7)))
    {
        Campaign = "Mỗi nhà một số 111; tờ rơi, loa",
        Document = "2530/UBND-KGVX",
        Wording = "trước ngày 30/9/2020",
    };

    [Fact]
    public void An_event_lasts_through_its_last_day_and_ends_before_the_next()
    {
        var lines = Unfold(Write(Due));

        lines.ShouldContain("DTSTART;VALUE=DATE:20200929");
        lines.ShouldContain("DTEND;VALUE=DATE:20200930");
        lines.ShouldContain("UID:deadline-1-70-70@test.campaign111");
        lines.ShouldContain("DTSTAMP:20200728T010000Z");
        lines.ShouldContain("SUMMARY:Hạn cuối của Tỉnh Bình Phước");
        lines.Single(line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal)).ShouldBe(
            @"DESCRIPTION:Mỗi nhà một số 111\; tờ rơi\, loa\nTheo 2530/UBND-KGVX\n“trước ngày 30/9/2020”\nNgày cuối cùng (tính cả ngày này): 29/9/2020\nhttps://111.example/campaigns/binh-phuoc-2020");
        lines.ShouldContain("TZID:Asia/Ho_Chi_Minh");
        lines[0].ShouldBe("BEGIN:VCALENDAR");
        lines[^1].ShouldBe("END:VCALENDAR");
    }

    [Fact]
    public void A_last_day_that_is_not_worked_names_the_working_day_before()
    {
        var sunday = Unfold(Write(Due with { Day = new DateOnly(2020, 8, 30) }));

        sunday.Single(line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal)).ShouldContain("ngày làm việc trước đó là 28/8/2020");
    }

    [Fact]
    public void Lines_are_at_most_75_octets_and_no_letter_is_cut()
    {
        var text = Write(Due with { Title = string.Concat(Enumerable.Repeat("Nhiệm vụ tuyên truyền ", 40)) });

        text.ShouldNotContain("\uFFFD");
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n", Case.Sensitive, "every line ends in CR LF");
    }

    [Fact]
    public void Whatever_is_folded_unfolds_to_itself() => Check.QuickThrowOnFailure(Prop.ForAll<string?>(given =>
    {
        var value = CalendarText.Escape(Whole(given));
        var folded = CalendarText.Fold("SUMMARY:" + value);
        return Unfold(folded).Single() == "SUMMARY:" + value && folded.Split("\r\n").All(line => Encoding.UTF8.GetByteCount(line) <= 75);
    }));

    [Theory]
    [InlineData("a;b,c\\d", @"a\;b\,c\\d")]
    [InlineData("một\r\nhai", @"một\nhai")]
    [InlineData("a\u0007b", "ab")]
    public void Text_is_escaped(string given, string written) => CalendarText.Escape(given).ShouldBe(written);

    private static string Write(params Obligation[] events) =>
        CalendarText.Write("111 – Xã Tân Thành", "test.campaign111", "https://111.example", events, new WorkingDays([]));

    // Half a surrogate pair is no text.
    private static string Whole(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));

    private static List<string> Unfold(string text) => [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
}
