using System.Globalization;
using Campaign111.Platform.Localisation;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Localisation;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("vi", "30/9/2020", "1.234", "1.234,5", "47,3%", "ngày 30 tháng 9 năm 2020")]
    [InlineData("en", "30/9/2020", "1,234", "1,234.5", "47.3%", "30 September 2020")]
    public void Dates_and_numbers_read_as_each_language_writes_them(string language, string date, string whole, string broken, string percent, string longDate)
    {
        using var culture = new CultureScope(Cultures.Find(language)!);
        var day = new DateOnly(2020, 9, 30);
        Formats.Date(day).ShouldBe(date);
        Formats.DayMonth(day).ShouldBe("30/9");
        Formats.LongDate(day).ShouldBe(longDate);
        Formats.Number(1234).ShouldBe(whole);
        Formats.Number(1234.5m).ShouldBe(broken);
        Formats.Percent(47.38m).ShouldBe(percent);
    }

    [Fact]
    public void A_percentage_just_below_100_never_reads_as_100()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        Formats.Percent(99.96m).ShouldBe("99,9%");
        Formats.Percent(100m).ShouldBe("100%");
        Formats.Percent(104.2m).ShouldBe("104,2%");
    }

    [Fact]
    public void An_instant_is_shown_on_its_Vietnamese_day()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        var late = new DateTimeOffset(2020, 8, 31, 17, 5, 0, TimeSpan.Zero);
        Formats.Moment(late).ShouldBe("00:05 1/9/2020");
    }

    [Fact]
    public void Text_is_Vietnamese_unless_the_interface_is_English()
    {
        using (new CultureScope(CultureInfo.InvariantCulture))
        {
            Text.Of("Đăng nhập", "Sign in").ShouldBe("Đăng nhập");
        }

        using (new CultureScope(Cultures.English))
        {
            Text.Of("Đăng nhập", "Sign in").ShouldBe("Sign in");
            Text.Language.ShouldBe("en");
        }
    }

    [Fact]
    public void Unknown_languages_are_not_guessed() => Cultures.Find("fr").ShouldBeNull();
}
