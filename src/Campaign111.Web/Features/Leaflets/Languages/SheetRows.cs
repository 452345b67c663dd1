using System.Xml;
using System.Xml.Linq;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Languages;

/// <summary>Tells a finding on a page by the line of the translator's sheet: nobody who translates knows the lines of an SVG file.</summary>
internal sealed class SheetRows(LeafletDesign design, TextSheet sheet)
{
    private readonly Dictionary<(string File, int Line), string> keys = design.Sources.Values.SelectMany(pages => pages).DistinctBy(page => page.File)
        .SelectMany(page => SvgTexts.Keyed(XDocument.Parse(page.Svg, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo)).Select(element => ((page.File, ((IXmlLineInfo)element).LineNumber), (string)element.Attribute("data-key")!)))
        .GroupBy(entry => entry.Item1).ToDictionary(group => group.Key, group => group.First().Item2);

    public string Vi(DesignProblem problem) => Row(problem) is { } row ? $"dòng {row.Line} ({row.Key}): " : "";

    public string En(DesignProblem problem) => Row(problem) is { } row ? $"line {row.Line} ({row.Key}): " : "";

    private (int Line, string Key)? Row(DesignProblem problem) =>
        keys.TryGetValue((problem.File, problem.Line), out var key) && sheet.Rows.TryGetValue(key, out var line) ? (line, key) : null;
}
