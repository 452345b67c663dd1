-- Drafts of letters that urge lagging units, with the figures as they were. content: JSON of which the .docx is made each time.
-- campaign_id and dispatch_id point into the campaigns; dispatch_id is set when number and day of the signed letter are entered.
CREATE TABLE letter (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    as_of DATE NOT NULL,
    subject NVARCHAR(500) NOT NULL,
    lagging INT NOT NULL,
    content $(Text) NOT NULL,
    made_at DATETIME2(3) NOT NULL,
    made_by BIGINT NULL,
    number NVARCHAR(100) NULL,
    issued_on DATE NULL,
    dispatch_id BIGINT NULL
);
GO
CREATE INDEX ix_letter_campaign ON letter (campaign_id, id);
