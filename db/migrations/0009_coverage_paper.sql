-- A household that was entered twice, or that moved to another hamlet: its entries count for the one that it became, and what still arrives under its
-- old code follows. Never a chain: the last one is named.
ALTER TABLE household ADD merged_into BIGINT NULL REFERENCES household (id);
GO
CREATE INDEX ix_household_merged ON household (merged_into) WHERE merged_into IS NOT NULL;
GO
-- A printed tick-sheet: at most a hundred households of a register hamlet, from first_code to last_code, or the tally grid of a hamlet.
-- Keyed once; revision counts the corrections since.
CREATE TABLE paper_sheet (
    id $(Key),
    code $(Code 10) NOT NULL,
    campaign_id BIGINT NOT NULL,
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    part INT NOT NULL,
    parts INT NOT NULL,
    first_code $(Code 40) NULL,
    last_code $(Code 40) NULL,
    printed_at DATETIME2(3) NOT NULL,
    printed_by NVARCHAR(200) NOT NULL,
    keyed_at DATETIME2(3) NULL,
    keyed_by NVARCHAR(200) NULL,
    keyed_day DATE NULL,
    receipt $(Code 10) NULL,
    revision INT NOT NULL
);
GO
CREATE UNIQUE INDEX ux_paper_sheet_code ON paper_sheet (code);
GO
CREATE INDEX ix_paper_sheet_hamlet ON paper_sheet (campaign_id, hamlet_id, id);
GO
-- A file of households between its preview and its confirmation; base64, for a day at most.
CREATE TABLE register_upload (
    id $(Key),
    token $(Code 40) NOT NULL,
    account_id BIGINT NOT NULL,
    commune_id BIGINT NOT NULL REFERENCES unit (id),
    file_name NVARCHAR(200) NOT NULL,
    content $(Text) NOT NULL,
    uploaded_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_register_upload_token ON register_upload (token);
GO
-- What the head of a household is called: personal data, kept only while the commune's permit runs (household_label_permit), and erased after it.
ALTER TABLE household ADD label NVARCHAR(100) NULL;
GO
CREATE INDEX ix_household_label ON household (hamlet_id) WHERE label IS NOT NULL;
GO
-- A commune keeps labels up to keep_until, inclusive. No row: it keeps none.
CREATE TABLE household_label_permit (
    commune_id BIGINT NOT NULL REFERENCES unit (id),
    keep_until DATE NOT NULL,
    granted_by NVARCHAR(200) NOT NULL,
    granted_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_household_label_permit PRIMARY KEY (commune_id)
);
GO
-- The folded words of addresses and labels, so that a search reads what it finds and not the register.
CREATE TABLE household_word (
    hamlet_id BIGINT NOT NULL REFERENCES unit (id),
    word $(Code 30) NOT NULL,
    code $(Code 40) NOT NULL,
    CONSTRAINT pk_household_word PRIMARY KEY (hamlet_id, word, code)
);
