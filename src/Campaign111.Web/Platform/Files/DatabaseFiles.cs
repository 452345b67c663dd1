using System.Data.Common;
using System.Security.Cryptography;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Platform.Files;

/// <summary>
/// Files in the database, in parts of 256 KB. The parts come first, each in a transaction of its own, so that a long upload keeps nobody waiting; one last transaction
/// lets the name point at them. What a crash left of an upload is seen by nobody and goes with <see cref="SweepAsync"/>.
/// </summary>
public sealed class DatabaseFiles(Database database, FileAreas areas, TimeProvider time) : IFileStore
{
    /// <summary>Bytes of a part; the last one of a file is shorter.</summary>
    public const int PartBytes = 256 * 1024;

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private const string One = "SELECT name, content_id, size_bytes, changed_at FROM file_blob WHERE name = @name";

    private const string Below = """
        SELECT name, content_id, size_bytes, changed_at FROM file_blob WHERE name >= @from AND name < @to AND name > @after ORDER BY name
        """;

    private const string Begin = "INSERT INTO file_content (id, begun_at) VALUES (@id, @now)";

    private const string AddPart = "INSERT INTO file_part (content_id, part, sha256, bytes) VALUES (@id, @part, @sha256, @bytes)";

    private const string Point = """
        UPDATE file_blob SET content_id = @id, size_bytes = @size, sha256 = @sha256, changed_at = @now WHERE name = @name
        """;

    private const string AddName = """
        INSERT INTO file_blob (name, content_id, size_bytes, sha256, changed_at) VALUES (@name, @id, @size, @sha256, @now)
        """;

    private const string DropName = "DELETE FROM file_blob WHERE name = @name";

    private const string DropParts = "DELETE FROM file_part WHERE content_id = @id";

    private const string DropContent = "DELETE FROM file_content WHERE id = @id";

    // Few: an upload that was cut off.
    private const string Left = """
        SELECT c.id FROM file_content c WHERE c.begun_at < @before AND NOT EXISTS (SELECT 1 FROM file_blob b WHERE b.content_id = c.id) ORDER BY c.begun_at
        """;

    public string Kind => FilesOptions.InDatabase;

    public async Task<StoredFile?> FindAsync(string name, CancellationToken cancel = default) => (await RowAsync(name, cancel))?.ToFile();

    public async Task<Stream?> OpenAsync(string name, CancellationToken cancel = default) =>
        await RowAsync(name, cancel) is { } row ? new FilePartsStream(database, row.ContentId, row.SizeBytes) : null;

    public async Task<WrittenFile> WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancel = default)
    {
        areas.Check(name);
        await using var spool = OfficeTempFile.Create();
        await write(spool);
        spool.Position = 0;
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await database.WriteAsync(session => session.ExecuteAsync(Begin, new { id, now = time.GetUtcNow() }), cancel);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[PartBytes];
            for (var part = 0; await spool.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancel) is > 0 and var read; part++)
            {
                var bytes = buffer[..read];
                hash.AppendData(bytes);
                await database.WriteAsync(session => PartAsync(session, id, part, bytes), cancel);
            }

            var written = new WrittenFile(spool.Length, Convert.ToHexStringLower(hash.GetCurrentHash()));
            await database.WriteAsync(session => PointAsync(session, name, id, written), cancel);
            return written;
        }
        catch
        {
            await database.WriteAsync(session => DropAsync(session, id), CancellationToken.None);
            throw;
        }
    }

    public async Task WriteAsync(DbSession session, string name, ReadOnlyMemory<byte> content)
    {
        areas.Check(name);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await session.ExecuteAsync(Begin, new { id, now = time.GetUtcNow() });
        for (var (part, from) = (0, 0); from < content.Length; part++, from += PartBytes)
        {
            await PartAsync(session, id, part, content.Slice(from, Math.Min(PartBytes, content.Length - from)).ToArray());
        }

        await PointAsync(session, name, id, new WrittenFile(content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span))));
    }

    public Task DeleteAsync(string name, CancellationToken cancel = default)
    {
        areas.Check(name);
        return database.WriteAsync(session => DeleteAsync(session, name), cancel);
    }

    public async Task DeleteBelowAsync(string prefix, CancellationToken cancel = default)
    {
        while (await ListAsync(prefix, null, 100, cancel) is { Count: > 0 } some)
        {
            foreach (var file in some)
            {
                await DeleteAsync(file.Name, cancel);
            }
        }
    }

    public async Task<IReadOnlyList<StoredFile>> ListAsync(string prefix, string? after, int take, CancellationToken cancel = default)
    {
        var from = areas.CheckPrefix(prefix);
        // '0' follows '/'.
        var args = new { from, to = from[..^1] + "0", after = after ?? "" };
        return [.. (await database.ReadAsync(session => session.PageAsync<Row>(Below, args, 0, take), cancel)).Select(row => row.ToFile())];
    }

    public string? LocalPath(string name) => null;

    /// <summary>Takes away what crashes left of uploads a day ago and longer. Gives how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var left = await database.ReadAsync(session => session.PageAsync<Content>(Left, new { before = time.GetUtcNow() - Abandoned }, 0, 1000), cancel);
        foreach (var content in left)
        {
            await database.WriteAsync(session => DropAsync(session, content.Id), cancel);
        }

        return left.Count;
    }

    private Task<Row?> RowAsync(string name, CancellationToken cancel)
    {
        areas.Check(name);
        return database.ReadAsync(session => session.FirstAsync<Row>(One, new { name }), cancel);
    }

    private static Task<int> PartAsync(DbSession session, Guid id, int part, byte[] bytes) =>
        session.ExecuteAsync(AddPart, new { id, part, sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes });

    private async Task PointAsync(DbSession session, string name, Guid id, WrittenFile written)
    {
        var before = await session.FirstAsync<Row>(One, new { name });
        var values = new { name, id, size = written.Size, sha256 = written.Sha256, now = time.GetUtcNow() };
        if (await session.ExecuteAsync(Point, values) == 0)
        {
            try
            {
                await session.ExecuteAsync(AddName, values);
            }
            catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
            {
                // Another node wrote the same name between the two (SQL Server): the later one holds.
                before = await session.FirstAsync<Row>(One, new { name });
                await session.ExecuteAsync(Point, values);
            }
        }

        if (before is not null)
        {
            await DropAsync(session, before.ContentId);
        }
    }

    private static async Task DeleteAsync(DbSession session, string name)
    {
        if (await session.FirstAsync<Row>(One, new { name }) is { } row)
        {
            await session.ExecuteAsync(DropName, new { name });
            await DropAsync(session, row.ContentId);
        }
    }

    private static async Task DropAsync(DbSession session, Guid id)
    {
        await session.ExecuteAsync(DropParts, new { id });
        await session.ExecuteAsync(DropContent, new { id });
    }

    private sealed class Content
    {
        public Guid Id { get; init; }
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public Guid ContentId { get; init; }

        public long SizeBytes { get; init; }

        public DateTimeOffset ChangedAt { get; init; }

        public StoredFile ToFile() => new(Name, SizeBytes, ChangedAt);
    }
}
