using System.Globalization;
using System.Text;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// Counts that wait for the database, in small files of the data folder, so that a restart does not lose them. A file is named by its key and holds
/// one line a count. Every line is on the disk when <see cref="Append"/> returns; a line cut off by a crash is left out.
/// </summary>
public sealed class ScanJournal(DataOptions options)
{
    private const char Separator = '\t';

    /// <summary>What earlier runs left behind.</summary>
    public IReadOnlyList<(Guid Key, IReadOnlyDictionary<ScanKey, long> Counts)> ReadAll() =>
        [.. Directory.GetFiles(Folder(), "*.tsv").Select(file => (Guid.Parse(Path.GetFileNameWithoutExtension(file)), Read(file)))];

    /// <summary>Adds counts under a key; begins its file when there is none.</summary>
    public void Append(Guid key, IReadOnlyDictionary<ScanKey, long> counts)
    {
        var text = new StringBuilder();
        foreach (var (scan, count) in counts)
        {
            text.AppendJoin(Separator, scan.CampaignId, scan.UnitId, scan.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), scan.RunId, scan.Language, scan.Path, count).Append('\n');
        }

        using var file = new FileStream(FileOf(key), FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(text.ToString()));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The counts are in the database.</summary>
    public void Delete(Guid key) => File.Delete(FileOf(key));

    private string Folder() => options.Sub("scans");

    private string FileOf(Guid key) => Path.Combine(Folder(), $"{key:D}.tsv");

    private static Dictionary<ScanKey, long> Read(string file)
    {
        var text = File.ReadAllText(file);
        var counts = new Dictionary<ScanKey, long>();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (scan, count) = Parse(line);
            counts[scan] = counts.GetValueOrDefault(scan) + count;
        }

        return counts;
    }

    private static (ScanKey Scan, long Count) Parse(string line)
    {
        var fields = line.Split(Separator);
        long Number(int at) => long.Parse(fields[at], CultureInfo.InvariantCulture);
        return (new ScanKey(Number(0), Number(1), DateOnly.ParseExact(fields[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), Number(3), fields[4], fields[5]), Number(6));
    }
}
