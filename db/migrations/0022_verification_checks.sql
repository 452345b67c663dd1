-- A round of spot checks of one commune. Everything that decides (seed, frame, plan, reported figures) is kept as it was when the sample was drawn, so
-- that the sample can be drawn again and the verdict worked out again for ever.
-- design: lqas, proportion. frame: JSON, what was claimed by hamlet. Shares are whole percent, risks hundredths of a percent.
-- state: drawn, decided, cancelled. verdict: accept, recheck (lqas), estimate (proportion).
CREATE TABLE spot_check (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    design $(Code 12) NOT NULL CHECK (design IN ('lqas', 'proportion')),
    seed $(Code 40) NOT NULL,
    frame $(Text) NOT NULL,
    frame_size BIGINT NOT NULL,
    claims BIGINT NOT NULL,
    reported_reached BIGINT NOT NULL,
    reported_target BIGINT NULL,
    sample INT NOT NULL CHECK (sample > 0),
    other_sample INT NOT NULL,
    pass_mark INT NULL,
    good_percent INT NULL,
    bad_percent INT NULL,
    alpha INT NULL,
    beta INT NULL,
    inspector_id BIGINT NOT NULL,
    inspector NVARCHAR(200) NOT NULL,
    visit_by DATE NOT NULL,
    recheck_days INT NOT NULL,
    follows_id BIGINT NULL REFERENCES spot_check (id),
    drawn_at DATETIME2(3) NOT NULL,
    drawn_by BIGINT NULL,
    drawn_by_name NVARCHAR(200) NOT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('drawn', 'decided', 'cancelled')),
    verdict $(Code 10) NULL CHECK (verdict IN ('accept', 'recheck', 'estimate')),
    decided_at DATETIME2(3) NULL,
    recheck_by DATE NULL,
    closed_at DATETIME2(3) NULL,
    closed_by NVARCHAR(200) NULL,
    close_note NVARCHAR(500) NULL
);
GO
CREATE INDEX ix_spot_check_campaign ON spot_check (campaign_id, unit_path, id);
GO
CREATE INDEX ix_spot_check_inspector ON spot_check (inspector_id, id);
GO
-- One open round a commune: two at once would send two inspectors to the same doors.
CREATE UNIQUE INDEX ux_spot_check_open ON spot_check (campaign_id, unit_id) WHERE state = 'drawn';
GO
-- The households of the sample in the order of visiting. stratum: claimed, other (claimed as not reached). A household of a register is named by its
-- code, one of a tallied hamlet by its place in the row of houses. Numbers above the sample are reserves for the absent.
CREATE TABLE spot_check_visit (
    id $(Key),
    spot_check_id BIGINT NOT NULL REFERENCES spot_check (id),
    stratum $(Code 10) NOT NULL CHECK (stratum IN ('claimed', 'other')),
    number INT NOT NULL,
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    household $(Code 40) NULL,
    place_number INT NULL
);
GO
CREATE UNIQUE INDEX ux_spot_check_visit ON spot_check_visit (spot_check_id, stratum, number);
GO
-- What an inspector found. Nothing is overwritten: the newest answer counts. answer_key comes from the phone: sending it again changes nothing.
CREATE TABLE spot_check_answer (
    id $(Key),
    visit_id BIGINT NOT NULL REFERENCES spot_check_visit (id),
    answer_key BINARY(16) NOT NULL,
    outcome $(Code 10) NOT NULL CHECK (outcome IN ('remembers', 'forgot', 'absent', 'nowhere')),
    answered_at DATETIME2(3) NOT NULL,
    received_at DATETIME2(3) NOT NULL,
    account_id BIGINT NOT NULL
);
GO
CREATE UNIQUE INDEX ux_spot_check_answer_key ON spot_check_answer (answer_key);
GO
CREATE INDEX ix_spot_check_answer_visit ON spot_check_answer (visit_id, id);
