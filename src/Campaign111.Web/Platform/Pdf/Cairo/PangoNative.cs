using System.Runtime.InteropServices;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>The calls of pango 1.50, fontconfig, gobject and glib that are used; names and meaning as in their manuals.</summary>
internal static unsafe partial class PangoNative
{
    /// <summary>Pango units in one unit of length.</summary>
    internal const double Units = 1024;

    private const string Pango = NativeLibraries.Pango;
    private const string PangoCairo = NativeLibraries.PangoCairo;
    private const string PangoFt2 = NativeLibraries.PangoFt2;
    private const string FontConfig = NativeLibraries.FontConfig;

    [StructLayout(LayoutKind.Sequential)]
    internal record struct Rectangle(int X, int Y, int Width, int Height);

    [StructLayout(LayoutKind.Sequential)]
    internal struct Error
    {
        public uint Domain;
        public int Code;
        public nint Message;
    }

    [LibraryImport(FontConfig, EntryPoint = "FcConfigCreate")]
    internal static partial FontConfigHandle ConfigCreate();

    [LibraryImport(FontConfig, EntryPoint = "FcConfigAppFontAddFile", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ConfigAddFile(FontConfigHandle config, string file);

    [LibraryImport(FontConfig, EntryPoint = "FcConfigDestroy")]
    internal static partial void ConfigDestroy(nint config);

    [LibraryImport(PangoCairo, EntryPoint = "pango_cairo_font_map_new")]
    internal static partial GObjectHandle FontMapNew();

    [LibraryImport(PangoFt2, EntryPoint = "pango_fc_font_map_set_config")]
    internal static partial void FontMapSetConfig(GObjectHandle map, FontConfigHandle config);

    [LibraryImport(Pango, EntryPoint = "pango_font_map_create_context")]
    internal static partial GObjectHandle ContextNew(GObjectHandle map);

    [LibraryImport(Pango, EntryPoint = "pango_context_set_round_glyph_positions")]
    internal static partial void ContextSetRounding(GObjectHandle context, int round);

    [LibraryImport(PangoCairo, EntryPoint = "pango_cairo_context_set_font_options")]
    internal static partial void ContextSetFontOptions(GObjectHandle context, FontOptionsHandle options);

    [LibraryImport(PangoCairo, EntryPoint = "pango_cairo_update_context")]
    internal static partial void UpdateContext(CairoHandle cr, GObjectHandle context);

    [LibraryImport(Pango, EntryPoint = "pango_layout_new")]
    internal static partial GObjectHandle LayoutNew(GObjectHandle context);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_text")]
    internal static partial void LayoutSetText(GObjectHandle layout, byte* utf8, int length);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_font_description")]
    internal static partial void LayoutSetFont(GObjectHandle layout, FontDescriptionHandle font);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_single_paragraph_mode")]
    internal static partial void LayoutSetSingleParagraph(GObjectHandle layout, int single);

    [LibraryImport(Pango, EntryPoint = "pango_layout_get_line_readonly")]
    internal static partial nint LayoutLine(GObjectHandle layout, int line);

    [LibraryImport(Pango, EntryPoint = "pango_layout_line_get_extents")]
    internal static partial void LineExtents(nint line, nint ink, out Rectangle logical);

    [LibraryImport(Pango, EntryPoint = "pango_layout_line_get_extents")]
    internal static partial void LineInkExtents(nint line, out Rectangle ink, out Rectangle logical);

    [LibraryImport(PangoCairo, EntryPoint = "pango_cairo_show_layout_line")]
    internal static partial void ShowLine(CairoHandle cr, nint line);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_new")]
    internal static partial FontDescriptionHandle FontDescriptionNew();

    [LibraryImport(Pango, EntryPoint = "pango_font_description_set_family", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void FontDescriptionSetFamily(FontDescriptionHandle font, string family);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_set_weight")]
    internal static partial void FontDescriptionSetWeight(FontDescriptionHandle font, int weight);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_set_style")]
    internal static partial void FontDescriptionSetStyle(FontDescriptionHandle font, int style);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_set_absolute_size")]
    internal static partial void FontDescriptionSetSize(FontDescriptionHandle font, double size);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_free")]
    internal static partial void FontDescriptionFree(nint font);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_unref")]
    internal static partial void ObjectUnref(nint instance);

    [LibraryImport(NativeLibraries.GLib, EntryPoint = "g_error_free")]
    internal static partial void ErrorFree(nint error);

    /// <summary>The message of a GError, which is freed.</summary>
    internal static string TakeMessage(nint error)
    {
        if (error == 0)
        {
            return "";
        }

        var message = Marshal.PtrToStringUTF8(((Error*)error)->Message) ?? "";
        ErrorFree(error);
        return message;
    }
}
