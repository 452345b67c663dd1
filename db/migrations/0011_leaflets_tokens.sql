-- A print run has codes of its own, so that scans tell which printing reached people. Codes of qr_token, from before there were runs, keep working.
CREATE TABLE qr_run (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    language $(Code 10) NOT NULL,
    units INT NOT NULL,
    opened_at DATETIME2(3) NOT NULL,
    opened_by NVARCHAR(200) NOT NULL
);
GO
CREATE INDEX ix_qr_run_campaign ON qr_run (campaign_id, id);
GO
-- Never reused, never deleted, like those of qr_token: 29 letters to the tenth are drawn from, so the two tables do not meet.
CREATE TABLE qr_run_token (
    id $(Key),
    token $(Code 20) NOT NULL,
    qr_run_id BIGINT NOT NULL REFERENCES qr_run (id),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    language $(Code 10) NOT NULL,
    created_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_qr_run_token ON qr_run_token (token);
GO
CREATE UNIQUE INDEX ux_qr_run_token_unit ON qr_run_token (qr_run_id, unit_id);
