-- Campaigns, the dispatches that order them, and the deadlines that these set. Nothing here is overwritten: an amendment is a dispatch of
-- its own, and a deadline that another replaces stays as superseded.
-- Gaps are hundredths of a point and percentages hundredths of a percent: integers come back alike from both databases.
CREATE TABLE campaign (
    id $(Key),
    slug $(Code 80) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    name_en NVARCHAR(200) NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    tree_date DATE NOT NULL,
    starts_on DATE NOT NULL,
    on_pace_gap INT NOT NULL,
    behind_gap INT NOT NULL,
    silent_days INT NOT NULL,
    is_illustrative BIT NOT NULL,
    created_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_campaign_slug ON campaign (slug);
GO
CREATE INDEX ix_campaign_path ON campaign (unit_path);
GO
-- parent_id: the superior's dispatch that this one carries on. amends_id: the dispatch of the same issuer that this one amends.
-- unit_id: the unit for which it is issued. organisation_id points into the hierarchy's register; issuer is the name as printed.
-- file_key: random name of the scanned file in the data folder.
CREATE TABLE dispatch (
    id $(Key),
    campaign_id BIGINT NOT NULL REFERENCES campaign (id),
    parent_id BIGINT NULL REFERENCES dispatch (id),
    amends_id BIGINT NULL REFERENCES dispatch (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    number NVARCHAR(100) NOT NULL,
    issued_on DATE NOT NULL,
    received_number NVARCHAR(100) NULL,
    received_on DATE NULL,
    organisation_id BIGINT NULL,
    issuer NVARCHAR(300) NOT NULL,
    signatory NVARCHAR(200) NULL,
    subject NVARCHAR(500) NOT NULL,
    recipients $(Text) NULL,
    file_key $(Code 80) NULL,
    file_name NVARCHAR(200) NULL,
    file_type $(Code 60) NULL,
    file_bytes BIGINT NULL,
    file_sha256 $(Code 64) NULL,
    entered_at DATETIME2(3) NOT NULL,
    entered_by BIGINT NULL
);
GO
CREATE UNIQUE INDEX ux_dispatch_number ON dispatch (campaign_id, unit_id, number, issued_on);
GO
-- One amendment a dispatch: the next one amends the amendment, so that the history is a line.
CREATE UNIQUE INDEX ux_dispatch_amends ON dispatch (amends_id) WHERE amends_id IS NOT NULL;
GO
CREATE INDEX ix_dispatch_parent ON dispatch (parent_id);
GO
-- Units that a dispatch names; none: everything below its own unit.
CREATE TABLE dispatch_unit (
    dispatch_id BIGINT NOT NULL REFERENCES dispatch (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    CONSTRAINT pk_dispatch_unit PRIMARY KEY (dispatch_id, unit_id)
);
GO
-- unit: whom it binds; set_by: whose deadline it is (the same unit, or one above that names units in its dispatch).
-- last_day is inclusive. later_than: the superior's last day when this one was set later than it.
-- state: in-force, proposed (waits for the superior), superseded, refused.
CREATE TABLE deadline (
    id $(Key),
    campaign_id BIGINT NOT NULL REFERENCES campaign (id),
    dispatch_id BIGINT NULL REFERENCES dispatch (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    set_by_unit_id BIGINT NOT NULL REFERENCES unit (id),
    set_by_path $(Code 200) NOT NULL,
    wording NVARCHAR(400) NOT NULL,
    last_day DATE NOT NULL,
    focus_from DATE NULL,
    focus_to DATE NULL,
    reason NVARCHAR(500) NULL,
    later_than DATE NULL,
    state $(Code 20) NOT NULL,
    superseded_by BIGINT NULL REFERENCES deadline (id),
    set_at DATETIME2(3) NOT NULL,
    set_by BIGINT NULL,
    decided_at DATETIME2(3) NULL,
    decided_by BIGINT NULL,
    decision_note NVARCHAR(500) NULL
);
GO
CREATE UNIQUE INDEX ux_deadline_in_force ON deadline (campaign_id, unit_id, set_by_unit_id) WHERE state = 'in-force';
GO
CREATE UNIQUE INDEX ux_deadline_proposed ON deadline (campaign_id, unit_id, set_by_unit_id) WHERE state = 'proposed';
GO
CREATE INDEX ix_deadline_campaign ON deadline (campaign_id, state);
GO
CREATE INDEX ix_deadline_dispatch ON deadline (dispatch_id);
GO
-- Expected pace by the end of a day. A changed set retires the old one.
CREATE TABLE milestone (
    id $(Key),
    campaign_id BIGINT NOT NULL REFERENCES campaign (id),
    [day] DATE NOT NULL,
    [percent] INT NOT NULL,
    set_at DATETIME2(3) NOT NULL,
    retired_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_milestone_day ON milestone (campaign_id, [day]) WHERE retired_at IS NULL;
GO
CREATE TABLE task (
    id $(Key),
    dispatch_id BIGINT NOT NULL REFERENCES dispatch (id),
    number INT NOT NULL,
    body NVARCHAR(2000) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_task_number ON task (dispatch_id, number);
GO
CREATE TABLE task_organisation (
    id $(Key),
    task_id BIGINT NOT NULL REFERENCES task (id),
    organisation_id BIGINT NULL,
    name NVARCHAR(300) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_task_organisation ON task_organisation (task_id, name);
GO
-- Each word on a task is kept; the newest one is the state. state: not-started, under-way, done.
CREATE TABLE task_progress (
    id $(Key),
    task_organisation_id BIGINT NOT NULL REFERENCES task_organisation (id),
    state $(Code 20) NOT NULL,
    note NVARCHAR(500) NULL,
    at DATETIME2(3) NOT NULL,
    account_id BIGINT NULL
);
GO
CREATE INDEX ix_task_progress ON task_progress (task_organisation_id, id);
