-- What a campaign's owner decided about a version of a design. The hash is of the files that were approved: other files are another version.
CREATE TABLE leaflet_design (
    id $(Key),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    design $(Code 60) NOT NULL,
    version INT NOT NULL CHECK (version > 0),
    state $(Code 10) NOT NULL CHECK (state IN ('draft', 'approved', 'recalled')),
    files_hash $(Code 64) NOT NULL,
    registered_at DATETIME2(3) NOT NULL,
    approved_at DATETIME2(3) NULL,
    approved_by NVARCHAR(200) NULL,
    recalled_at DATETIME2(3) NULL,
    recalled_by NVARCHAR(200) NULL,
    recall_reason NVARCHAR(500) NULL
);
GO
CREATE UNIQUE INDEX ux_leaflet_design ON leaflet_design (unit_id, design, version);
GO
-- One row for each unit whose leaflet left the product as a file.
CREATE TABLE leaflet_run (
    id $(Key),
    design_id BIGINT NOT NULL REFERENCES leaflet_design (id),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    language $(Code 10) NOT NULL,
    variant $(Code 10) NOT NULL CHECK (variant IN ('colour', 'mono')),
    form $(Code 10) NOT NULL CHECK (form IN ('pdf', 'imposed', 'png')),
    address $(Code 300) NOT NULL,
    printed_at DATETIME2(3) NOT NULL,
    account_id BIGINT NULL,
    printed_by NVARCHAR(200) NOT NULL,
    on_behalf_of NVARCHAR(300) NULL
);
GO
CREATE INDEX ix_leaflet_run_unit ON leaflet_run (campaign_id, unit_id, id);
GO
-- What stands in a QR code. Never reused, never deleted: paper outlives a campaign. No run: the unit's standing code, on every reprint of its leaflet.
CREATE TABLE qr_token (
    id $(Key),
    token $(Code 20) NOT NULL,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    run_id BIGINT NULL REFERENCES leaflet_run (id),
    language $(Code 10) NOT NULL,
    created_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_qr_token ON qr_token (token);
GO
CREATE UNIQUE INDEX ux_qr_token_standing ON qr_token (campaign_id, unit_id, language) WHERE run_id IS NULL;
GO
-- Scans a day: a number, and nothing about who scanned. Run 0 stands for the standing code. The path is the unit's, so that a subtree is a range.
CREATE TABLE scan_day (
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    day DATE NOT NULL,
    run_id BIGINT NOT NULL,
    language $(Code 10) NOT NULL,
    path $(Code 200) NOT NULL,
    scans BIGINT NOT NULL CHECK (scans >= 0),
    CONSTRAINT pk_scan_day PRIMARY KEY (campaign_id, unit_id, day, run_id, language)
);
GO
CREATE INDEX ix_scan_day_path ON scan_day (campaign_id, path, day);
GO
-- Journals of counts that waited for the database and were written: a crash between commit and deletion of the file counts nobody twice.
CREATE TABLE scan_journal (
    journal_key BINARY(16) NOT NULL PRIMARY KEY,
    written_at DATETIME2(3) NOT NULL
);
