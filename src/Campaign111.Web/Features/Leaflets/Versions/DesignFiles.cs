using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>
/// The files of a design folder in memory: design.yaml, pages, text sheets, pictures. From a ZIP only flat, known names are taken, each and all together
/// under a limit that is counted while unpacking, so that neither a path nor a bomb gets anywhere.
/// </summary>
public sealed partial class DesignFiles
{
    /// <summary>Largest ZIP, bytes.</summary>
    public const int MostZipBytes = 25 * 1024 * 1024;

    private const int MostFiles = 60;
    private const int MostFileBytes = 12 * 1024 * 1024;
    private const int MostBytes = 60 * 1024 * 1024;
    private const int MostTextBytes = 512 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private DesignFiles(IReadOnlyDictionary<string, byte[]> all) => All = all;

    /// <summary>Content by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> All { get; }

    /// <summary>Bytes of all files.</summary>
    public long Size => All.Values.Sum(file => (long)file.Length);

    /// <summary>design.yaml as it stands.</summary>
    public DesignFile Head => DesignFile.Read(Text("design.yaml"));

    public static DesignFiles Of(IReadOnlyDictionary<string, byte[]> files) => new(files);

    /// <summary>Reads a folder of the product's own.</summary>
    public static DesignFiles FromFolder(string home) => new(Directory.GetFiles(home).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes));

    /// <summary>Unpacks an upload.</summary>
    /// <exception cref="LeafletRefusedException">It is no ZIP of a design folder; the text names the file and the reason.</exception>
    public static DesignFiles FromZip(byte[] zip)
    {
        if (zip.Length is 0 or > MostZipBytes)
        {
            throw new LeafletRefusedException("Tệp ZIP trống hoặc lớn hơn 25 MB.", "The ZIP is empty or larger than 25 MB.");
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            return new DesignFiles(Unpack(archive));
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or ArgumentException or IOException or OverflowException)
        {
            throw new LeafletRefusedException("Tệp này không phải ZIP, hoặc ZIP bị hỏng. Nén lại thư mục mẫu rồi tải lên.", "This is no ZIP, or the ZIP is damaged. Pack the design's folder again and upload it.");
        }
    }

    /// <summary>Text of a file.</summary>
    /// <exception cref="LeafletRefusedException">There is no such file, or it is no UTF-8.</exception>
    public string Text(string name)
    {
        if (!All.TryGetValue(name, out var content))
        {
            throw new LeafletRefusedException($"Thiếu tệp {name} trong thư mục mẫu.", $"The design's folder lacks {name}.");
        }

        try
        {
            return Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw NoText(name);
        }
    }

    /// <summary>The same files with some of them replaced or added.</summary>
    public DesignFiles With(params (string Name, string Text)[] changed)
    {
        var files = All.ToDictionary();
        foreach (var (name, text) in changed)
        {
            files[name] = Strict.GetBytes(text);
        }

        return new DesignFiles(files);
    }

    /// <summary>The same design under another number. The file keeps its comments where that can be done.</summary>
    public DesignFiles Numbered(int version)
    {
        var yaml = Text("design.yaml");
        var line = string.Create(CultureInfo.InvariantCulture, $"version: {version}");
        var renamed = With(("design.yaml", VersionLine().Replace(yaml, line, 1)));
        if (renamed.Head.Version == version)
        {
            return renamed;
        }

        var head = Head;
        head.Version = version;
        return With(("design.yaml", head.Write()));
    }

    /// <summary>The folder as ZIP, for designers.</summary>
    public byte[] ToZip(string folder)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in All.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                using var entry = archive.CreateEntry($"{folder}/{name}").Open();
                entry.Write(content);
            }
        }

        return zip.ToArray();
    }

    private static Dictionary<string, byte[]> Unpack(ZipArchive archive)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        foreach (var entry in archive.Entries.Where(entry => !IsLitter(entry)))
        {
            var name = Name(entry);
            if (files.ContainsKey(name) || files.Count == MostFiles)
            {
                throw Refused(name, $"có hai lần, hoặc ZIP có hơn {MostFiles} tệp", $"stands twice, or the ZIP has more than {MostFiles} files");
            }

            var content = Read(entry, name);
            total += content.Length;
            if (total > MostBytes)
            {
                throw Refused(name, "cùng các tệp khác lớn hơn 60 MB khi giải nén", "and the others unpack to more than 60 MB");
            }

            files[name] = content;
        }

        return files.ContainsKey("design.yaml") ? files : throw new LeafletRefusedException(
            "ZIP không có design.yaml: hãy nén cả thư mục mẫu (design.yaml, các trang .svg, texts.<ngôn ngữ>.csv).",
            "The ZIP has no design.yaml: pack the design's whole folder (design.yaml, .svg pages, texts.<language>.csv).");
    }

    // What systems put into a ZIP beside the files: folders, macOS's shadows, and notes for people.
    private static bool IsLitter(ZipArchiveEntry entry) =>
        entry.Name.Length == 0 || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Name is ".DS_Store" or "Thumbs.db" or "desktop.ini" || entry.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    private static string Name(ZipArchiveEntry entry)
    {
        var parts = entry.FullName.Replace('\\', '/').Split('/');
        return parts.Length <= 2 && Known().IsMatch(parts[^1]) ? parts[^1] : throw Refused(
            entry.FullName, "tên hoặc chỗ không được nhận: chỉ design.yaml, trang .svg, texts.<ngôn ngữ>.csv, ảnh .png và .jpg, cùng một thư mục", "has a name or place that is not taken: only design.yaml, .svg pages, texts.<language>.csv, .png and .jpg in one folder");
    }

    private static byte[] Read(ZipArchiveEntry entry, string name)
    {
        var most = name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".csv", StringComparison.Ordinal) ? MostTextBytes : MostFileBytes;
        using var source = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > most)
            {
                throw Refused(name, $"lớn hơn {most / 1024} KB khi giải nén", $"unpacks to more than {most / 1024} KB");
            }
        }

        var bytes = content.ToArray();
        RequireText(name, bytes);
        return bytes;
    }

    private static void RequireText(string name, byte[] bytes)
    {
        if (name.EndsWith(".png", StringComparison.Ordinal) || name.EndsWith(".jpg", StringComparison.Ordinal) || name.EndsWith(".pdf", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            Strict.GetCharCount(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw NoText(name);
        }
    }

    private static LeafletRefusedException NoText(string name) => Refused(name, "không phải văn bản UTF-8: lưu lại với bảng mã UTF-8", "is no UTF-8 text: save it as UTF-8");

    private static LeafletRefusedException Refused(string name, string vi, string en)
    {
        var shown = name.Length <= 60 ? name : name[..60] + "…";
        return new LeafletRefusedException($"Tệp “{shown}” {vi}.", $"The file '{shown}' {en}.");
    }

    [GeneratedRegex(@"^(design\.yaml|texts\.[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\.csv|source\.(pdf|svg|png|jpg)|[a-z0-9][a-z0-9._-]{0,50}\.(svg|png|jpg))$")]
    private static partial Regex Known();

    [GeneratedRegex(@"^version:[^\n#]*", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
