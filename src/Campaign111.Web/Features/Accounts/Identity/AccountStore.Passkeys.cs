using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Identity;

/// <content>Passkeys, stored at once with their events.</content>
public sealed partial class AccountStore : IUserPasskeyStore<Account>
{
    public Task AddOrUpdatePasskeyAsync(Account account, UserPasskeyInfo passkey, CancellationToken cancel) =>
        passkeys.StoreAsync(new Platform.Audit.Actor(account.Id, account.UserName), account.Id, passkey, cancel);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account account, CancellationToken cancel) =>
        [.. (await passkeys.OfAsync(account.Id, cancel)).Select(row => row.ToInfo())];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancel) =>
        await passkeys.OwnerAsync(credentialId, cancel) is { } owner ? await FindByIdAsync($"{owner}", cancel) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account account, byte[] credentialId, CancellationToken cancel) =>
        (await passkeys.FindAsync(account.Id, credentialId, cancel))?.ToInfo();

    public Task RemovePasskeyAsync(Account account, byte[] credentialId, CancellationToken cancel) =>
        passkeys.RemoveAsync(new Platform.Audit.Actor(account.Id, account.UserName), account.Id, credentialId, cancel);
}
