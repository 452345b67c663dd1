using System.Text;

namespace Campaign111.Platform.Office;

/// <summary>Tells a file's kind by its first bytes: names lie, and an office renames .xls to .csv without a thought.</summary>
internal static class FileKinds
{
    /// <summary>True for a ZIP package, false for what may be text; everything known to be neither is refused with its name.</summary>
    public static bool IsZip(Stream file, string fileName)
    {
        file.Position = 0;
        var buffer = new byte[512];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        file.Position = 0;
        if (head.Length == 0)
        {
            throw new TableFileException($"Tệp '{fileName}' trống (0 byte). Chọn tệp khác.", $"The file '{fileName}' is empty (0 bytes). Choose another.");
        }

        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return true;
        }

        var kind = head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) ? ("Excel cũ (.xls) hoặc có mật khẩu", "an old Excel file (.xls) or one with a password")
            : head.StartsWith("%PDF"u8) ? ("PDF", "a PDF")
            : head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) || head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? ("ảnh", "a picture")
            : head.StartsWith("Rar!"u8) || head.StartsWith("7z"u8) || head.StartsWith<byte>([0x1F, 0x8B]) ? ("tệp nén", "an archive")
            : Encoding.Latin1.GetString(head).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t').StartsWith('<') ? ("HTML hoặc XML", "HTML or XML")
            : default;
        return kind == default
            ? false
            : throw new TableFileException(
                $"Tệp '{fileName}' là {kind.Item1}, không phải bảng. Mở bằng Excel và lưu lại dạng .xlsx (không mật khẩu) hoặc CSV UTF-8.",
                $"The file '{fileName}' is {kind.Item2}, not a table. Open it in Excel and save it as .xlsx (without a password) or CSV UTF-8.");
    }
}
