-- Translations of a design that a unit brought in as a sheet. Each import is a revision and stays; the latest one counts. Draft until a named reviewer approves it.
CREATE TABLE leaflet_language (
    id $(Key),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    design $(Code 60) NOT NULL,
    language $(Code 10) NOT NULL,
    revision INT NOT NULL CHECK (revision > 0),
    name NVARCHAR(60) NOT NULL,
    font NVARCHAR(60) NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('draft', 'reviewed')),
    sheet $(Text) NOT NULL,
    imported_at DATETIME2(3) NOT NULL,
    imported_by NVARCHAR(200) NOT NULL,
    reviewer NVARCHAR(200) NULL,
    reviewed_at DATETIME2(3) NULL,
    reviewed_by NVARCHAR(200) NULL
);
GO
CREATE UNIQUE INDEX ux_leaflet_language ON leaflet_language (unit_id, design, language, revision);
