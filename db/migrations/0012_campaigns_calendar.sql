-- Secret addresses under which a calendar program fetches the obligations of a unit. Only a hash of the secret is kept; prefix is its first
-- letters, for the owner to tell addresses apart. account_id points into the accounts.
CREATE TABLE calendar_feed (
    id $(Key),
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    token_hash $(Code 64) NOT NULL,
    prefix $(Code 10) NOT NULL,
    language $(Code 2) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    revoked_at DATETIME2(3) NULL,
    last_used_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_calendar_feed_token ON calendar_feed (token_hash);
GO
CREATE INDEX ix_calendar_feed_account ON calendar_feed (account_id, id);
