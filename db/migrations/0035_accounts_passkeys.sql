-- Passkeys (WebAuthn). credential_id, public_key and the rest are base64 as the authenticator gave them, public keys all: nothing here signs anybody in. credential_hash is the SHA-256
-- of the credential id, which is too long for an index.
CREATE TABLE account_passkey (
    id $(Key),
    account_id BIGINT NOT NULL REFERENCES account (id),
    name NVARCHAR(100) NOT NULL,
    credential_hash $(Code 64) NOT NULL,
    credential_id $(Code 1400) NOT NULL,
    public_key $(Text) NOT NULL,
    sign_count BIGINT NOT NULL,
    transports $(Code 200) NOT NULL,
    is_user_verified BIT NOT NULL,
    is_backup_eligible BIT NOT NULL,
    is_backed_up BIT NOT NULL,
    attestation_object $(Text) NOT NULL,
    client_data_json $(Text) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    last_used_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_account_passkey ON account_passkey (credential_hash);
GO
CREATE INDEX ix_account_passkey_account ON account_passkey (account_id);
