using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Identity;

/// <content>What Identity reads from and sets on an account in memory, before it asks for the update.</content>
public sealed partial class AccountStore :
    IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>, IUserEmailStore<Account>
{
    public Task<string> GetUserIdAsync(Account account, CancellationToken cancel) =>
        Task.FromResult(account.Id.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Account account, CancellationToken cancel) => Task.FromResult<string?>(account.UserName);

    public Task SetUserNameAsync(Account account, string? userName, CancellationToken cancel) =>
        Set(() => account.UserName = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(Account account, CancellationToken cancel) =>
        Task.FromResult<string?>(account.UserNameKey);

    public Task SetNormalizedUserNameAsync(Account account, string? normalizedName, CancellationToken cancel) =>
        Set(() => account.UserNameKey = normalizedName ?? "");

    public Task SetPasswordHashAsync(Account account, string? passwordHash, CancellationToken cancel) =>
        Set(() => account.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account account, CancellationToken cancel) => Task.FromResult(account.PasswordHash);

    public Task<bool> HasPasswordAsync(Account account, CancellationToken cancel) => Task.FromResult(account.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account account, string stamp, CancellationToken cancel) => Set(() => account.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account account, CancellationToken cancel) => Task.FromResult<string?>(account.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account account, CancellationToken cancel) => Task.FromResult(account.LockedUntil);

    public Task SetLockoutEndDateAsync(Account account, DateTimeOffset? lockoutEnd, CancellationToken cancel) =>
        Set(() => account.LockedUntil = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(Account account, CancellationToken cancel) => Task.FromResult(++account.FailedCount);

    public Task ResetAccessFailedCountAsync(Account account, CancellationToken cancel) => Set(() => account.FailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(Account account, CancellationToken cancel) => Task.FromResult(account.FailedCount);

    /// <summary>Everybody's account locks, the administrator's too.</summary>
    public Task<bool> GetLockoutEnabledAsync(Account account, CancellationToken cancel) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account account, bool enabled, CancellationToken cancel) => Task.CompletedTask;

    public Task SetEmailAsync(Account account, string? email, CancellationToken cancel) => Set(() => account.Email = email);

    public Task<string?> GetEmailAsync(Account account, CancellationToken cancel) => Task.FromResult(account.Email);

    public Task<bool> GetEmailConfirmedAsync(Account account, CancellationToken cancel) => Task.FromResult(account.EmailConfirmed);

    public Task SetEmailConfirmedAsync(Account account, bool confirmed, CancellationToken cancel) =>
        Set(() => account.EmailConfirmed = confirmed);

    public Task<string?> GetNormalizedEmailAsync(Account account, CancellationToken cancel) => Task.FromResult(account.EmailKey);

    public Task SetNormalizedEmailAsync(Account account, string? normalizedEmail, CancellationToken cancel) =>
        Set(() => account.EmailKey = normalizedEmail);

    private static Task Set(Action assign)
    {
        assign();
        return Task.CompletedTask;
    }
}
