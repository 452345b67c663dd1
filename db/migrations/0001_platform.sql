-- Values of the whole installation, and the audit trail that every write leaves.
CREATE TABLE app_setting (
    name $(Code 100) NOT NULL PRIMARY KEY,
    [value] $(Text) NOT NULL
);
GO
CREATE TABLE audit_event (
    id $(Key),
    at DATETIME2(3) NOT NULL,
    account_id BIGINT NULL,
    actor NVARCHAR(200) NOT NULL,
    on_behalf_of NVARCHAR(300) NULL,
    action $(Code 60) NOT NULL,
    subject_type $(Code 40) NOT NULL,
    subject_id $(Code 100) NOT NULL,
    unit_id BIGINT NULL,
    before_json $(Text) NULL,
    after_json $(Text) NULL,
    reason NVARCHAR(500) NULL
);
GO
CREATE INDEX ix_audit_event_subject ON audit_event (subject_type, subject_id, id);
GO
CREATE INDEX ix_audit_event_account ON audit_event (account_id, id);
GO
CREATE INDEX ix_audit_event_action ON audit_event (action, id);
GO
CREATE INDEX ix_audit_event_unit ON audit_event (unit_id, id);
