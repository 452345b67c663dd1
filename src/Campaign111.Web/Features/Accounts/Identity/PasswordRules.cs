using Campaign111.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>Beyond the length (ten characters; NIST SP 800-63B asks for length and a list, not for composition): refuses what attackers try
/// first. That is runs and repetitions, and common words with digits or signs around them, in Vietnamese and English.</summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int LeastLength = 10;

    private static readonly HashSet<string> CommonWords =
    [
        "", "a", "abc", "abcd", "admin", "administrator", "anh", "anhem", "anhnhoem", "anhyeuem", "baovetreem", "binhphuoc", "campaign",
        "campaignpassword", "canbo", "chaomung", "congan", "congtac", "congtacvien", "daitrang", "dangnhap", "demo", "doimatkhau", "dragon", "emyeuanh",
        "football", "giadinh", "gioithieu", "hanoi", "hello", "helloworld", "hochiminh", "hotline", "huyen", "iloveyou", "khongbiet",
        "khongcho", "khongco", "khongnho", "letmein", "login", "loveyou", "master", "matkhau", "matkhaumoi", "matkhaucuatoi", "monkey", "mypassword",
        "nguyen", "pass", "passpass", "password", "passwordpassword", "passw", "princess", "qazwsx", "qazwsxedc", "quantri", "quantrihethong", "qwerty",
        "qwertyuiop", "qwertyui", "qweasd", "qweasdzxc", "saigon", "secret", "sunshine", "superman", "test", "testtest", "thanhpho", "thaydoi", "tinh", "tongdai",
        "tongdaiquocgia", "toiyeuem", "toiyeuvietnam", "treem", "user", "vietnam", "vietnamvodich", "welcome", "xinchao", "yeuem", "yeuanh", "zxcvbnm", "asdfghjkl", "asdfgh",
    ];

    private static readonly string[] Runs = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account account, string? password) =>
        Task.FromResult(Check(password ?? "", account.UserName) is { } error ? IdentityResult.Failed(error) : IdentityResult.Success);

    /// <summary>What is wrong with a password, or null. Its length is Identity's own check.</summary>
    public static IdentityError? Check(string password, string userName)
    {
        var folded = TextFold.Fold(password).Replace(" ", "", StringComparison.Ordinal);
        var name = TextFold.Fold(userName).Replace(" ", "", StringComparison.Ordinal);
        if (name.Length >= 4 && folded.Contains(name, StringComparison.Ordinal))
        {
            return IdentityTexts.PasswordHoldsUserName();
        }

        return IsCommon(folded) ? IdentityTexts.PasswordTooCommon() : null;
    }

    private static bool IsCommon(string folded) =>
        CommonWords.Contains(Unleet(folded).Trim("0123456789".ToCharArray()))
        || CommonWords.Contains(folded.Trim("0123456789".ToCharArray()))
        || folded.Distinct().Count() <= 3
        || IsRun(folded);

    // p4ssw0rd is password.
    private static string Unleet(string folded)
    {
        var word = folded.TrimEnd("0123456789".ToCharArray());
        return string.Concat(word.Select(letter => letter switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', _ => letter }));
    }

    private static bool IsRun(string folded) => Runs.Any(run =>
        Repeats(run, folded) || Repeats(new string([.. run.Reverse()]), folded) || folded.Length <= run.Length && run.Contains(folded, StringComparison.Ordinal));

    // abcdefghij, 1234512345, qwertyqwerty: a piece of a run, once or several times over.
    private static bool Repeats(string run, string folded)
    {
        for (var length = 3; length <= folded.Length && length <= run.Length; length++)
        {
            var piece = folded[..length];
            if (!run.Contains(piece, StringComparison.Ordinal))
            {
                return false;
            }

            if (Enumerable.Range(0, folded.Length).All(i => folded[i] == piece[i % length]))
            {
                return true;
            }
        }

        return false;
    }
}
