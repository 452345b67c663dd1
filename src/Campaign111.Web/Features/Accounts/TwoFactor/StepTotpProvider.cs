using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Identity's way to check a code of the authenticator app, in place of the framework's own provider, which takes a code as often as it is sent
/// within two and a half minutes: here each time step counts once (RFC 6238, section 5.2).</summary>
public sealed class StepTotpProvider(SecondFactors factors, TimeProvider time) : IUserTwoFactorTokenProvider<Account>
{
    /// <summary>The app makes the codes; there is nothing to send.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { } key
        && Totp.Match(key, token, time.GetUtcNow()) is { } step
        && await factors.AcceptAsync(user.Id, step);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => await manager.GetAuthenticatorKeyAsync(user) is not null;
}
