namespace Campaign111.Features.Accounts;

/// <summary>Somebody who signs in.</summary>
public sealed class Account
{
    public long Id { get; set; }

    /// <summary>Lower-case letters, digits, dots, hyphens and underscores; at most 60.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The user name as it is looked up.</summary>
    public string UserNameKey { get; set; } = "";

    /// <summary>Name as shown to people: an office or a person.</summary>
    public string DisplayName { get; set; } = "";

    public string? Email { get; set; }

    public string? EmailKey { get; set; }

    public bool EmailConfirmed { get; set; }

    /// <summary>"vi" or "en".</summary>
    public string Language { get; set; } = "vi";

    /// <summary>Null until the invited person has chosen a password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password and when access is taken away: then every session ends.</summary>
    public string SecurityStamp { get; set; } = "";

    public string ConcurrencyStamp { get; set; } = "";

    /// <summary>Wrong passwords in a row.</summary>
    public int FailedCount { get; set; }

    /// <summary>Sign-in is refused until then.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Closed for good from then on; the row stays for the audit trail.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public bool CanSignIn => ClosedAt is null && PasswordHash is not null;
}
