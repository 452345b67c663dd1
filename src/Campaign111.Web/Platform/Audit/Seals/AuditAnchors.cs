using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>
/// Heads of the chain, written outside the database (<c>audit-heads.tsv</c> in the data folder, and the log): whoever can change the database could compute a
/// new chain, or cut off its end, but not what was written down elsewhere. Copy the file to another machine now and then.
/// </summary>
public sealed partial class AuditAnchors(DataOptions options, ILogger<AuditAnchors> log)
{
    public string Path => System.IO.Path.Combine(options.Folder, "audit-heads.tsv");

    /// <summary>Adds a line: place in the chain, hash, instant.</summary>
    public async Task AppendAsync(AuditSeal head, DateTimeOffset at, CancellationToken cancel)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{head.Seq}\t{head.Hash}\t{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n");
        await File.AppendAllTextAsync(Path, line, cancel);
        LogHead(log, head.Seq, head.Hash);
    }

    /// <summary>Hash by place in the chain; the first written counts. A line that is none (a cut-off end after a power cut) is left out.</summary>
    public async Task<IReadOnlyDictionary<long, string>> ReadAsync(CancellationToken cancel)
    {
        var heads = new Dictionary<long, string>();
        if (File.Exists(Path))
        {
            await foreach (var line in File.ReadLinesAsync(Path, cancel))
            {
                if (line.Split('\t') is [var place, { Length: 64 } hash, { Length: > 0 }] && long.TryParse(place, CultureInfo.InvariantCulture, out var seq))
                {
                    heads.TryAdd(seq, hash);
                }
            }
        }

        return heads;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit trail sealed up to {Seq}: {Hash}")]
    private static partial void LogHead(ILogger log, long seq, string hash);
}
