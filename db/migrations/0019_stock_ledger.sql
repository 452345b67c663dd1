-- Leaflets as goods. A print run: what was ordered at a printer (or copied in the office), of which approved design, at what cost.
-- number counts from 1 within a campaign. qr_run_id: the codes on this paper, when it has a run of codes of its own.
CREATE TABLE stock_run (
    id $(Key),
    run_key BINARY(16) NOT NULL,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    number INT NOT NULL,
    design $(Code 60) NOT NULL,
    version INT NOT NULL,
    qr_run_id BIGINT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    cost_vnd BIGINT NOT NULL CHECK (cost_vnd >= 0),
    printer NVARCHAR(200) NOT NULL,
    printed_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    recorded_by NVARCHAR(200) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_stock_run_key ON stock_run (run_key);
GO
CREATE UNIQUE INDEX ux_stock_run_number ON stock_run (campaign_id, number);
GO
-- A package on its way, with its delivery note: from the printer or a unit's stock to another unit. direction: down, up (a return).
-- state: sent, received, cancelled. What came of it: received (good) + damaged + short = quantity + surplus.
CREATE TABLE stock_shipment (
    id $(Key),
    number $(Code 10) NOT NULL,
    campaign_id BIGINT NOT NULL,
    run_id BIGINT NOT NULL REFERENCES stock_run (id),
    from_account $(Code 10) NOT NULL CHECK (from_account IN ('printer', 'stock')),
    from_unit_id BIGINT NOT NULL REFERENCES unit (id),
    from_path $(Code 200) NOT NULL,
    to_unit_id BIGINT NOT NULL REFERENCES unit (id),
    to_path $(Code 200) NOT NULL,
    direction $(Code 10) NOT NULL CHECK (direction IN ('down', 'up')),
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    sent_on DATE NOT NULL,
    due_on DATE NOT NULL,
    sent_by NVARCHAR(200) NOT NULL,
    note NVARCHAR(300) NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('sent', 'received', 'cancelled')),
    received BIGINT NULL,
    damaged BIGINT NULL,
    short BIGINT NULL,
    surplus BIGINT NULL,
    ended_on DATE NULL,
    ended_by NVARCHAR(200) NULL
);
GO
CREATE UNIQUE INDEX ux_stock_shipment_number ON stock_shipment (number);
GO
CREATE INDEX ix_stock_shipment_to ON stock_shipment (campaign_id, to_path);
GO
CREATE INDEX ix_stock_shipment_from ON stock_shipment (campaign_id, from_path);
GO
-- Every movement, for ever: nothing here is changed or deleted; a mistake is taken back by a counter-movement that names it (reverses_id).
-- kind: print, ship, receive, cancel, doors, event, write-off, count, reverse. unit_id: where it happened. move_key: the client's, once.
CREATE TABLE stock_move (
    id $(Key),
    move_key BINARY(16) NOT NULL,
    campaign_id BIGINT NOT NULL,
    run_id BIGINT NULL REFERENCES stock_run (id),
    shipment_id BIGINT NULL REFERENCES stock_shipment (id),
    reverses_id BIGINT NULL REFERENCES stock_move (id),
    kind $(Code 10) NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    quantity BIGINT NOT NULL,
    occasion $(Code 20) NULL,
    happened_on DATE NOT NULL,
    reason NVARCHAR(500) NULL,
    recorded_at DATETIME2(3) NOT NULL,
    account_id BIGINT NULL,
    recorded_by NVARCHAR(200) NOT NULL,
    on_behalf_of NVARCHAR(300) NULL
);
GO
CREATE UNIQUE INDEX ux_stock_move_key ON stock_move (move_key);
GO
CREATE UNIQUE INDEX ux_stock_move_reverses ON stock_move (reverses_id) WHERE reverses_id IS NOT NULL;
GO
CREATE INDEX ix_stock_move_path ON stock_move (campaign_id, path, id);
GO
CREATE INDEX ix_stock_move_shipment ON stock_move (shipment_id) WHERE shipment_id IS NOT NULL;
GO
-- The two or more sides of a movement: their amounts add up to zero. account: source (what the printer made, negative), printer, stock, transit,
-- doors, events, damaged, written-off, short, adjustment. place_id: the unit, or the shipment of a transit account.
CREATE TABLE stock_line (
    move_id BIGINT NOT NULL REFERENCES stock_move (id),
    line INT NOT NULL,
    run_id BIGINT NOT NULL REFERENCES stock_run (id),
    account $(Code 12) NOT NULL,
    place_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    amount BIGINT NOT NULL,
    CONSTRAINT pk_stock_line PRIMARY KEY (move_id, line)
);
GO
CREATE INDEX ix_stock_line_account ON stock_line (run_id, account, place_id);
GO
-- What each account holds: always the sum of its lines. Only the source and adjustments go below zero, since nothing can be taken that is not there.
CREATE TABLE stock_balance (
    run_id BIGINT NOT NULL REFERENCES stock_run (id),
    account $(Code 12) NOT NULL,
    place_id BIGINT NOT NULL,
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    path $(Code 200) NOT NULL,
    quantity BIGINT NOT NULL,
    CONSTRAINT pk_stock_balance PRIMARY KEY (run_id, account, place_id),
    CONSTRAINT ck_stock_balance CHECK (quantity >= 0 OR account IN ('source', 'adjustment'))
);
GO
CREATE INDEX ix_stock_balance_path ON stock_balance (campaign_id, path);
