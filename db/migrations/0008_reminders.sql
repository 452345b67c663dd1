-- One reminder for each (campaign, unit, rung, due day), whatever crashes or runs twice. It keeps the figures it was written on.
CREATE TABLE reminder (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    rung $(Code 20) NOT NULL,
    due_on DATE NOT NULL,
    swept_on DATE NOT NULL,
    written_at DATETIME2(3) NOT NULL,
    last_day DATE NULL,
    wording NVARCHAR(300) NULL,
    document NVARCHAR(100) NULL,
    reached BIGINT NOT NULL,
    target BIGINT NULL,
    percent_reached DECIMAL(9,2) NULL,
    percent_expected DECIMAL(9,2) NULL,
    last_entry_on DATE NULL
);
GO
CREATE UNIQUE INDEX ux_reminder ON reminder (campaign_id, unit_id, rung, due_on);
GO
CREATE INDEX ix_reminder_unit ON reminder (unit_id, id);
GO
-- One message for each (person, local day, channel): the day's digest. channel: inbox, mail. state: pending, sent, dead.
CREATE TABLE outbox (
    id $(Key),
    account_id BIGINT NOT NULL,
    local_day DATE NOT NULL,
    channel $(Code 10) NOT NULL,
    address NVARCHAR(300) NULL,
    message_id $(Code 200) NOT NULL,
    language $(Code 5) NOT NULL,
    recipient NVARCHAR(200) NOT NULL,
    state $(Code 10) NOT NULL,
    attempts INT NOT NULL,
    next_at DATETIME2(3) NOT NULL,
    lease_by $(Code 60) NULL,
    lease_until DATETIME2(3) NULL,
    created_at DATETIME2(3) NOT NULL,
    sent_at DATETIME2(3) NULL,
    read_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_outbox_day ON outbox (account_id, local_day, channel);
GO
CREATE INDEX ix_outbox_pending ON outbox (next_at, id) WHERE state = 'pending';
GO
CREATE TABLE reminder_message (
    reminder_id BIGINT NOT NULL REFERENCES reminder (id),
    outbox_id BIGINT NOT NULL REFERENCES outbox (id),
    CONSTRAINT pk_reminder_message PRIMARY KEY (outbox_id, reminder_id)
);
GO
CREATE INDEX ix_reminder_message_reminder ON reminder_message (reminder_id);
GO
-- Every attempt is kept. outcome: sent, failed.
CREATE TABLE delivery_attempt (
    id $(Key),
    outbox_id BIGINT NOT NULL REFERENCES outbox (id),
    at DATETIME2(3) NOT NULL,
    outcome $(Code 10) NOT NULL,
    detail NVARCHAR(500) NOT NULL
);
GO
CREATE INDEX ix_delivery_attempt_outbox ON delivery_attempt (outbox_id, id);
