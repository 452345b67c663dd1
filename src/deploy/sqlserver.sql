-- Makes the database and the product's login: run once by an administrator with sqlcmd, which is given the variable PASSWORD. Safe to run again.
IF DB_ID('campaign111') IS NULL
    CREATE DATABASE campaign111 COLLATE Vietnamese_100_CI_AS;
GO
-- Readers never wait for writers.
ALTER DATABASE campaign111 SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
ALTER DATABASE campaign111 SET RECOVERY FULL;
ALTER DATABASE campaign111 SET PAGE_VERIFY CHECKSUM;
GO
IF SUSER_ID('campaign111') IS NULL
    CREATE LOGIN campaign111 WITH PASSWORD = '$(PASSWORD)', DEFAULT_DATABASE = campaign111;
GO
USE campaign111;
GO
IF USER_ID('campaign111') IS NULL
    CREATE USER campaign111 FOR LOGIN campaign111;
-- Data, and the schema's own migrations; no other right on the server.
ALTER ROLE db_datareader ADD MEMBER campaign111;
ALTER ROLE db_datawriter ADD MEMBER campaign111;
ALTER ROLE db_ddladmin ADD MEMBER campaign111;
GRANT EXECUTE TO campaign111;
GO
