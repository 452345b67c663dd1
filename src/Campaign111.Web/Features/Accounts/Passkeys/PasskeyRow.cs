using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Passkeys;

/// <summary>A passkey as it is stored.</summary>
public sealed class PasskeyRow
{
    public long Id { get; init; }

    /// <summary>Given by its owner: "Điện thoại cơ quan".</summary>
    public string Name { get; init; } = "";

    public string CredentialHash { get; init; } = "";

    public string CredentialId { get; init; } = "";

    public string PublicKey { get; init; } = "";

    public long SignCount { get; init; }

    /// <summary>With blanks between them: "internal hybrid".</summary>
    public string Transports { get; init; } = "";

    public bool IsUserVerified { get; init; }

    public bool IsBackupEligible { get; init; }

    /// <summary>True when the phone's maker keeps a copy: it outlives the phone.</summary>
    public bool IsBackedUp { get; init; }

    public string AttestationObject { get; init; } = "";

    public string ClientDataJson { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public static string HashOf(byte[] credentialId) => Convert.ToHexStringLower(SHA256.HashData(credentialId));

    public static PasskeyRow From(UserPasskeyInfo passkey) => new()
    {
        Name = passkey.Name ?? "",
        CredentialHash = HashOf(passkey.CredentialId),
        CredentialId = Convert.ToBase64String(passkey.CredentialId),
        PublicKey = Convert.ToBase64String(passkey.PublicKey),
        SignCount = passkey.SignCount,
        Transports = string.Join(' ', passkey.Transports ?? []),
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        AttestationObject = Convert.ToBase64String(passkey.AttestationObject),
        ClientDataJson = Convert.ToBase64String(passkey.ClientDataJson),
        CreatedAt = passkey.CreatedAt,
    };

    public UserPasskeyInfo ToInfo() => new(
        Convert.FromBase64String(CredentialId), Convert.FromBase64String(PublicKey), CreatedAt, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        IsUserVerified, IsBackupEligible, IsBackedUp, Convert.FromBase64String(AttestationObject), Convert.FromBase64String(ClientDataJson)) { Name = Name };
}
