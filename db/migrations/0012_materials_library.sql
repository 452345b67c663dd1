-- The library: what a material is and for whom, in which language, under which terms, from which day. audience: all, press (press offices alone), offices
-- (departments and officers, not the press). search_text is folded (without diacritics, lower case), since neither database folds Vietnamese alike.
ALTER TABLE material ADD kind $(Code 20) NULL CHECK (kind IN ('artwork', 'radio', 'loudspeaker', 'press-text', 'banner', 'video'));
GO
ALTER TABLE material ADD audience $(Code 10) NULL CHECK (audience IN ('all', 'press', 'offices'));
GO
ALTER TABLE material ADD search_text NVARCHAR(1000) NULL;
GO
UPDATE material SET audience = 'all', search_text = REPLACE(code, '-', ' '), kind = CASE code
    WHEN 'loa-truyen-thanh' THEN 'loudspeaker' WHEN 'thong-tin-111' THEN 'press-text' ELSE 'artwork' END;
GO
ALTER TABLE material_version ADD licence NVARCHAR(300) NULL;
GO
ALTER TABLE material_version ADD licence_en NVARCHAR(300) NULL;
GO
ALTER TABLE material_version ADD embargo_on DATE NULL;
GO
ALTER TABLE material_version ADD note NVARCHAR(500) NULL;
GO
UPDATE material_version SET licence = '', licence_en = '';
GO
-- vi, en, or another code; empty: without words.
ALTER TABLE material_file ADD language $(Code 10) NULL;
GO
UPDATE material_file SET language = '';
GO
-- Videos lie where they are published; the library holds their addresses. An address is as unchangeable as a file of its version.
CREATE TABLE material_link (
    id $(Key),
    version_id BIGINT NOT NULL REFERENCES material_version (id),
    title NVARCHAR(200) NOT NULL,
    title_en NVARCHAR(200) NOT NULL,
    address NVARCHAR(500) NOT NULL,
    language $(Code 10) NOT NULL
);
GO
CREATE INDEX ix_material_link_version ON material_link (version_id);
GO
-- What an organisation aired, printed or posted, as it says itself. A withdrawn line stays, and counts no more.
CREATE TABLE material_use (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    material_id BIGINT NULL REFERENCES material (id),
    organisation_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    way $(Code 20) NOT NULL CHECK (way IN ('radio', 'television', 'loudspeaker', 'print', 'web', 'social')),
    used_on DATE NOT NULL,
    outlet NVARCHAR(200) NOT NULL,
    times INT NOT NULL CHECK (times > 0),
    link NVARCHAR(500) NULL,
    note NVARCHAR(500) NULL,
    account_id BIGINT NOT NULL,
    logged_at DATETIME2(3) NOT NULL,
    withdrawn_at DATETIME2(3) NULL
);
GO
CREATE INDEX ix_material_use_organisation ON material_use (campaign_id, organisation_id, id);
GO
CREATE INDEX ix_material_download_account ON material_download (account_id, file_id);
