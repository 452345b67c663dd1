-- Uploads and made files, where Campaign111:Files is "database". A content is cut into parts of 256 KB, each with its own hash, so that a range reads only what it
-- touches and still notices a change. A content that no name points at is an upload under way, or what a crash left of one; it goes after a day.
CREATE TABLE file_content (
    id BINARY(16) NOT NULL PRIMARY KEY,
    begun_at DATETIME2(3) NOT NULL
);
GO
CREATE INDEX ix_file_content_begun ON file_content (begun_at);
GO
CREATE TABLE file_part (
    content_id BINARY(16) NOT NULL REFERENCES file_content (id),
    part INT NOT NULL,
    sha256 $(Code 64) NOT NULL,
    bytes $(Bytes) NOT NULL,
    CONSTRAINT pk_file_part PRIMARY KEY (content_id, part)
);
GO
CREATE TABLE file_blob (
    name $(Code 300) NOT NULL PRIMARY KEY,
    content_id BINARY(16) NOT NULL REFERENCES file_content (id),
    size_bytes BIGINT NOT NULL,
    sha256 $(Code 64) NOT NULL,
    changed_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_file_blob_content ON file_blob (content_id);
GO
-- A job that somebody asked for on a node that runs none (Campaign111:Role=web): a node that does takes it within seconds. One row a job, however often it is asked for.
CREATE TABLE job_request (
    job $(Code 100) NOT NULL PRIMARY KEY,
    asked_at DATETIME2(3) NOT NULL
);
