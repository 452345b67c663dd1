-- The trail's seals: a chain of hashes over the events, written after the fact so that no write waits for it. seq counts without gaps; hash covers the hash
-- before it and content_hash. Personal fields enter content_hash as salted digests, kept here, so that they can be erased and the chain still be verified.
-- A salt that is null was erased together with what it salted: the actor's name, or the texts (before, after, reason). An event that retention removed leaves
-- its seal behind.
CREATE TABLE audit_seal (
    seq BIGINT NOT NULL PRIMARY KEY,
    event_id BIGINT NOT NULL,
    actor_salt $(Code 32) NULL,
    text_salt $(Code 32) NULL,
    actor_digest $(Code 64) NULL,
    before_digest $(Code 64) NULL,
    after_digest $(Code 64) NULL,
    reason_digest $(Code 64) NULL,
    content_hash $(Code 64) NOT NULL,
    hash $(Code 64) NOT NULL,
    sealed_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_audit_seal_event ON audit_seal (event_id);
GO
CREATE INDEX ix_audit_seal_at ON audit_seal (sealed_at, seq);
