-- The authenticator app of an account; a row means that signing in asks for its code. protected_key is the shared secret, protected with the installation's keys.
-- last_step is the newest time step (30 s) whose code was accepted: no code works twice. tries counts wrong codes in a row.
CREATE TABLE account_authenticator (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account (id),
    protected_key $(Code 800) NOT NULL,
    last_step BIGINT NOT NULL,
    tries INT NOT NULL,
    locked_until DATETIME2(3) NULL,
    created_at DATETIME2(3) NOT NULL
);
GO
-- Codes for the day on which the phone is lost. Only the SHA-256 is stored (80 random bits each); each works once.
CREATE TABLE account_recovery_code (
    id $(Key),
    account_id BIGINT NOT NULL REFERENCES account (id),
    code_hash $(Code 64) NOT NULL,
    used_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_account_recovery_code ON account_recovery_code (account_id, code_hash);
