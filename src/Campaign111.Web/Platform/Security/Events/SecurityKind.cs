namespace Campaign111.Platform.Security.Events;

/// <summary>What may happen at the gate. Codes are stored.</summary>
public static class SecurityKind
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string LockedOut = "locked-out";
    public const string Denied = "denied";
    public const string TokenRefused = "token-refused";
    public const string PasswordChanged = "password-changed";
    public const string SecondStepChanged = "second-step-changed";
    public const string SessionsEnded = "sessions-ended";
    public const string TokenRevoked = "token-revoked";
    public const string RolesChanged = "roles-changed";
    public const string AccountClosed = "account-closed";
    public const string Erased = "erased";
    public const string FormRefused = "form-refused";
    public const string RateLimited = "rate-limited";

    public static IReadOnlyList<string> All { get; } =
        [SignedIn, SignInFailed, LockedOut, Denied, TokenRefused, PasswordChanged, SecondStepChanged, SessionsEnded, TokenRevoked, RolesChanged, AccountClosed, Erased, FormRefused, RateLimited];
}
