using System.Reflection;
using System.Runtime.InteropServices;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>Where the system's libraries are: one name in code, the file name of each operating system here.</summary>
internal static class NativeLibraries
{
    internal const string Cairo = "c111-cairo";
    internal const string Rsvg = "c111-rsvg-2";
    internal const string Pango = "c111-pango-1.0";
    internal const string PangoCairo = "c111-pangocairo-1.0";
    internal const string PangoFt2 = "c111-pangoft2-1.0";
    internal const string FontConfig = "c111-fontconfig";
    internal const string GObject = "c111-gobject-2.0";
    internal const string GLib = "c111-glib-2.0";

    private static readonly Lazy<bool> Registered = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
        return true;
    });

    /// <summary>Call before the first native call; further calls cost nothing.</summary>
    internal static bool Register() => Registered.Value;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!name.StartsWith("c111-", StringComparison.Ordinal))
        {
            return 0;
        }

        var library = name[5..];
        var version = library switch { "cairo" or "rsvg-2" => 2, "fontconfig" => 1, _ => 0 };
        string[] files = OperatingSystem.IsWindows() ? [$"lib{library}-{version}.dll"]
            : OperatingSystem.IsMacOS() ? [$"lib{library}.{version}.dylib", $"/opt/homebrew/lib/lib{library}.{version}.dylib"]
            : [$"lib{library}.so.{version}"];
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle))
            {
                return handle;
            }
        }

        throw new PdfException($"Không tìm thấy thư viện {files[0]} để tạo PDF: trên Debian hoặc Ubuntu hãy chạy "
            + "'apt-get install librsvg2-2 libpangocairo-1.0-0', hoặc dùng bộ gói đầy đủ (Packages=full).");
    }
}
