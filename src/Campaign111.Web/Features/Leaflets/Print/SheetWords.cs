using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Words for how a leaflet is printed.</summary>
public static class SheetWords
{
    /// <summary>"4 bản trên một tờ A4, in hai mặt, lật cạnh dài".</summary>
    public static string Name(LeafletChoice choice) => Name(choice.Form, choice.Design.Paper);

    /// <summary>The same of a design's paper.</summary>
    public static string Name(SheetForm form, DesignPaper paper) => form switch
    {
        SheetForm.Bleed => Text.Of("có phần tràn 3 mm và dấu cắt, cho nhà in", "with 3 mm bleed and crop marks, for a print shop"),
        SheetForm.Imposed => Imposed(paper),
        _ => Text.Of($"đúng khổ {paper.Name} ({Millimetres(paper)})", $"in its own size {paper.Name} ({Millimetres(paper)})"),
    };

    private static string Imposed(DesignPaper paper)
    {
        if (SheetGrid.For(paper.WidthMm, paper.HeightMm) is not { } grid)
        {
            return Text.Of("không ghép được trên A4", "does not fit on A4 more than once");
        }

        var turn = !paper.Duplex ? Text.Of("in một mặt", "one side")
            : grid.FlipsOnShortEdge ? Text.Of("in hai mặt, lật theo cạnh ngắn", "both sides, flip on the short edge")
            : Text.Of("in hai mặt, lật theo cạnh dài", "both sides, flip on the long edge");
        return Text.Of($"{grid.Count} bản trên một tờ A4, {turn}, rồi cắt theo dấu", $"{grid.Count} on a sheet of A4, {turn}, then cut at the marks");
    }

    private static string Millimetres(DesignPaper paper) => $"{Formats.Number((decimal)paper.WidthMm)} × {Formats.Number((decimal)paper.HeightMm)} mm";
}
