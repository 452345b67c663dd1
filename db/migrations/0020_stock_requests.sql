-- A unit asks for leaflets: how many it says are left, how many it needs. One open request a unit and campaign. state: open, approved, refused, withdrawn.
CREATE TABLE stock_request (
    id $(Key),
    request_key BINARY(16) NOT NULL,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    on_hand BIGINT NOT NULL CHECK (on_hand >= 0),
    on_books BIGINT NOT NULL,
    wanted BIGINT NOT NULL CHECK (wanted > 0),
    reason NVARCHAR(500) NULL,
    asked_on DATE NOT NULL,
    asked_at DATETIME2(3) NOT NULL,
    asked_by NVARCHAR(200) NOT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn')),
    granted BIGINT NULL,
    shipment_id BIGINT NULL REFERENCES stock_shipment (id),
    answer NVARCHAR(500) NULL,
    decided_on DATE NULL,
    decided_by NVARCHAR(200) NULL
);
GO
CREATE UNIQUE INDEX ux_stock_request_key ON stock_request (request_key);
GO
CREATE UNIQUE INDEX ux_stock_request_open ON stock_request (campaign_id, unit_id) WHERE state = 'open';
GO
CREATE INDEX ix_stock_request_path ON stock_request (campaign_id, path);
GO
-- Leaflets a household that raise no question, in hundredths; and after how many days on the way a package counts as late. No row: StockBand.Usual.
CREATE TABLE stock_band (
    campaign_id BIGINT NOT NULL PRIMARY KEY,
    least INT NOT NULL,
    most INT NOT NULL,
    set_at DATETIME2(3) NOT NULL,
    set_by NVARCHAR(200) NOT NULL
);
