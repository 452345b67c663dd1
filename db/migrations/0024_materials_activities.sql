-- What organisations did beyond the door for a task of the dispatch: lessons in schools, loudspeakers and broadcasts, events, cultural venues. A withdrawn
-- line stays, and counts no more. share_id points at the organisation's share of the task. Pupils by level, never by name.
CREATE TABLE activity (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    share_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind $(Code 20) NOT NULL CHECK (kind IN ('school', 'loudspeaker', 'broadcast', 'event', 'venue')),
    held_on DATE NOT NULL,
    place NVARCHAR(200) NOT NULL,
    times INT NOT NULL CHECK (times > 0),
    people INT NOT NULL CHECK (people >= 0),
    preschool INT NOT NULL CHECK (preschool >= 0),
    primary_pupils INT NOT NULL CHECK (primary_pupils >= 0),
    lower_pupils INT NOT NULL CHECK (lower_pupils >= 0),
    upper_pupils INT NOT NULL CHECK (upper_pupils >= 0),
    note NVARCHAR(500) NULL,
    account_id BIGINT NULL,
    logged_at DATETIME2(3) NOT NULL,
    withdrawn_at DATETIME2(3) NULL
);
GO
CREATE INDEX ix_activity_organisation ON activity (campaign_id, organisation_id, id);
GO
-- Evidence: photographs, programmes, minutes. The bytes lie in the data folder under their SHA-256.
CREATE TABLE activity_file (
    id $(Key),
    activity_id BIGINT NOT NULL REFERENCES activity (id),
    name $(Code 100) NOT NULL,
    media_type $(Code 100) NOT NULL,
    size BIGINT NOT NULL,
    sha256 $(Code 64) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_activity_file ON activity_file (activity_id, name);
