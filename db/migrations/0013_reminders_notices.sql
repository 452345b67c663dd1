-- News of other features that go out with the outbox: a new version of a material, a recall. In both languages, since each reader has one.
-- address: where to look, from the site's root. news_key: what is told once; a second telling of the same changes nothing.
CREATE TABLE notice (
    id $(Key),
    news_key $(Code 100) NOT NULL,
    subject NVARCHAR(300) NOT NULL,
    subject_en NVARCHAR(300) NOT NULL,
    body NVARCHAR(1000) NOT NULL,
    body_en NVARCHAR(1000) NOT NULL,
    address NVARCHAR(300) NOT NULL,
    written_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_notice_news ON notice (news_key);
GO
CREATE TABLE notice_message (
    outbox_id BIGINT NOT NULL REFERENCES outbox (id),
    notice_id BIGINT NOT NULL REFERENCES notice (id),
    CONSTRAINT pk_notice_message PRIMARY KEY (outbox_id, notice_id)
);
