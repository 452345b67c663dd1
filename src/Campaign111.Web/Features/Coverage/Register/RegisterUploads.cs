using System.Security.Cryptography;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.Register;

/// <summary>A file between its preview and its confirmation.</summary>
public sealed record RegisterUpload(string FileName, byte[] Content);

/// <summary>Keeps uploaded files for the one who sent them, for a day, in the database: any node can confirm.</summary>
public sealed class RegisterUploads(Database database, TimeProvider time)
{
    private const int LongestName = 200;
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private const string Insert = """
        INSERT INTO register_upload (token, account_id, commune_id, file_name, content, uploaded_at) VALUES (@token, @account, @commune, @name, @content, @at)
        """;

    private const string Purge = "DELETE FROM register_upload WHERE uploaded_at < @before OR (account_id = @account AND commune_id = @commune)";

    private const string Find = "SELECT file_name, content FROM register_upload WHERE token = @token AND account_id = @account AND commune_id = @commune AND uploaded_at >= @since";

    private const string Delete = "DELETE FROM register_upload WHERE token = @token AND account_id = @account";

    /// <summary>Keeps a file; the one that this person sent before for this commune goes. Returns its token.</summary>
    public async Task<string> KeepAsync(long account, long commune, string fileName, byte[] content, CancellationToken cancel)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var at = time.GetUtcNow();
        var name = fileName.Length <= LongestName ? fileName : fileName[^LongestName..];
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Purge, new { before = at - Life, account, commune });
                await session.ExecuteAsync(Insert, new { token, account, commune, name, content = Convert.ToBase64String(content), at });
            },
            cancel);
        return token;
    }

    /// <summary>The file, or null when it is another's, of another commune, or gone.</summary>
    public async Task<RegisterUpload?> FindAsync(string token, long account, long commune)
    {
        var row = await database.ReadAsync(session => session.FirstAsync<Row>(Find, new { token, account, commune, since = time.GetUtcNow() - Life }));
        return row is null ? null : new RegisterUpload(row.FileName, Convert.FromBase64String(row.Content));
    }

    public Task ForgetAsync(string token, long account, CancellationToken cancel) => database.WriteAsync(session => session.ExecuteAsync(Delete, new { token, account }), cancel);

    private sealed class Row
    {
        public string FileName { get; init; } = "";

        public string Content { get; init; } = "";
    }
}
