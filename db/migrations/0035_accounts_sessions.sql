-- A row for each signed-in browser: without its row a cookie counts no longer. session_key stands in the protected cookie. device is a coarse label ("Chrome, Android"); no address
-- and no agent string is kept. seen_at is written at most every five minutes.
CREATE TABLE account_session (
    id $(Key),
    account_id BIGINT NOT NULL REFERENCES account (id),
    session_key $(Code 32) NOT NULL,
    device NVARCHAR(60) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    seen_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_account_session_key ON account_session (session_key);
GO
CREATE INDEX ix_account_session_account ON account_session (account_id);
GO
CREATE INDEX ix_account_session_seen ON account_session (seen_at);
