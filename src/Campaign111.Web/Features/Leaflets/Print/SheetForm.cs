namespace Campaign111.Features.Leaflets.Print;

/// <summary>How a page lies on its sheet.</summary>
public enum SheetForm
{
    /// <summary>Exactly the design's size, for an office printer with paper of that size.</summary>
    Trim,

    /// <summary>With the artwork's bleed and crop marks around it, for a print shop.</summary>
    Bleed,

    /// <summary>As many as fit on A4, to be cut apart.</summary>
    Imposed,
}

/// <summary>What kind of file.</summary>
public enum LeafletOutput
{
    Pdf,
    Png,
    Svg,
}
