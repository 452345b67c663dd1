-- Questions about figures. Never a judgement: each names its evidence, is answered by the commune, and is closed with a reason by its superior.
-- flag_key: what is asked once (kind, hamlet, month). evidence: JSON of the numbers behind it. weak: shown, never counted. state: open, answered, closed.
CREATE TABLE flag (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    hamlet_id BIGINT NULL REFERENCES unit (id),
    kind $(Code 20) NOT NULL,
    flag_key $(Code 100) NOT NULL,
    month_of DATE NOT NULL,
    weak BIT NOT NULL,
    evidence $(Text) NOT NULL,
    found_at DATETIME2(3) NOT NULL,
    seen_at DATETIME2(3) NOT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('open', 'answered', 'closed'))
);
GO
CREATE UNIQUE INDEX ux_flag_key ON flag (campaign_id, unit_id, flag_key);
GO
CREATE INDEX ix_flag_path ON flag (campaign_id, unit_path, id);
GO
-- What was said to a question. kind: answer (the commune), close (its superior).
CREATE TABLE flag_word (
    id $(Key),
    flag_id BIGINT NOT NULL REFERENCES flag (id),
    kind $(Code 10) NOT NULL CHECK (kind IN ('answer', 'close')),
    body NVARCHAR(1000) NOT NULL,
    said_at DATETIME2(3) NOT NULL,
    account_id BIGINT NULL,
    said_by NVARCHAR(200) NOT NULL
);
GO
CREATE INDEX ix_flag_word ON flag_word (flag_id, id);
