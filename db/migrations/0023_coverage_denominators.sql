-- Numbers of households laid side by side: what the register, a census or the commune itself says of each hamlet. A set takes effect only by an approval
-- from above, which records new versions in place_target. Nothing here is overwritten.
-- kind: register, census, own, other. state: proposed, approved, refused.
CREATE TABLE denominator_set (
    id $(Key),
    commune_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    kind $(Code 10) NOT NULL CHECK (kind IN ('register', 'census', 'own', 'other')),
    source NVARCHAR(300) NOT NULL,
    as_of DATE NOT NULL,
    proposed_at DATETIME2(3) NOT NULL,
    proposed_by NVARCHAR(200) NOT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_at DATETIME2(3) NULL,
    decided_by NVARCHAR(200) NULL,
    decision_note NVARCHAR(500) NULL
);
GO
CREATE INDEX ix_denominator_set ON denominator_set (commune_id, id);
GO
CREATE TABLE denominator_figure (
    set_id BIGINT NOT NULL REFERENCES denominator_set (id),
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    households BIGINT NOT NULL CHECK (households >= 0),
    CONSTRAINT pk_denominator_figure PRIMARY KEY (set_id, hamlet_id)
);
