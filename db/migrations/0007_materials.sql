-- What press offices find. A version never changes once it is here; a recalled one stays known.
CREATE TABLE material (
    id $(Key),
    code $(Code 60) NOT NULL,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    title NVARCHAR(300) NOT NULL,
    title_en NVARCHAR(300) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_material_code ON material (campaign_id, unit_id, code);
GO
CREATE INDEX ix_material_path ON material (path);
GO
CREATE TABLE material_version (
    id $(Key),
    material_id BIGINT NOT NULL REFERENCES material (id),
    version INT NOT NULL CHECK (version > 0),
    state $(Code 10) NOT NULL CHECK (state IN ('published', 'recalled')),
    published_at DATETIME2(3) NOT NULL,
    published_by NVARCHAR(200) NOT NULL,
    recalled_at DATETIME2(3) NULL,
    recalled_by NVARCHAR(200) NULL,
    recall_reason NVARCHAR(500) NULL
);
GO
CREATE UNIQUE INDEX ux_material_version ON material_version (material_id, version);
GO
-- The bytes lie in the data folder under their SHA-256.
CREATE TABLE material_file (
    id $(Key),
    version_id BIGINT NOT NULL REFERENCES material_version (id),
    name $(Code 100) NOT NULL,
    title NVARCHAR(200) NOT NULL,
    title_en NVARCHAR(200) NOT NULL,
    media_type $(Code 100) NOT NULL,
    size BIGINT NOT NULL,
    sha256 $(Code 64) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_material_file ON material_file (version_id, name);
GO
-- Who took what: the organisation where the account has one, and its unit and role beside it.
CREATE TABLE material_download (
    id $(Key),
    file_id BIGINT NOT NULL REFERENCES material_file (id),
    organisation_id BIGINT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    role $(Code 30) NOT NULL,
    account_id BIGINT NOT NULL,
    downloaded_at DATETIME2(3) NOT NULL
);
GO
CREATE INDEX ix_material_download_file ON material_download (file_id, downloaded_at);
