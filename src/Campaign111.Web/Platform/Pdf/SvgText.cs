namespace Campaign111.Platform.Pdf;

/// <summary>Which edge of a line its x names.</summary>
public enum TextAnchor { Start, Middle, End }

/// <summary>How a run of text looks. Size in the page's user units, weight 100 to 900, colour 0xRRGGBB.</summary>
public sealed record TextStyle(string Family, double Size, int Weight, bool Italic, int Rgb, double Opacity, TextAnchor Anchor);

/// <summary>A run of one style; its pieces are literal text and placeholder names in turn.</summary>
public sealed record SvgTextRun(TextStyle Style, IReadOnlyList<SvgTextPiece> Pieces)
{
    public bool IsVariable => Pieces.Any(piece => piece.IsPlaceholder);

    /// <summary>The run's text with <paramref name="values"/> put in, in Unicode form C.</summary>
    /// <exception cref="PdfException">A value is missing.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values) =>
        Pieces.Count == 1 ? Pieces[0].Fill(values) : string.Concat(Pieces.Select(piece => piece.Fill(values)));
}

/// <summary>Literal text, or the name of a placeholder.</summary>
public sealed record SvgTextPiece(string Text, bool IsPlaceholder)
{
    /// <summary>The literal, or the value of the placeholder.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        if (!IsPlaceholder)
        {
            return Text;
        }

        return values.TryGetValue(Text, out var value) ? Clean(value)
            : throw new PdfException($"Thiếu giá trị cho {{{{{Text}}}}}: trang cần giá trị này (để trống thì truyền chuỗi rỗng).");
    }

    /// <summary>Form C, so that each Vietnamese letter is one glyph of the font; characters that XML cannot hold, and line ends, become blanks.</summary>
    private static string Clean(string value)
    {
        var clean = value.IsNormalized() ? value : value.Normalize();
        return clean.Any(letter => letter < ' ' || letter is '\uFFFE' or '\uFFFF')
            ? string.Concat(clean.Select(letter => letter < ' ' || letter is '\uFFFE' or '\uFFFF' ? ' ' : letter))
            : clean;
    }
}

/// <summary>
/// One line at a position in user units. <paramref name="FitWidth"/> (attribute data-fit, user units) is the room it has: a longer line is drawn
/// smaller, down to <see cref="SmallestFit"/> of its size.
/// </summary>
public sealed record SvgTextLine(double X, double Y, double? FitWidth, IReadOnlyList<SvgTextRun> Runs)
{
    public const double SmallestFit = 0.5;

    /// <summary>Factor on the font size, 1 when the line fits.</summary>
    public double FitScale(IReadOnlyDictionary<string, string> values, FontLibrary fonts)
    {
        if (FitWidth is not { } room)
        {
            return 1;
        }

        var width = Runs.Sum(run => fonts.Measure(run.Style, run.Fill(values)));
        return width <= room ? 1 : Math.Max(SmallestFit, room / width);
    }
}

/// <summary>A text element: its lines and the map from its coordinates to the page's millimetres.</summary>
public sealed record SvgText(SvgMatrix ToMillimetres, IReadOnlyList<SvgTextLine> Lines)
{
    public bool IsVariable => Lines.Any(line => line.Runs.Any(run => run.IsVariable));
}
