using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Campaign111.Features.Reminders;

/// <summary>Whose rest a link asks for.</summary>
/// <param name="AccountId">The person to whom the digest went.</param>
/// <param name="Name">As the digest greeted them.</param>
public sealed record MuteTicket(long AccountId, string Name);

/// <summary>Links in digests by which somebody asks for a day of rest without signing in. They say whose, protected with the installation's keys,
/// and work for two weeks; nothing is stored for them.</summary>
public sealed class MuteLinks(IDataProtectionProvider protection)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Campaign111.Mute").ToTimeLimitedDataProtector();

    public string Token(MuteTicket ticket) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{ticket.AccountId}|{ticket.Name}"), Life);

    /// <summary>Null for a link that is too old, or was never ours.</summary>
    public MuteTicket? Read(string token)
    {
        try
        {
            var parts = protector.Unprotect(token).Split('|', 2);
            return new MuteTicket(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
