using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>The password once more before something of weight: an open session that somebody found must not be enough. Wrong ones count as when signing in.</summary>
public sealed class PasswordProof(UserManager<Account> users)
{
    public async Task<bool> CheckAsync(Account account, string? password)
    {
        if (await users.IsLockedOutAsync(account))
        {
            return false;
        }

        if (await users.CheckPasswordAsync(account, password ?? ""))
        {
            return true;
        }

        await users.AccessFailedAsync(account);
        return false;
    }
}
