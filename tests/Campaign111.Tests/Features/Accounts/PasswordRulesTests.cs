using Campaign111.Features.Accounts.Identity;

namespace Campaign111.Tests.Features.Accounts;

public class PasswordRulesTests
{
    [Theory]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("1234512345")]
    [InlineData("qwertyuiop")]
    [InlineData("qwertyqwerty")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("1212121212")]
    [InlineData("password123")]
    [InlineData("P4ssw0rd2024")]
    [InlineData("matkhau123")]
    [InlineData("Mật khẩu 2025!")]
    [InlineData("anhyeuem123")]
    [InlineData("iloveyou2020")]
    [InlineData("Tổng đài 111")]
    public void What_attackers_try_first_is_refused(string password) =>
        (PasswordRules.Check(password, "xa.25318")?.Code).ShouldBe("PasswordTooCommon", password);

    [Theory]
    [InlineData("xa.25318-2020")]
    [InlineData("my XA 25318 word")]
    public void The_user_name_is_no_password(string password) =>
        (PasswordRules.Check(password, "xa.25318")?.Code).ShouldBe("PasswordHoldsUserName", password);

    [Theory]
    [InlineData("con mèo ăn ba quả mận")]
    [InlineData("rừng cao su mùa lá rụng")]
    [InlineData("vT9#kd20Lm")]
    [InlineData("xe đạp 17 tầng mây")]
    public void A_sentence_of_ones_own_is_accepted(string password) => PasswordRules.Check(password, "xa.25318").ShouldBeNull(password);
}
