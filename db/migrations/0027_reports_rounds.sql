-- Forms of reports, owned by the unit that asks for them. A form that is ready never changes: a change makes the next version of its code. state: draft,
-- ready, retired.
CREATE TABLE report_form (
    id $(Key),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    code $(Code 60) NOT NULL,
    version INT NOT NULL CHECK (version > 0),
    title NVARCHAR(300) NOT NULL,
    title_en NVARCHAR(300) NOT NULL,
    state $(Code 10) NOT NULL CHECK (state IN ('draft', 'ready', 'retired')),
    made_at DATETIME2(3) NOT NULL,
    made_by_name NVARCHAR(200) NOT NULL,
    ready_at DATETIME2(3) NULL
);
GO
CREATE UNIQUE INDEX ux_report_form ON report_form (unit_id, code, version);
GO
-- Fields in the order of the form. kind: number, text, table, choice. source: which figure the system fills in; null: people fill it. detail: JSON with the columns and
-- fixed rows of a table, or the choices. summed: numbers of reports below add up.
CREATE TABLE report_field (
    id $(Key),
    form_id BIGINT NOT NULL REFERENCES report_form (id),
    number INT NOT NULL,
    code $(Code 40) NOT NULL,
    kind $(Code 10) NOT NULL CHECK (kind IN ('number', 'text', 'table', 'choice')),
    label NVARCHAR(500) NOT NULL,
    label_en NVARCHAR(500) NOT NULL,
    unit_word NVARCHAR(40) NULL,
    required BIT NOT NULL,
    summed BIT NOT NULL,
    source $(Code 40) NULL,
    detail $(Text) NULL
);
GO
CREATE UNIQUE INDEX ux_report_field_code ON report_field (form_id, code);
GO
CREATE UNIQUE INDEX ux_report_field_number ON report_field (form_id, number);
GO
-- One collection of reports with one inclusive last day. office: who asks, as reports address it. campaign_id and dispatch_id point into the campaigns; document and
-- wording are kept as they stood. kind: six-month, year, ad-hoc. state: open, closed.
CREATE TABLE report_round (
    id $(Key),
    campaign_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    office NVARCHAR(300) NOT NULL,
    kind $(Code 12) NOT NULL CHECK (kind IN ('six-month', 'year', 'ad-hoc')),
    title NVARCHAR(300) NOT NULL,
    dispatch_id BIGINT NULL,
    document NVARCHAR(200) NULL,
    wording NVARCHAR(400) NULL,
    opens_on DATE NOT NULL,
    last_day DATE NOT NULL,
    form_id BIGINT NOT NULL REFERENCES report_form (id),
    state $(Code 10) NOT NULL CHECK (state IN ('open', 'closed')),
    made_at DATETIME2(3) NOT NULL,
    made_by_name NVARCHAR(200) NOT NULL,
    closed_at DATETIME2(3) NULL,
    closed_by_name NVARCHAR(200) NULL,
    close_note NVARCHAR(500) NULL
);
GO
CREATE INDEX ix_report_round_campaign ON report_round (campaign_id, last_day);
GO
CREATE INDEX ix_report_round_last_day ON report_round (last_day);
GO
-- Who owes a report: a unit, or an organisation placed at one. reports_to: the bound unit above it in the same round; null: the unit that asks.
-- level: province, district, commune, organisation.
CREATE TABLE report_bound (
    id $(Key),
    round_id BIGINT NOT NULL REFERENCES report_round (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_path $(Code 200) NOT NULL,
    level $(Code 12) NOT NULL,
    organisation_id BIGINT NULL,
    name NVARCHAR(300) NOT NULL,
    reports_to BIGINT NULL REFERENCES report_bound (id)
);
GO
CREATE UNIQUE INDEX ux_report_bound_unit ON report_bound (round_id, unit_id) WHERE organisation_id IS NULL;
GO
CREATE UNIQUE INDEX ux_report_bound_organisation ON report_bound (round_id, organisation_id) WHERE organisation_id IS NOT NULL;
GO
CREATE INDEX ix_report_bound_path ON report_bound (unit_path, round_id);
GO
CREATE INDEX ix_report_bound_organisation ON report_bound (organisation_id, round_id) WHERE organisation_id IS NOT NULL;
GO
-- The report of one bound unit or organisation. draft: JSON as typed, read by its own office alone. revision counts the savings of the draft: who saves over an older
-- one is told. first_submitted_on: the Vietnamese day of the first submission, which decides on time or late also after a return.
CREATE TABLE report_submission (
    id $(Key),
    bound_id BIGINT NOT NULL REFERENCES report_bound (id),
    state $(Code 10) NOT NULL CHECK (state IN ('open', 'draft', 'submitted', 'returned', 'accepted')),
    draft $(Text) NULL,
    revision INT NOT NULL,
    versions INT NOT NULL,
    changed_at DATETIME2(3) NULL,
    changed_by_name NVARCHAR(200) NULL,
    first_submitted_on DATE NULL,
    submitted_at DATETIME2(3) NULL,
    decided_at DATETIME2(3) NULL,
    decided_by_name NVARCHAR(200) NULL
);
GO
CREATE UNIQUE INDEX ux_report_submission ON report_submission (bound_id);
GO
-- What was submitted, each time: never changed. answers, figures (what the system filled in, with source, day and denominators) and basis (which reports below were
-- counted): JSON.
CREATE TABLE report_version (
    id $(Key),
    submission_id BIGINT NOT NULL REFERENCES report_submission (id),
    number INT NOT NULL CHECK (number > 0),
    answers $(Text) NOT NULL,
    figures $(Text) NOT NULL,
    basis $(Text) NULL,
    submitted_at DATETIME2(3) NOT NULL,
    submitted_on DATE NOT NULL,
    submitted_by_name NVARCHAR(200) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_report_version ON report_version (submission_id, number);
GO
-- Why a version was sent back.
CREATE TABLE report_remark (
    id $(Key),
    submission_id BIGINT NOT NULL REFERENCES report_submission (id),
    version_number INT NOT NULL,
    at DATETIME2(3) NOT NULL,
    by_name NVARCHAR(200) NOT NULL,
    body NVARCHAR(2000) NOT NULL
);
GO
CREATE INDEX ix_report_remark ON report_remark (submission_id, id);
