-- Wrong passwords, counted so that guessing stays slow and nobody locks somebody else out (SignInPace has the rules). A row is a lane: the tries for one user name
-- from one device that knows it, from one address, or from all strangers together. lane is a SHA-256 over these: neither name nor address can be read here, names
-- that nobody bears have lanes too, and rows go two days after their last try. free_at: nothing is checked before; ticket_at: the moment this lane was promised.
CREATE TABLE sign_in_lane (
    lane $(Code 64) NOT NULL PRIMARY KEY,
    failures INT NOT NULL,
    free_at DATETIME2(3) NOT NULL,
    ticket_at DATETIME2(3) NULL,
    last_at DATETIME2(3) NOT NULL
);
GO
CREATE INDEX ix_sign_in_lane_last ON sign_in_lane (last_at);
