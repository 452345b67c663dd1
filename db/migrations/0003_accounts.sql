-- People who sign in. user_name_key is the folded name that sign-in looks for. An account without a password was invited and has not come yet.
-- email_confirmed stands at 0 until a mail to the address was answered; no personal phone number is ever stored.
CREATE TABLE account (
    id $(Key),
    user_name $(Code 60) NOT NULL,
    user_name_key $(Code 60) NOT NULL,
    display_name NVARCHAR(200) NOT NULL,
    search_text $(Code 500) NOT NULL,
    email NVARCHAR(254) NULL,
    email_key $(Code 254) NULL,
    email_confirmed BIT NOT NULL,
    language $(Code 2) NOT NULL,
    password_hash $(Code 400) NULL,
    security_stamp $(Code 64) NOT NULL,
    concurrency_stamp $(Code 64) NOT NULL,
    failed_count INT NOT NULL,
    locked_until DATETIME2(3) NULL,
    created_at DATETIME2(3) NOT NULL,
    last_sign_in_at DATETIME2(3) NULL,
    closed_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_account_user_name ON account (user_name_key);
GO
CREATE INDEX ix_account_email ON account (email_key);
GO
-- A role at a unit. unit_path is the unit's path at the time of the grant: paths are made of ids and never change, so that "people of my
-- subtree" is one index range here. An ended membership stays: the past needs to know who was what.
CREATE TABLE membership (
    id $(Key),
    account_id BIGINT NOT NULL REFERENCES account (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    role $(Code 30) NOT NULL,
    organisation_id BIGINT NULL,
    created_at DATETIME2(3) NOT NULL,
    ended_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_membership_current ON membership (account_id, unit_id, role) WHERE ended_at IS NULL;
GO
CREATE INDEX ix_membership_unit ON membership (unit_id) WHERE ended_at IS NULL;
GO
CREATE INDEX ix_membership_path ON membership (unit_path) WHERE ended_at IS NULL;
GO
-- One-time links: setup (first administrator, no account yet), invitation, reset. Only the SHA-256 of the secret is stored.
CREATE TABLE one_time_link (
    id $(Key),
    kind $(Code 12) NOT NULL,
    token_hash $(Code 64) NOT NULL,
    account_id BIGINT NULL REFERENCES account (id),
    created_at DATETIME2(3) NOT NULL,
    created_by BIGINT NULL,
    expires_at DATETIME2(3) NOT NULL,
    used_at DATETIME2(3) NULL,
    revoked_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_one_time_link_hash ON one_time_link (token_hash);
GO
CREATE INDEX ix_one_time_link_account ON one_time_link (account_id);
GO
-- Bearer tokens of the API. prefix: the first letters, shown so that people can tell their tokens apart.
CREATE TABLE api_token (
    id $(Key),
    account_id BIGINT NOT NULL REFERENCES account (id),
    prefix $(Code 12) NOT NULL,
    token_hash $(Code 64) NOT NULL,
    label NVARCHAR(100) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    expires_at DATETIME2(3) NOT NULL,
    revoked_at DATETIME2(3) NULL,
    last_used_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_api_token_hash ON api_token (token_hash);
GO
CREATE INDEX ix_api_token_account ON api_token (account_id);
