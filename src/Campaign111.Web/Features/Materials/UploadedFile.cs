using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Materials;

/// <summary>
/// What an uploaded file is follows from its content, never from its name. Pictures may not unfold beyond 40 million pixels; an SVG must be in the
/// subset that can neither run nor load anything (<see cref="SvgSubset"/>: no scripts, entities, outside references, filters or styles), and is
/// stored anew as plain UTF-8, so that no declared encoding makes it something else.
/// </summary>
public static partial class UploadedFile
{
    /// <summary>25 MB.</summary>
    public const int MostBytes = 25 * 1024 * 1024;

    private const int MostPixels = 40_000_000;
    private const int MostSvgBytes = 8 * 1024 * 1024;
    private const int MostParts = 2000;
    private const long MostUnpacked = 200L * 1024 * 1024;
    private const int LongestName = 60;
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file as it may be stored: name from the uploaded one with the extension that its content has, media type by content.</summary>
    /// <param name="name">As uploaded.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="language">Code of its language.</param>
    /// <exception cref="MaterialRefusedException">Empty, too large, of no kind that is taken, or dangerous; the text says why.</exception>
    public static FileDraft Check(string name, byte[] content, string language)
    {
        if (content.Length is 0 or > MostBytes)
        {
            throw Refused(name, "tệp trống hoặc lớn hơn 25 MB", "it is empty or larger than 25 MB");
        }

        var (type, extension, stored) = Kind(name, content);
        var known = NameOf(name, extension);
        return new FileDraft(known, known, known, type, language, stored);
    }

    private static (string Type, string Extension, byte[] Stored) Kind(string name, byte[] content)
    {
        if (PictureSize.IsPng(content) || PictureSize.IsJpeg(content))
        {
            RequirePicture(name, content);
            return PictureSize.IsPng(content) ? ("image/png", ".png", content) : ("image/jpeg", ".jpg", content);
        }

        if (content.AsSpan().StartsWith("%PDF-"u8))
        {
            return ("application/pdf", ".pdf", content);
        }

        if (content.AsSpan().StartsWith("ID3"u8) || (content.Length > 2 && content[0] == 0xFF && content[1] is (0xFB or 0xFA or 0xF3 or 0xF2)))
        {
            return ("audio/mpeg", ".mp3", content);
        }

        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            RequireDocument(name, content);
            return (Docx, ".docx", content);
        }

        return OfText(name, content);
    }

    private static (string Type, string Extension, byte[] Stored) OfText(string name, byte[] content)
    {
        var text = TextOf(name, content);
        if (!text.TrimStart().StartsWith('<'))
        {
            return ("text/plain", ".txt", Strict.GetBytes(text));
        }

        if (content.Length > MostSvgBytes)
        {
            throw Refused(name, "SVG lớn hơn 8 MB", "an SVG larger than 8 MB");
        }

        return ("image/svg+xml", ".svg", Strict.GetBytes(CleanSvg(name, text)));
    }

    private static string TextOf(string name, byte[] content)
    {
        try
        {
            var text = Strict.GetString(content).TrimStart('\uFEFF');
            if (!text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')))
            {
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
            // No UTF-8: refused below like any other unknown content.
        }

        throw Refused(name, "nội dung không phải PDF, PNG, JPEG, SVG, MP3, DOCX hay văn bản UTF-8, dù tên tệp là gì", "its content is no PDF, PNG, JPEG, SVG, MP3, DOCX or UTF-8 text, whatever its name");
    }

    private static string CleanSvg(string name, string text)
    {
        var problems = SvgSubset.Check(text);
        if (problems.Count > 0)
        {
            var first = string.Join("; ", problems.Take(3).Select(problem => Text.Of(problem.Vietnamese, problem.English)));
            throw Refused(name, $"SVG không an toàn: {first}", $"the SVG is not safe: {first}");
        }

        foreach (Match picture in Embedded().Matches(text))
        {
            RequirePicture(name, Decode(name, picture.Groups["data"].Value));
        }

        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Declaration().Replace(text, "", 1).TrimStart();
    }

    private static byte[] Decode(string name, string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), bytes, out var length)
            ? bytes[..length]
            : throw Refused(name, "ảnh nhúng trong SVG không đọc được", "a picture inside the SVG cannot be read");
    }

    private static void RequirePicture(string name, byte[] content)
    {
        if (PictureSize.Of(content) is not { Width: > 0, Height: > 0 } size || (long)size.Width * size.Height > MostPixels)
        {
            throw Refused(name, "ảnh hỏng hoặc lớn hơn 40 triệu điểm ảnh", "the picture is damaged or larger than 40 million pixels");
        }
    }

    // A Word document without macros. Nothing is unpacked: the directory of the package says what is in it.
    private static void RequireDocument(string name, byte[] content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            var parts = package.Entries;
            if (parts.Count > MostParts || parts.Sum(part => part.Length) > MostUnpacked || package.GetEntry("[Content_Types].xml") is null || package.GetEntry("word/document.xml") is null)
            {
                throw Refused(name, "tệp nén này không phải văn bản Word (.docx)", "the package is no Word document (.docx)");
            }

            if (parts.Any(part => part.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                throw Refused(name, "văn bản Word có macro: hãy lưu lại dạng .docx không macro", "the Word document has macros: save it as .docx without them");
            }
        }
        catch (InvalidDataException)
        {
            throw Refused(name, "tệp nén bị hỏng", "the package is damaged");
        }
    }

    private static string NameOf(string uploaded, string extension)
    {
        var folded = TextFold.Fold(Path.GetFileNameWithoutExtension(uploaded.Replace('\\', '/')));
        var name = string.Concat(folded.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')).Replace(' ', '-').Trim('-');
        return (name.Length == 0 ? "tai-lieu" : name[..Math.Min(name.Length, LongestName)]) + extension;
    }

    private static MaterialRefusedException Refused(string name, string vi, string en) => new(Text.Of(
        string.Create(CultureInfo.InvariantCulture, $"Không nhận tệp “{Short(name)}”: {vi}."), string.Create(CultureInfo.InvariantCulture, $"The file '{Short(name)}' is refused: {en}.")));

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";

    [GeneratedRegex("""data:image/(?:png|jpeg);base64,(?<data>[A-Za-z0-9+/=\s]+)""")]
    private static partial Regex Embedded();

    [GeneratedRegex(@"^\s*<\?xml[^>]*\?>")]
    private static partial Regex Declaration();
}
