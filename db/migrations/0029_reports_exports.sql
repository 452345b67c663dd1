-- A long export made in the background: what was asked for, how far it is, who works on it. Its file lies in the data folder.
-- bound: the highest sequence to list, so that it does not grow meanwhile. rows_about: how many rows are expected, where that is known.
CREATE TABLE report_export (
    id BINARY(16) NOT NULL PRIMARY KEY,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    kind $(Code 20) NOT NULL,
    format $(Code 10) NOT NULL,
    tier $(Code 10) NULL,
    as_of_day DATE NULL,
    language $(Code 5) NOT NULL,
    viewer_path $(Code 200) NOT NULL,
    begun_at DATETIME2(3) NOT NULL,
    bound BIGINT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'cancelled', 'removed')),
    rows_about BIGINT NULL,
    rows_done BIGINT NOT NULL,
    size_bytes BIGINT NULL,
    sha256 $(Code 64) NULL,
    problem NVARCHAR(500) NULL,
    created_at DATETIME2(3) NOT NULL,
    ended_at DATETIME2(3) NULL,
    expires_at DATETIME2(3) NULL,
    account_id BIGINT NOT NULL,
    account_name NVARCHAR(200) NOT NULL,
    lease_by $(Code 60) NULL,
    lease_until DATETIME2(3) NULL
);
GO
CREATE INDEX ix_report_export_account ON report_export (account_id, created_at);
GO
CREATE INDEX ix_report_export_waiting ON report_export (created_at) WHERE state = 'waiting';
GO
CREATE INDEX ix_report_export_expires ON report_export (expires_at) WHERE state = 'done';
GO
-- Parts of it that are finished and on the disk, and where the next one begins. Whoever goes on after a crash begins there.
CREATE TABLE report_export_part (
    export_id BINARY(16) NOT NULL REFERENCES report_export (id),
    part INT NOT NULL,
    row_count BIGINT NOT NULL,
    plain_bytes BIGINT NOT NULL,
    file_bytes BIGINT NOT NULL,
    crc BIGINT NOT NULL,
    next_key $(Code 200) NULL,
    CONSTRAINT pk_report_export_part PRIMARY KEY (export_id, part)
);
