using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>Texts in the tables of accounts: whose they are, and what erasure does to them.</summary>
public sealed class AccountsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("account")
        {
            Account = "id",
            Called = ["user_name", "user_name_key", "display_name", "search_text"],
            Emptied = ["email", "email_key", "password_hash", "erasure_note"],
            Harmless = ["language", "security_stamp", "concurrency_stamp"],
            Title = ("Tài khoản", "Account"),
            Given = ["id", "user_name", "display_name", "email", "email_confirmed", "language", "created_at", "last_sign_in_at", "closed_at", "erasure_asked_at", "erasure_note"],
            Href = "/account",
        },
        new("membership")
        {
            Account = "account_id", Harmless = ["unit_path", "role"], Title = ("Vai trò, nay và trước đây", "Roles, now and before"),
            Given = ["created_at", "role", "unit_id", "organisation_id", "ended_at"], Href = "/account",
        },
        new("one_time_link")
        {
            Account = "account_id", Removed = true, Harmless = ["kind", "token_hash"], Title = ("Liên kết dùng một lần", "One-time links"),
            Given = ["created_at", "kind", "expires_at", "used_at", "revoked_at"],
        },
        new("api_token")
        {
            Account = "account_id", Blanked = ["label"], Harmless = ["prefix", "token_hash", "scopes"], Title = ("Mã truy cập API", "API tokens"),
            Given = ["created_at", "label", "prefix", "expires_at", "revoked_at", "last_used_at"], Href = "/account",
        },
        new("account_session")
        {
            Account = "account_id", Removed = true, Harmless = ["session_key", "device"], Title = ("Phiên đăng nhập", "Sessions"), Given = ["created_at", "seen_at", "device"], Href = "/account",
        },
        new("account_passkey")
        {
            Account = "account_id", Removed = true, Harmless = ["name", "credential_hash", "credential_id", "public_key", "transports", "attestation_object", "client_data_json"],
            Title = ("Khoá truy cập", "Passkeys"), Given = ["created_at", "name", "last_used_at"], Href = "/account/passkeys",
        },
        new("account_authenticator") { Account = "account_id", Removed = true, Harmless = ["protected_key"], Title = ("Ứng dụng xác thực", "Authenticator app"), Given = ["created_at"], Href = "/account/second-factor" },
        new("account_recovery_code") { Account = "account_id", Removed = true, Harmless = ["code_hash"], Title = ("Mã khôi phục", "Recovery codes"), Given = ["used_at"], Href = "/account/second-factor" },
        // A digest of what was typed, gone after two days.
        new("sign_in_lane") { Harmless = ["lane"] },
    ];
}
