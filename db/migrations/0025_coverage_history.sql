-- The business day on which a denominator came into the books. Null: the Vietnam day of recorded_at.
ALTER TABLE place_target ADD booked_on DATE NULL;
GO
-- How the books of a unit stood at the end of a day of receipt: sums up to that day, one row for each day on which something changed. "As reported on day D" is
-- the last row up to D. level: hamlet, commune, or above (district, province, nation; rolled up from coverage_pending).
CREATE TABLE coverage_closing (
    campaign_id BIGINT NOT NULL,
    level $(Code 10) NOT NULL,
    path $(Code 200) NOT NULL,
    day DATE NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    target BIGINT NULL,
    reached BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    leaflets BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    held BIGINT NOT NULL,
    last_entry DATETIME2(3) NULL,
    CONSTRAINT pk_coverage_closing PRIMARY KEY (campaign_id, level, path, day)
);
GO
-- What of coverage_day came into the books on another day than its own: to look at a day series as it was known then.
CREATE TABLE coverage_late (
    campaign_id BIGINT NOT NULL,
    level $(Code 10) NOT NULL,
    path $(Code 200) NOT NULL,
    day DATE NOT NULL,
    booked_on DATE NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    reached BIGINT NOT NULL,
    leaflets BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    CONSTRAINT pk_coverage_late PRIMARY KEY (campaign_id, level, path, day, booked_on)
);
GO
-- Changes of communes that the rows above them do not contain yet. Added in the transaction of the change, so that no row above a commune is ever hot, and
-- taken out by the roll-up: each minute, and before anything above a commune is read. day null: a change of the closing; else of that captured day.
CREATE TABLE coverage_pending (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    path $(Code 200) NOT NULL,
    booked_on DATE NOT NULL,
    day DATE NULL,
    target BIGINT NULL,
    reached BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    leaflets BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    held BIGINT NOT NULL,
    last_entry DATETIME2(3) NULL
);
GO
-- Work left of a rebuild from the entries: one row for each commune of a campaign, and one with an empty path for the rows above them. Filled here for what was
-- in the books before there was a history; worked off at the start.
CREATE TABLE coverage_rebuild (
    campaign_id BIGINT NOT NULL,
    path $(Code 200) NOT NULL,
    CONSTRAINT pk_coverage_rebuild PRIMARY KEY (campaign_id, path)
);
GO
INSERT INTO coverage_rebuild (campaign_id, path) SELECT campaign_id, path FROM coverage_total WHERE level = 'commune';
GO
INSERT INTO coverage_rebuild (campaign_id, path) SELECT campaign_id, '' FROM coverage_campaign;
