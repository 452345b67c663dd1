using System.Text;
using Campaign111.Features.Accounts.TwoFactor;

namespace Campaign111.Tests.Features.Accounts.TwoFactor;

public class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the rows for SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var instant = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Totp.Code(Key, Totp.StepAt(instant), 8).ShouldBe(code);
        Totp.Code(Key, Totp.StepAt(instant)).ShouldBe(code[2..], "six digits are the last six of eight");
        Totp.Match(Totp.Base32(Key), code[2..], instant).ShouldBe(Totp.StepAt(instant));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_one_step(int off, bool counts)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now) + off;

        Totp.Match(Totp.Base32(Key), Totp.Code(Key, step), now).ShouldBe(counts ? step : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("١٢٣٤٥٦")]
    public void What_is_no_code_is_refused(string typed) => Totp.Match(Totp.Base32(Key), typed, DateTimeOffset.FromUnixTimeSeconds(59)).ShouldBeNull();

    [Fact]
    public void Blanks_that_apps_show_between_the_digits_do_not_matter()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(59);

        Totp.Match(Totp.Base32(Key), "287 082", now).ShouldNotBeNull();
    }

    // RFC 4648, section 10.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_the_standard(string text, string encoded)
    {
        Totp.Base32(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);
        Encoding.ASCII.GetString(Totp.FromBase32(encoded)).ShouldBe(text);
    }

    [Fact]
    public void A_new_key_has_160_bits_and_is_never_the_same()
    {
        Totp.FromBase32(Totp.NewKey()).Length.ShouldBe(20);
        Totp.NewKey().ShouldNotBe(Totp.NewKey());
    }

    [Fact]
    public void Recovery_codes_are_read_as_handwriting_means_them()
    {
        var codes = RecoveryCode.NewSet();

        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);
        codes.ShouldAllBe(code => code.Length == 19);
        RecoveryCode.HashOf("7K2M-9QX0-4R81-HV3W").ShouldBe(RecoveryCode.HashOf(" 7k2m 9qxO 4r8l hv3w"));
        RecoveryCode.HashOf("7K2M-9QX0-4R81-HV3W").ShouldNotBe(RecoveryCode.HashOf("7K2M-9QX0-4R81-HV3X"));
    }
}
