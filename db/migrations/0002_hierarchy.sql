-- Administrative units with validity dates: a date picks the tree. An official code may name different units at different times.
-- level: nation, province, district, commune, hamlet. A hamlet's code is its own within the commune ("thon-3").
CREATE TABLE unit (
    id $(Key),
    parent_id BIGINT NULL REFERENCES unit (id),
    level $(Code 10) NOT NULL,
    code $(Code 40) NOT NULL,
    unit_type NVARCHAR(40) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    name_en NVARCHAR(200) NOT NULL,
    path $(Code 200) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NULL,
    sort_key $(Code 400) NOT NULL,
    search_text $(Code 400) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_unit_official ON unit (code, valid_from) WHERE level <> 'hamlet';
GO
CREATE UNIQUE INDEX ux_unit_hamlet ON unit (parent_id, code, valid_from) WHERE level = 'hamlet';
GO
CREATE INDEX ix_unit_parent ON unit (parent_id, sort_key);
GO
CREATE INDEX ix_unit_path ON unit (path);
GO
CREATE INDEX ix_unit_search ON unit (search_text);
GO
-- From the dissolved unit to each unit that took it over; coverage: full or partial (the unit was split).
CREATE TABLE unit_succession (
    old_unit_id BIGINT NOT NULL REFERENCES unit (id),
    new_unit_id BIGINT NOT NULL REFERENCES unit (id),
    coverage $(Code 10) NOT NULL,
    effective_on DATE NOT NULL,
    note NVARCHAR(300) NULL,
    CONSTRAINT pk_unit_succession PRIMARY KEY (old_unit_id, new_unit_id)
);
GO
CREATE INDEX ix_unit_succession_new ON unit_succession (new_unit_id);
GO
-- A department, mass organisation, press office or People's Committee, placed at a unit. kind: committee, department, mass, press, agency.
CREATE TABLE organisation (
    id $(Key),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    code $(Code 60) NOT NULL,
    kind $(Code 20) NOT NULL,
    name NVARCHAR(300) NOT NULL,
    name_en NVARCHAR(300) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NULL,
    sort_key $(Code 400) NOT NULL,
    search_text $(Code 400) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_organisation_code ON organisation (code);
GO
CREATE INDEX ix_organisation_unit ON organisation (unit_id, sort_key);
GO
CREATE TABLE organisation_succession (
    old_organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    new_organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    effective_on DATE NOT NULL,
    note NVARCHAR(300) NULL,
    CONSTRAINT pk_organisation_succession PRIMARY KEY (old_organisation_id, new_organisation_id)
);
