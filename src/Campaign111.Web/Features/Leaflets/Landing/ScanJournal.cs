using System.Globalization;
using System.Text;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// Counts on their way to the database, in small files of the data folder, so that neither a restart nor a power cut loses them. A file is named by
/// its key, only grows, and holds one line a count. Every line is on the disk when <see cref="Append"/> returns; one that a power cut left in pieces
/// is left out. A process holds its files while it lives (a shared lock, which ends with the process whatever ends it): another process on the same folder, as during
/// a restart without a gap, leaves them alone.
/// </summary>
public sealed class ScanJournal(DataOptions options) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, FileStream> held = [];
    private const char Separator = '\t';

    /// <summary>What runs that have ended left behind, and this one's own.</summary>
    public IReadOnlyList<(Guid Key, IReadOnlyDictionary<ScanKey, long> Counts)> ReadAll() =>
        [.. Keys().Where(Hold).Select(key => (key, (IReadOnlyDictionary<ScanKey, long>)Read(FileOf(key))))];

    /// <summary>Keys of the files that are there, oldest first.</summary>
    public IReadOnlyList<Guid> Keys() =>
        [.. Directory.GetFiles(Folder(), "*.tsv").Order(StringComparer.Ordinal).Select(file => Guid.TryParse(Path.GetFileNameWithoutExtension(file), out var key) ? key : Guid.Empty).Where(key => key != Guid.Empty)];

    /// <summary>Adds counts under a key; begins its file when there is none.</summary>
    public void Append(Guid key, IReadOnlyDictionary<ScanKey, long> counts)
    {
        var text = new StringBuilder();
        foreach (var (scan, count) in counts)
        {
            text.AppendJoin(Separator, scan.CampaignId, scan.UnitId, scan.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), scan.RunId, scan.Language, scan.Path, count).Append('\n');
        }

        lock (gate)
        {
            if (!held.TryGetValue(key, out var file))
            {
                held[key] = file = new FileStream(FileOf(key), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            }

            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>The counts are in the database.</summary>
    public void Delete(Guid key)
    {
        lock (gate)
        {
            File.Delete(FileOf(key));
            if (held.Remove(key, out var file))
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Lets go of all files; one that is added to later is held again.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var file in held.Values)
            {
                file.Dispose();
            }

            held.Clear();
        }
    }

    // Alone for a moment: then nobody lives who holds it. Two that start at once may both take one; its key is counted once all the same.
    private bool Hold(Guid key)
    {
        lock (gate)
        {
            if (held.ContainsKey(key))
            {
                return true;
            }

            try
            {
                new FileStream(FileOf(key), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                held[key] = new FileStream(FileOf(key), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                return true;
            }
            catch (IOException)
            {
                // Held by another process, or taken in by it since the folder was read.
                return false;
            }
        }
    }

    private string Folder() => options.Sub("scans");

    private string FileOf(Guid key) => Path.Combine(Folder(), $"{key:D}.tsv");

    private static Dictionary<ScanKey, long> Read(string file)
    {
        var text = File.ReadAllText(file);
        var counts = new Dictionary<ScanKey, long>();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(line) is { } read)
            {
                counts[read.Scan] = counts.GetValueOrDefault(read.Scan) + read.Count;
            }
        }

        return counts;
    }

    private static (ScanKey Scan, long Count)? Parse(string line)
    {
        var fields = line.Split(Separator);
        return fields.Length == 7
            && Number(fields[0]) is { } campaign
            && Number(fields[1]) is { } unit
            && DateOnly.TryParseExact(fields[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Number(fields[3]) is { } run
            && Number(fields[6]) is { } count
            ? (new ScanKey(campaign, unit, day, run, fields[4], fields[5]), count)
            : null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
