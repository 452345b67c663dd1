using Campaign111.Features.Accounts.TwoFactor;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Identity;

/// <content>The second step. What is set here is stored at once, with its event: Identity's later update of the account finds nothing to do.</content>
public sealed partial class AccountStore : IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    /// <summary>True when there is a key.</summary>
    public async Task<bool> GetTwoFactorEnabledAsync(Account account, CancellationToken cancel) => (await factors.StateAsync(account.Id, cancel)).IsOn;

    /// <summary>Off takes the key and the codes away; on is what storing a key does.</summary>
    public async Task SetTwoFactorEnabledAsync(Account account, bool enabled, CancellationToken cancel)
    {
        if (!enabled)
        {
            await factors.TurnOffAsync(user.Actor, account.Id, cancel);
        }
    }

    public Task SetAuthenticatorKeyAsync(Account account, string key, CancellationToken cancel) =>
        factors.EnableAsync(user.Actor, account.Id, key, step: 0, replaces: true, cancel);

    public Task<string?> GetAuthenticatorKeyAsync(Account account, CancellationToken cancel) => factors.KeyAsync(account.Id, cancel);

    public Task ReplaceCodesAsync(Account account, IEnumerable<string> recoveryCodes, CancellationToken cancel) =>
        factors.ReplaceCodesAsync(user.Actor, account.Id, recoveryCodes, cancel);

    /// <summary>Each code works once. Nobody is signed in yet when one is used: the event is the account's own.</summary>
    public Task<bool> RedeemCodeAsync(Account account, string code, CancellationToken cancel) =>
        factors.RedeemAsync(new Platform.Audit.Actor(account.Id, account.UserName), account.Id, code, cancel);

    public async Task<int> CountCodesAsync(Account account, CancellationToken cancel) => (await factors.StateAsync(account.Id, cancel)).CodesLeft;
}
