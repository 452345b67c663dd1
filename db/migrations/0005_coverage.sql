-- Denominators: households of a hamlet. Versions: a new one supersedes, nothing is overwritten; they belong to no campaign.
CREATE TABLE place_target (
    id $(Key),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    commune_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    households BIGINT NOT NULL CHECK (households >= 0),
    source NVARCHAR(300) NOT NULL,
    as_of DATE NOT NULL,
    account_id BIGINT NULL,
    recorded_by NVARCHAR(200) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    superseded_at DATETIME2(3) NULL,
    superseded_by BIGINT NULL REFERENCES place_target (id)
);
GO
CREATE UNIQUE INDEX ux_place_target_in_force ON place_target (unit_id) WHERE superseded_at IS NULL;
GO
CREATE INDEX ix_place_target_path ON place_target (path);
GO
-- A campaign whose totals hold the targets of its tree. Written when coverage first meets the campaign.
CREATE TABLE coverage_campaign (
    campaign_id BIGINT NOT NULL PRIMARY KEY,
    root_path $(Code 200) NOT NULL,
    tree_date DATE NOT NULL,
    prepared_at DATETIME2(3) NOT NULL
);
GO
-- How a hamlet is logged in a campaign: tally or register. No row: tally.
CREATE TABLE coverage_mode (
    campaign_id BIGINT NOT NULL,
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    mode $(Code 10) NOT NULL CHECK (mode IN ('tally', 'register')),
    CONSTRAINT pk_coverage_mode PRIMARY KEY (campaign_id, hamlet_id)
);
GO
-- The register: codes and address lines, no names of people.
CREATE TABLE household (
    id $(Key),
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    code $(Code 40) NOT NULL,
    address NVARCHAR(300) NOT NULL,
    closed_at DATETIME2(3) NULL,
    search_text $(Code 400) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_household_code ON household (hamlet_id, code);
GO
-- What was sent, for ever. The id is the received sequence. Only "state" ever changes, once, to voided, together with a row in coverage_void.
CREATE TABLE coverage_entry (
    id $(Key),
    entry_key BINARY(16) NOT NULL,
    receipt $(Code 10) NOT NULL,
    campaign_id BIGINT NOT NULL,
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    origin_id BIGINT NOT NULL REFERENCES unit (id),
    household_id BIGINT NULL REFERENCES household (id),
    outcome $(Code 10) NOT NULL CHECK (outcome IN ('reached', 'absent', 'refused', 'vacant')),
    method $(Code 20) NOT NULL,
    households BIGINT NOT NULL CHECK (households >= 0),
    leaflets BIGINT NOT NULL CHECK (leaflets >= 0),
    captured_at DATETIME2(3) NOT NULL,
    received_at DATETIME2(3) NOT NULL,
    counted_day DATE NOT NULL,
    note NVARCHAR(500) NULL,
    flags $(Code 100) NOT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('valid', 'held', 'voided')),
    held_reason $(Code 20) NULL,
    replaces BINARY(16) NULL,
    account_id BIGINT NULL,
    sent_by NVARCHAR(200) NOT NULL,
    on_behalf_of NVARCHAR(300) NULL
);
GO
CREATE UNIQUE INDEX ux_coverage_entry_key ON coverage_entry (entry_key);
GO
CREATE INDEX ix_coverage_entry_hamlet ON coverage_entry (campaign_id, hamlet_id, id);
GO
CREATE INDEX ix_coverage_entry_household ON coverage_entry (campaign_id, household_id) WHERE household_id IS NOT NULL;
GO
CREATE INDEX ix_coverage_entry_held ON coverage_entry (campaign_id, hamlet_id) WHERE state = 'held';
GO
-- Why an entry no longer counts. kind: corrected (by replaced_by), withdrawn, converted (a held one, by replaced_by), discarded (a held one).
CREATE TABLE coverage_void (
    id $(Key),
    entry_key BINARY(16) NOT NULL,
    replaced_by BINARY(16) NULL,
    kind $(Code 10) NOT NULL,
    reason NVARCHAR(500) NOT NULL,
    account_id BIGINT NULL,
    voided_by NVARCHAR(200) NOT NULL,
    on_behalf_of NVARCHAR(300) NULL,
    voided_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_coverage_void_entry ON coverage_void (entry_key);
GO
-- Where a household of the register stands in a campaign, worked out of its valid entries: reached_key is the first valid "reached" one.
CREATE TABLE household_reach (
    campaign_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL REFERENCES household (id),
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    reached_key BINARY(16) NULL,
    reached_on DATE NULL,
    last_outcome $(Code 10) NULL,
    visits INT NOT NULL,
    absences INT NOT NULL,
    settled BIT NOT NULL,
    CONSTRAINT pk_household_reach PRIMARY KEY (campaign_id, household_id)
);
GO
CREATE INDEX ix_household_reach_hamlet ON household_reach (campaign_id, hamlet_id);
GO
-- Sums of valid entries for each hamlet and commune, kept in the transaction of the entries. A subtree is a range of paths.
-- revision: raised first in each transaction, so that two nodes take turns at a commune.
CREATE TABLE coverage_total (
    campaign_id BIGINT NOT NULL,
    level $(Code 10) NOT NULL,
    path $(Code 200) NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    target BIGINT NULL,
    reached BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    leaflets BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    held BIGINT NOT NULL,
    last_entry DATETIME2(3) NULL,
    revision BIGINT NOT NULL,
    CONSTRAINT pk_coverage_total PRIMARY KEY (campaign_id, level, path)
);
GO
CREATE UNIQUE INDEX ux_coverage_total_unit ON coverage_total (campaign_id, unit_id);
GO
CREATE TABLE coverage_day (
    campaign_id BIGINT NOT NULL,
    level $(Code 10) NOT NULL,
    path $(Code 200) NOT NULL,
    day DATE NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    reached BIGINT NOT NULL,
    leaflets BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    CONSTRAINT pk_coverage_day PRIMARY KEY (campaign_id, level, path, day)
);
