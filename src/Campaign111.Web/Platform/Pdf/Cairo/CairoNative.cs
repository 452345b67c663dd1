using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>The calls of libcairo 1.16 and librsvg 2.54 that are used; names and meaning as in their manuals.</summary>
internal static unsafe partial class CairoNative
{
    private const string Cairo = NativeLibraries.Cairo;
    private const string Rsvg = NativeLibraries.Rsvg;

    [StructLayout(LayoutKind.Sequential)]
    internal record struct Rectangle(double X, double Y, double Width, double Height);

    [StructLayout(LayoutKind.Sequential)]
    internal record struct Matrix(double A, double B, double C, double D, double E, double F);

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_create_for_stream")]
    internal static partial SurfaceHandle PdfSurfaceCreate(delegate* unmanaged[Cdecl]<nint, byte*, uint, int> write, nint closure, double width, double height);

    [LibraryImport(Cairo, EntryPoint = "cairo_version")]
    internal static partial int Version();

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_restrict_to_version")]
    internal static partial void PdfRestrictToVersion(SurfaceHandle surface, int version);

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_set_size")]
    internal static partial void PdfSetSize(SurfaceHandle surface, double width, double height);

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_set_metadata", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void PdfSetMetadata(SurfaceHandle surface, int key, string value);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_create")]
    internal static partial SurfaceHandle ImageSurfaceCreate(int format, int width, int height);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_get_data")]
    internal static partial byte* ImageData(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_get_stride")]
    internal static partial int ImageStride(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_recording_surface_create")]
    internal static partial SurfaceHandle RecordingSurfaceCreate(int content, in Rectangle extents);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_write_to_png_stream")]
    internal static partial int WritePng(SurfaceHandle surface, delegate* unmanaged[Cdecl]<nint, byte*, uint, int> write, nint closure);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_flush")]
    internal static partial void SurfaceFlush(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_mark_dirty")]
    internal static partial void SurfaceMarkDirty(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_finish")]
    internal static partial void SurfaceFinish(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_status")]
    internal static partial int SurfaceStatus(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_destroy")]
    internal static partial void SurfaceDestroy(nint surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_status_to_string")]
    internal static partial nint StatusToString(int status);

    [LibraryImport(Cairo, EntryPoint = "cairo_create")]
    internal static partial CairoHandle Create(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_destroy")]
    internal static partial void Destroy(nint cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_status")]
    internal static partial int Status(CairoHandle cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_show_page")]
    internal static partial void ShowPage(CairoHandle cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_save")]
    internal static partial void Save(CairoHandle cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_restore")]
    internal static partial void Restore(CairoHandle cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_transform")]
    internal static partial void Transform(CairoHandle cr, in Matrix matrix);

    [LibraryImport(Cairo, EntryPoint = "cairo_scale")]
    internal static partial void Scale(CairoHandle cr, double x, double y);

    [LibraryImport(Cairo, EntryPoint = "cairo_translate")]
    internal static partial void Translate(CairoHandle cr, double x, double y);

    [LibraryImport(Cairo, EntryPoint = "cairo_move_to")]
    internal static partial void MoveTo(CairoHandle cr, double x, double y);

    [LibraryImport(Cairo, EntryPoint = "cairo_rectangle")]
    internal static partial void AddRectangle(CairoHandle cr, double x, double y, double width, double height);

    [LibraryImport(Cairo, EntryPoint = "cairo_fill")]
    internal static partial void Fill(CairoHandle cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_paint")]
    internal static partial void Paint(CairoHandle cr);

    [LibraryImport(Cairo, EntryPoint = "cairo_mask")]
    internal static partial void Mask(CairoHandle cr, PatternHandle pattern);

    [LibraryImport(Cairo, EntryPoint = "cairo_set_source_rgba")]
    internal static partial void SetSource(CairoHandle cr, double red, double green, double blue, double alpha);

    [LibraryImport(Cairo, EntryPoint = "cairo_set_source_surface")]
    internal static partial void SetSource(CairoHandle cr, SurfaceHandle surface, double x, double y);

    [LibraryImport(Cairo, EntryPoint = "cairo_pattern_create_for_surface")]
    internal static partial PatternHandle PatternCreate(SurfaceHandle surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_pattern_set_filter")]
    internal static partial void PatternSetFilter(PatternHandle pattern, int filter);

    [LibraryImport(Cairo, EntryPoint = "cairo_pattern_destroy")]
    internal static partial void PatternDestroy(nint pattern);

    [LibraryImport(Cairo, EntryPoint = "cairo_font_options_create")]
    internal static partial FontOptionsHandle FontOptionsCreate();

    [LibraryImport(Cairo, EntryPoint = "cairo_font_options_set_hint_style")]
    internal static partial void FontOptionsSetHintStyle(FontOptionsHandle options, int style);

    [LibraryImport(Cairo, EntryPoint = "cairo_font_options_set_hint_metrics")]
    internal static partial void FontOptionsSetHintMetrics(FontOptionsHandle options, int metrics);

    [LibraryImport(Cairo, EntryPoint = "cairo_font_options_destroy")]
    internal static partial void FontOptionsDestroy(nint options);

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_new_from_data")]
    internal static partial GObjectHandle RsvgNew(byte* data, nuint length, out nint error);

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_render_document")]
    internal static partial int RsvgRender(GObjectHandle handle, CairoHandle cr, in Rectangle viewport, out nint error);

    /// <summary>Throws when a cairo status is not success.</summary>
    internal static void Check(int status, string doing)
    {
        if (status != 0)
        {
            throw new PdfException($"cairo không thể {doing}: {Marshal.PtrToStringUTF8(StatusToString(status))}.");
        }
    }

    /// <summary>Receives what cairo writes; the closure is a GCHandle to a <see cref="StreamSink"/>.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Write(nint closure, byte* data, uint length) =>
        ((StreamSink)GCHandle.FromIntPtr(closure).Target!).Write(new ReadOnlySpan<byte>(data, (int)length));
}
