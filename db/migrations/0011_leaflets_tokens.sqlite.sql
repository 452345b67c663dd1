-- A print run has codes of its own, so that scans tell which printing reached people. Codes from before have no run and keep working.
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
ALTER TABLE qr_token ADD qr_run_id BIGINT NULL REFERENCES qr_run (id);
GO
DROP INDEX ux_qr_token_standing;
GO
CREATE UNIQUE INDEX ux_qr_token_standing ON qr_token (campaign_id, unit_id, language) WHERE run_id IS NULL AND qr_run_id IS NULL;
GO
CREATE UNIQUE INDEX ux_qr_token_run ON qr_token (qr_run_id, unit_id) WHERE qr_run_id IS NOT NULL;
