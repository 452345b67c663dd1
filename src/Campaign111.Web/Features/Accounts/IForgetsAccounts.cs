using Campaign111.Platform.Data;

namespace Campaign111.Features.Accounts;

/// <summary>Implemented by a feature that keeps personal data of an account's own giving: it erases them when the account is closed.</summary>
public interface IForgetsAccounts
{
    /// <summary>Erases them within the transaction that closes the account. May run twice.</summary>
    Task ForgetAsync(DbSession session, long account);
}
