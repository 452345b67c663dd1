using System.Security.Cryptography;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Files;

/// <summary>Reads a file of the database part by part: one part is in memory at a time, and a range reads only the parts that it touches.</summary>
internal sealed class FilePartsStream(Database database, Guid content, long length) : Stream
{
    private const string One = "SELECT sha256, bytes FROM file_part WHERE content_id = @content AND part = @part";

    private int loaded = -1;
    private byte[] bytes = [];

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <exception cref="IOException">The stored bytes were changed, or the file was removed meanwhile.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }

        await LoadAsync((int)(Position / DatabaseFiles.PartBytes), cancellationToken);
        var at = (int)(Position % DatabaseFiles.PartBytes);
        var count = Math.Min(buffer.Length, bytes.Length - at);
        bytes.AsMemory(at, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    /// <exception cref="NotSupportedException">A thread would wait for the database: read asynchronously.</exception>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A stored file is read asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A stored file does not change.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A stored file does not change.");

    private async Task LoadAsync(int part, CancellationToken cancel)
    {
        if (part == loaded)
        {
            return;
        }

        var row = await database.ReadAsync(session => session.FirstAsync<Part>(One, new { content, part }), cancel)
            ?? throw new IOException("The file was removed, or replaced by another, while it was read. Open it again.");
        var expected = (int)Math.Min(DatabaseFiles.PartBytes, length - ((long)part * DatabaseFiles.PartBytes));
        if (row.Bytes.Length != expected || Convert.ToHexStringLower(SHA256.HashData(row.Bytes)) != row.Sha256)
        {
            throw new IOException($"Part {part} of a stored file was changed in the database (its SHA-256 differs). Restore it from a backup.");
        }

        (loaded, bytes) = (part, row.Bytes);
    }

    private sealed class Part
    {
        public string Sha256 { get; init; } = "";

        public byte[] Bytes { get; init; } = [];
    }
}
