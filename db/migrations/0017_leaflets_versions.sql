-- Versions of designs that an office made: a folder uploaded, texts reworded, official artwork. The files lie in the data folder under files_hash of
-- leaflet_design, where the decision stands too; a draft may be revised until it is submitted, nothing after.
CREATE TABLE leaflet_version (
    design_id BIGINT NOT NULL PRIMARY KEY REFERENCES leaflet_design (id),
    kind $(Code 10) NOT NULL CHECK (kind IN ('upload', 'edit', 'artwork')),
    title NVARCHAR(200) NOT NULL,
    title_en NVARCHAR(200) NOT NULL,
    based_on INT NULL,
    size_bytes BIGINT NOT NULL,
    problems INT NOT NULL,
    findings $(Text) NOT NULL,
    checked_at DATETIME2(3) NOT NULL,
    created_by NVARCHAR(200) NOT NULL,
    submitted_at DATETIME2(3) NULL,
    submitted_by NVARCHAR(200) NULL,
    withdrawn_at DATETIME2(3) NULL,
    withdrawn_by NVARCHAR(200) NULL
);
