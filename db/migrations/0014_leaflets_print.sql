-- A print job made in the background: what was asked for, how far it is, who works on it. Finished parts lie as files in the data folder.
CREATE TABLE leaflet_job (
    id BINARY(16) NOT NULL PRIMARY KEY,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    picked $(Text) NOT NULL,
    each_level $(Code 10) NOT NULL CHECK (each_level IN ('commune', 'hamlet')),
    design $(Code 60) NOT NULL,
    version INT NOT NULL,
    language $(Code 10) NOT NULL,
    variant $(Code 10) NOT NULL CHECK (variant IN ('colour', 'mono')),
    form $(Code 10) NOT NULL CHECK (form IN ('trim', 'bleed', 'imposed')),
    file_kind $(Code 10) NOT NULL CHECK (file_kind IN ('pdf', 'png', 'svg')),
    qr_run_id BIGINT NULL REFERENCES qr_run (id),
    state $(Code 10) NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'cancelled', 'removed')),
    total INT NOT NULL,
    finished INT NOT NULL,
    size_bytes BIGINT NULL,
    problem NVARCHAR(500) NULL,
    created_at DATETIME2(3) NOT NULL,
    ended_at DATETIME2(3) NULL,
    account_id BIGINT NULL,
    account_name NVARCHAR(200) NOT NULL,
    on_behalf_of NVARCHAR(300) NULL,
    lease_by $(Code 60) NULL,
    lease_until DATETIME2(3) NULL
);
GO
CREATE INDEX ix_leaflet_job_campaign ON leaflet_job (campaign_id, created_at);
GO
CREATE INDEX ix_leaflet_job_waiting ON leaflet_job (created_at) WHERE state = 'waiting';
GO
-- How the leaflet lay on its sheet, and the kind of file; null for runs from before.
ALTER TABLE leaflet_run ADD sheet $(Code 10) NULL;
GO
ALTER TABLE leaflet_run ADD file_kind $(Code 10) NULL;
GO
-- What a place has printed on its own leaflets: who to turn to there.
CREATE TABLE leaflet_local (
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    line NVARCHAR(120) NOT NULL,
    changed_at DATETIME2(3) NOT NULL,
    changed_by NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_leaflet_local PRIMARY KEY (campaign_id, unit_id)
);
