-- Personal data: who asked to be erased and why, and who was. An erased account keeps its row, for what it did refers to it; its names and addresses are gone.
ALTER TABLE account ADD erasure_asked_at DATETIME2(3) NULL;
GO
ALTER TABLE account ADD erasure_note NVARCHAR(500) NULL;
GO
ALTER TABLE account ADD erased_at DATETIME2(3) NULL;
