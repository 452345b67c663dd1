-- A campaign's own ladder. Without rows of its own it climbs the product's default one. A changed set retires the old one.
-- kind: time (days from the last day, negative before it), silent (days without an entry). condition: not-started, behind, incomplete.
CREATE TABLE reminder_rung (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    kind $(Code 10) NOT NULL CHECK (kind IN ('time', 'silent')),
    days INT NOT NULL,
    condition $(Code 20) NOT NULL,
    tells_commune BIT NOT NULL,
    tells_district BIT NOT NULL,
    tells_province BIT NOT NULL,
    needs_ack BIT NOT NULL,
    set_at DATETIME2(3) NOT NULL,
    retired_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_reminder_rung ON reminder_rung (campaign_id, kind, days) WHERE retired_at IS NULL;
GO
-- What the committee allows in a campaign. No row: e-mail and a day's rest.
CREATE TABLE reminder_policy (
    campaign_id BIGINT NOT NULL PRIMARY KEY,
    mail BIT NOT NULL,
    webhook BIT NOT NULL,
    zalo BIT NOT NULL,
    mute BIT NOT NULL,
    changed_at DATETIME2(3) NOT NULL
);
GO
-- The committee's own words for a day, at the head of the campaign's part of each digest.
CREATE TABLE reminder_text (
    campaign_id BIGINT NOT NULL,
    [day] DATE NOT NULL,
    body NVARCHAR(1000) NOT NULL,
    set_at DATETIME2(3) NOT NULL,
    set_by NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_reminder_text PRIMARY KEY (campaign_id, [day])
);
GO
-- state, always set: written; dropped (the committee let it go, with a reason: it is never sent). told: the highest level that got it.
-- climbed_from: the reminder that was not acknowledged in time.
ALTER TABLE reminder ADD state $(Code 10) NULL;
GO
ALTER TABLE reminder ADD told $(Code 10) NULL;
GO
ALTER TABLE reminder ADD needs_ack BIT NULL;
GO
ALTER TABLE reminder ADD climbed_from BIGINT NULL REFERENCES reminder (id);
GO
ALTER TABLE reminder ADD note NVARCHAR(1000) NULL;
GO
ALTER TABLE reminder ADD dropped_by NVARCHAR(200) NULL;
GO
UPDATE reminder SET state = 'written', needs_ack = 0;
GO
CREATE UNIQUE INDEX ux_reminder_climbed ON reminder (climbed_from) WHERE climbed_from IS NOT NULL;
GO
CREATE INDEX ix_reminder_covered ON reminder (campaign_id, unit_id, swept_on);
GO
CREATE INDEX ix_reminder_swept ON reminder (campaign_id, swept_on, id);
GO
CREATE INDEX ix_reminder_needs_ack ON reminder (campaign_id, swept_on) WHERE needs_ack = 1;
GO
-- "Received, and this is the plan": the first one stops the climb, later ones are kept beside it.
CREATE TABLE reminder_ack (
    id $(Key),
    reminder_id BIGINT NOT NULL REFERENCES reminder (id),
    account_id BIGINT NOT NULL,
    name NVARCHAR(200) NOT NULL,
    words NVARCHAR(500) NOT NULL,
    at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_reminder_ack ON reminder_ack (reminder_id, account_id);
GO
-- What a person chose. No row: e-mail where there is an address. phone: their own, given by themselves, in the form 84...
CREATE TABLE reminder_preference (
    account_id BIGINT NOT NULL PRIMARY KEY,
    mail BIT NOT NULL,
    webhook BIT NOT NULL,
    zalo BIT NOT NULL,
    phone $(Code 20) NULL,
    changed_at DATETIME2(3) NOT NULL
);
GO
-- A day on which a person gets no digest; what falls on it comes with the next one.
CREATE TABLE reminder_mute (
    account_id BIGINT NOT NULL,
    [day] DATE NOT NULL,
    reason NVARCHAR(500) NOT NULL,
    at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_reminder_mute PRIMARY KEY (account_id, [day])
);
GO
-- What left, word for word. channel may now also be webhook or zalo; state also: bounced (the receiver refused it for good).
ALTER TABLE outbox ADD subject NVARCHAR(300) NULL;
GO
ALTER TABLE outbox ADD body $(Text) NULL;
GO
CREATE INDEX ix_outbox_trouble ON outbox (id) WHERE state IN ('dead', 'bounced');
GO
-- Tokens of an outside service that renews them: protected with the installation's keys. version and lease: one node renews at a time.
CREATE TABLE reminder_credential (
    name $(Code 40) NOT NULL PRIMARY KEY,
    secret $(Text) NOT NULL,
    expires_at DATETIME2(3) NOT NULL,
    version INT NOT NULL,
    lease_until DATETIME2(3) NULL
);
