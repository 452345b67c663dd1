using System.Globalization;
using System.Text;
using Campaign111.Features.Campaigns;
using FsCheck;
using FsCheck.Fluent;

namespace Campaign111.Tests.Features.Campaigns;

public class DeadlineWordingProperties
{
    private static readonly DateOnly First = new(2001, 1, 2);

    private static readonly Arbitrary<DateOnly> Days = Gen.Choose(0, 35_000).Select(First.AddDays).ToArbitrary();

    private static readonly Arbitrary<(DateOnly, DateOnly)> Pairs =
        Gen.Choose(0, 30_000).SelectMany(issued => Gen.Choose(0, 364).Select(more => (First.AddDays(issued), First.AddDays(issued + more)))).ToArbitrary();

    [Fact]
    public void Before_a_day_is_always_until_the_end_of_the_day_before() => Prop.ForAll(Days, day =>
        Only($"trước ngày {Written(day)}") == day.AddDays(-1)
        && Only($"đến hết ngày {Written(day.AddDays(-1))}") == day.AddDays(-1)
        && Only($"trước ngày {day.Day} tháng {day.Month:00} năm {day.Year}") == day.AddDays(-1)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_month_ends_the_day_before_the_next_begins() => Prop.ForAll(Days, day =>
    {
        var next = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
        return Only($"đến hết tháng {day.Month} năm {day.Year}") == next.AddDays(-1)
            && Only($"trong tháng {day.Month:00}/{day.Year}") == next.AddDays(-1)
            && Only($"trước tháng {next.Month} năm {next.Year}") == next.AddDays(-1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encoding_case_and_diacritics_change_nothing() => Prop.ForAll(Days, day =>
    {
        var wording = $"Chậm nhất là trước ngày {Written(day)} (tập trung trong tháng 6 năm 2020)";
        var expected = DeadlineWording.Parse(wording, First).Proposals;
        return new[] { wording.Normalize(NormalizationForm.FormD), wording.ToUpperInvariant(), Plain(wording), $"  {wording.Replace(" ", " \u00a0", StringComparison.Ordinal)}\n" }
            .All(form => DeadlineWording.Parse(form, First).Proposals.SequenceEqual(expected) && expected.Count == 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_year_it_is_the_next_such_day_after_the_issue() => Prop.ForAll(Pairs, pair =>
    {
        var (issued, day) = pair;
        return (day.Month, day.Day) == (2, 29) || Only($"đến hết ngày {day.Day}/{day.Month}", issued) == day;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_it_fail() => Prop.ForAll<string, DateTime>((text, at) =>
    {
        var issued = DateOnly.FromDateTime(at);
        return new[] { text, $"trước ngày {text}", $"đến hết tháng {text}/2020 (tập trung {text})" }
            .All(wording => DeadlineWording.Parse(wording, issued) is { } reading && (reading.Proposals.Count > 0 || reading.Message is not null));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_figures_make_it_fail()
    {
        var figures = Gen.Choose(-1, 99_999).Select(figure => figure.ToString(CultureInfo.InvariantCulture)).ToArbitrary();
        Prop.ForAll(figures, figures, (one, two) =>
            new[] { $"trước ngày {one}/{two}", $"{one}/{two}/2020", $"hết tháng {one} năm {two}", $"hết quý {one}/{two}", $"trước {one} giờ ngày {two}/9 và {one}/{two}" }
                .All(wording => DeadlineWording.Parse(wording, First) is { } reading && (reading.Proposals.Count > 0 || reading.Message is not null)))
            .QuickCheckThrowOnFailure();
    }

    private static DateOnly? Only(string wording, DateOnly? issued = null) =>
        DeadlineWording.Parse(wording, issued ?? First).Proposals is [var one] ? one.LastDay : null;

    private static string Written(DateOnly day) => day.ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).Replace('đ', 'd');
}
