-- The keys that protect session cookies, forms and one-time values (ASP.NET Core Data Protection): here, so that every node on this database knows them and a
-- backup of the database holds them. content is the framework's own XML; its secret is encrypted when a certificate is configured. Rows are only added:
-- an old key still opens what it once protected. name is unique, so that of two nodes that start at once one makes the first key.
CREATE TABLE data_protection_key (
    id $(Key),
    name $(Code 200) NOT NULL,
    content $(Text) NOT NULL,
    created_at DATETIME2(3) NOT NULL
);
GO
CREATE UNIQUE INDEX ux_data_protection_key_name ON data_protection_key (name);
