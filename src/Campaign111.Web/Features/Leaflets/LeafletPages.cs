using System.Collections.Concurrent;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>Which leaflet: design, language, colour or black and white, how it lies on the sheet, as what kind of file.</summary>
public sealed record LeafletChoice(LeafletDesign Design, string Language = "vi", bool Mono = false, SheetForm Form = SheetForm.Trim, LeafletOutput Output = LeafletOutput.Pdf);

/// <summary>Fills a design's pages with a unit's names and its code.</summary>
public sealed class LeafletPages
{
    // A sheet is composed once, however many units are printed on it.
    private readonly ConcurrentDictionary<(SvgTemplate Page, SheetForm Form), SvgTemplate> sheets = new();

    /// <summary>The pages of one unit, in printing order.</summary>
    /// <param name="choice">What is printed.</param>
    /// <param name="lineage">The unit's ancestors and the unit itself, top first.</param>
    /// <param name="payload">What the code decodes to.</param>
    /// <param name="plain">The same for people, as printed beside the code.</param>
    /// <param name="localLine">The place's own line, or nothing.</param>
    /// <exception cref="LeafletRefusedException">The design has no such language or variant.</exception>
    public IReadOnlyList<SvgPage> Compose(LeafletChoice choice, IReadOnlyList<Unit> lineage, string payload, string plain, string localLine = "")
    {
        var templates = Require(choice);
        var values = Values(lineage, plain, localLine);
        var qr = QrMatrix.Create(payload, choice.Design.QrLevel);
        return [.. templates.Select((page, index) => new SvgPage(
            sheets.GetOrAdd((page.Template, choice.Form), _ => Imposition.On(choice.Form, page, choice.Design.Paper, index + 1)),
            values,
            index + 1 == choice.Design.QrPage ? qr : null))];
    }

    /// <summary>The templates of a choice.</summary>
    /// <exception cref="LeafletRefusedException">The design has no such language or variant.</exception>
    public static IReadOnlyList<LeafletTemplate> Require(LeafletChoice choice)
    {
        if (!choice.Design.Pages.TryGetValue((choice.Mono, choice.Language), out var templates))
        {
            var known = string.Join(", ", choice.Design.Languages.Keys);
            throw new LeafletRefusedException(
                $"Mẫu {choice.Design.Id} không có bản “{choice.Language}” đã được người nói tiếng đó duyệt. Các ngôn ngữ in được: {known}.",
                $"Design {choice.Design.Id} has no version in '{choice.Language}' that a speaker reviewed. Languages that print: {known}.");
        }

        return templates;
    }

    // A province's own leaflet bears its name where a commune's stands; then no line repeats it.
    private static Dictionary<string, string> Values(IReadOnlyList<Unit> lineage, string plain, string localLine)
    {
        var unit = lineage[^1];
        string Name(UnitLevel level) => lineage.FirstOrDefault(step => step.Level == level && step.Id != unit.Id)?.FullName ?? "";
        var address = plain[(plain.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var path = address.IndexOf('/', StringComparison.Ordinal);
        return new Dictionary<string, string>
        {
            ["commune.name"] = unit.Level == UnitLevel.Hamlet ? $"{unit.FullName}, {Name(UnitLevel.Commune)}" : unit.FullName,
            ["district.name"] = Name(UnitLevel.District),
            ["province.name"] = Name(UnitLevel.Province),
            ["local.line"] = localLine,
            ["qr.address"] = address,
            // For a narrow box the address stands on two lines.
            ["qr.host"] = path < 0 ? address : address[..path],
            ["qr.path"] = path < 0 ? "" : address[path..],
        };
    }
}
