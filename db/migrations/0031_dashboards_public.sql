-- Campaigns whose figures of province and communes anybody may read. No row: nobody. Written by the province committee, each time with an audit event.
CREATE TABLE dashboard_public (
    campaign_id BIGINT NOT NULL PRIMARY KEY,
    is_open BIT NOT NULL,
    changed_by NVARCHAR(200) NOT NULL,
    changed_at DATETIME2(3) NOT NULL
);
