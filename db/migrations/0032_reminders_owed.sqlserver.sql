-- Reminders of obligations (a report, a re-check) stand beside those of coverage: one for each (obligation, step, due day), with all that reminders have.
-- owed_key, always set: names the obligation; empty for coverage. Two texts, since an index is dropped.
ALTER TABLE reminder ADD owed_key $(Code 40) NULL;
GO
ALTER TABLE reminder ADD organisation_id BIGINT NULL;
GO
ALTER TABLE reminder ADD title NVARCHAR(300) NULL;
GO
ALTER TABLE reminder ADD title_en NVARCHAR(300) NULL;
GO
ALTER TABLE reminder ADD href NVARCHAR(300) NULL;
GO
UPDATE reminder SET owed_key = '';
GO
DROP INDEX ux_reminder ON reminder;
GO
CREATE UNIQUE INDEX ux_reminder ON reminder (campaign_id, unit_id, rung, due_on, owed_key);
GO
CREATE INDEX ix_reminder_owed ON reminder (owed_key);
