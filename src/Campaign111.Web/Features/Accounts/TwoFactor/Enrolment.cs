using System.Globalization;
using System.Security.Cryptography;
using Campaign111.Platform.Audit;
using Microsoft.AspNetCore.DataProtection;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>A key on its way into somebody's app: it is stored only once a code has proven that it arrived.</summary>
/// <param name="Key">In base 32.</param>
/// <param name="Replaces">True when it takes the place of the app that is set up.</param>
public sealed record KeyOffer(string Key, bool Replaces);

/// <summary>Offers a new key and takes it over. In between the form itself keeps it, sealed for this account and half an hour: looking at the page stores nothing.</summary>
public sealed class Enrolment(IDataProtectionProvider protection, SecondFactors factors, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static KeyOffer NewOffer(bool replaces) => new(Totp.NewKey(), replaces);

    /// <summary>The offer as the form keeps it.</summary>
    public string Seal(Account account, KeyOffer offer) => Protector(account).Protect($"{(offer.Replaces ? 1 : 0)}{offer.Key}", time.GetUtcNow() + Life);

    /// <summary>Null when it is too old, or another account's.</summary>
    public KeyOffer? Open(Account account, string? sealedOffer)
    {
        try
        {
            return Protector(account).Unprotect(sealedOffer ?? "", out _) is { Length: > 1 } text ? new KeyOffer(text[1..], text[0] == '1') : null;
        }
        catch (CryptographicException)
        {
            // Altered or expired: for whoever reads the answer both mean to begin again.
            return null;
        }
    }

    /// <summary>Turns the second step on with a first code; it does not work again for signing in.</summary>
    /// <returns>Recovery codes to be shown once; null when the code is wrong, or there is an app that is not to be replaced.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Account account, KeyOffer offer, string? code, CancellationToken cancel) =>
        Totp.Match(offer.Key, code ?? "", time.GetUtcNow()) is { } step
            ? await factors.EnableAsync(new Actor(account.Id, account.UserName), account.Id, offer.Key, step, offer.Replaces, cancel)
            : null;

    private ITimeLimitedDataProtector Protector(Account account) =>
        protection.CreateProtector("Campaign111.SecondFactor.Offer", account.Id.ToString(CultureInfo.InvariantCulture)).ToTimeLimitedDataProtector();
}
