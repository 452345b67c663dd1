using System.Globalization;
using Campaign111.Platform.Localisation;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Localisation;

public sealed class NumberInputTests
{
    [Theory]
    [InlineData("vi", "1234", "1234")]
    [InlineData("vi", "1.234", "1234")]
    [InlineData("vi", "1 234 567", "1234567")]
    [InlineData("vi", " -1.234,5 ", "-1234.5")]
    [InlineData("vi", "12,5", "12.5")]
    [InlineData("en", "1,234.5", "1234.5")]
    public void Numbers_are_read_as_people_type_them(string language, string typed, string expected)
    {
        NumberInput.TryNumber(typed, Cultures.Find(language)!, out var value).ShouldBeTrue();
        value.ToString(CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("vi", "12.5")]
    [InlineData("vi", "1.23")]
    [InlineData("vi", "1.2345")]
    [InlineData("vi", "1.234.5")]
    [InlineData("vi", ".234")]
    [InlineData("vi", "1 234.567")]
    [InlineData("vi", "1,2,3")]
    [InlineData("vi", "5,")]
    [InlineData("vi", "45 hộ")]
    [InlineData("vi", "")]
    [InlineData("vi", "-")]
    [InlineData("vi", "١٢")]
    [InlineData("en", "12,5")]
    public void What_could_mean_two_things_is_refused(string language, string typed) =>
        NumberInput.TryNumber(typed, Cultures.Find(language)!, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2020-09-03")]
    [InlineData("3/9/2020")]
    [InlineData("03/09/2020")]
    [InlineData("3-9-2020")]
    [InlineData("3.9.2020")]
    public void Days_are_read_day_first(string typed)
    {
        NumberInput.TryDay(typed, out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(2020, 9, 3));
    }

    [Theory]
    [InlineData("31/9/2020")]
    [InlineData("9/30/2020")]
    [InlineData("3/9/20")]
    [InlineData("")]
    public void What_is_no_day_is_refused(string typed) => NumberInput.TryDay(typed, out _).ShouldBeFalse();
}
