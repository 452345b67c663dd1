-- What happened at the gate: counted by hour, kind, account and route, so that an attacker who knocks a million times fills a row and not the disk.
-- account_id 0: nobody, or several. route: as the product names it, never an address as it was asked for. last_request: id of the latest request among them.
CREATE TABLE security_event (
    id $(Key),
    hour_at DATETIME2(3) NOT NULL,
    kind $(Code 30) NOT NULL,
    account_id BIGINT NOT NULL,
    route $(Code 200) NOT NULL,
    times BIGINT NOT NULL,
    first_at DATETIME2(3) NOT NULL,
    last_at DATETIME2(3) NOT NULL,
    last_request $(Code 40) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_security_event ON security_event (hour_at, kind, account_id, route);
