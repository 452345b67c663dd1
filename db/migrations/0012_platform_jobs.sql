-- How the recurring jobs went, on whichever node and under whichever engine: an engine that forgets everything loses nothing of it.
-- outcome of the last finished run: done, failed, stopped (the process ended and its patience was over). node: where the last run started.
CREATE TABLE job_state (
    job $(Code 100) NOT NULL PRIMARY KEY,
    node NVARCHAR(100) NOT NULL,
    started_at DATETIME2(3) NOT NULL,
    finished_at DATETIME2(3) NULL,
    duration_ms BIGINT NULL,
    outcome $(Code 10) NULL,
    runs BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    failed_in_row INT NOT NULL,
    last_failure_at DATETIME2(3) NULL,
    last_error NVARCHAR(1000) NULL
);
GO
-- Runs that failed as often as they are tried again. state: open, retried, dropped, recovered (a later run went well).
CREATE TABLE job_dead_letter (
    id $(Key),
    job $(Code 100) NOT NULL,
    failed_at DATETIME2(3) NOT NULL,
    attempts INT NOT NULL,
    error NVARCHAR(1000) NOT NULL,
    state $(Code 10) NOT NULL,
    decided_at DATETIME2(3) NULL,
    decided_by BIGINT NULL,
    note NVARCHAR(500) NULL
);
GO
CREATE UNIQUE INDEX ux_job_dead_letter_open ON job_dead_letter (job) WHERE state = 'open';
