namespace Campaign111.Platform.Pdf;

/// <summary>What a template draws, in the order of its document.</summary>
public abstract record SvgLayer;

/// <summary>Consecutive shapes, as an SVG document of the page's size that holds no text.</summary>
public sealed record ShapesLayer(string Svg) : SvgLayer;

/// <summary>A text element.</summary>
public sealed record TextLayer(SvgText Text) : SvgLayer;

/// <summary>The box of the QR code, quiet zone included: a square of <paramref name="Side"/> user units at (X, Y), drawn white with dark modules.</summary>
public sealed record QrLayer(SvgMatrix ToMillimetres, double X, double Y, double Side, int Rgb) : SvgLayer;
