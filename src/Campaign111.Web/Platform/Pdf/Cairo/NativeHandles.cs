using System.Runtime.InteropServices;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>Base of the native objects held here: zero is "none", release never throws.</summary>
internal abstract class NativeHandle() : SafeHandle(0, true)
{
    public override bool IsInvalid => handle == 0;

    protected abstract void Free();

    protected sealed override bool ReleaseHandle()
    {
        Free();
        return true;
    }
}

/// <summary>cairo_surface_t.</summary>
internal sealed class SurfaceHandle : NativeHandle
{
    protected override void Free() => CairoNative.SurfaceDestroy(handle);
}

/// <summary>cairo_t.</summary>
internal sealed class CairoHandle : NativeHandle
{
    protected override void Free() => CairoNative.Destroy(handle);
}

/// <summary>cairo_pattern_t.</summary>
internal sealed class PatternHandle : NativeHandle
{
    protected override void Free() => CairoNative.PatternDestroy(handle);
}

/// <summary>cairo_font_options_t.</summary>
internal sealed class FontOptionsHandle : NativeHandle
{
    protected override void Free() => CairoNative.FontOptionsDestroy(handle);
}

/// <summary>Any GObject: RsvgHandle, PangoFontMap, PangoContext, PangoLayout.</summary>
internal sealed class GObjectHandle : NativeHandle
{
    protected override void Free() => PangoNative.ObjectUnref(handle);
}

/// <summary>PangoFontDescription.</summary>
internal sealed class FontDescriptionHandle : NativeHandle
{
    protected override void Free() => PangoNative.FontDescriptionFree(handle);
}

/// <summary>FcConfig.</summary>
internal sealed class FontConfigHandle : NativeHandle
{
    protected override void Free() => PangoNative.ConfigDestroy(handle);
}
