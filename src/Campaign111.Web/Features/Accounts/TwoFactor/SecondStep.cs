using Campaign111.Platform.Audit;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Checks the second step: a code of the app, or a recovery code. Wrong ones count, also those that were right once and were used.</summary>
public sealed class SecondStep(UserManager<Account> users, SecondFactors factors)
{
    /// <summary>True when the code is right and counts now. Wrong, used and locked look the same from outside.</summary>
    public async Task<bool> CheckAsync(Account account, string? typed, CancellationToken cancel)
    {
        var left = await factors.TakeTryAsync(account.Id, cancel);
        if (left == CodeTry.Locked)
        {
            return false;
        }

        if (await IsRightAsync(account, typed?.Trim() ?? ""))
        {
            await factors.ClearTriesAsync(account.Id, cancel);
            return true;
        }

        if (left == CodeTry.Last)
        {
            await factors.LockedAsync(new Actor(account.Id, account.UserName), account.Id, cancel);
        }

        return false;
    }

    private async Task<bool> IsRightAsync(Account account, string typed) => typed.Count(char.IsAsciiLetterOrDigit) > Totp.Digits
        ? (await users.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded
        : await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, typed);
}
