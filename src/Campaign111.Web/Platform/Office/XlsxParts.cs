using System.Security;

namespace Campaign111.Platform.Office;

/// <summary>The fixed parts of a written workbook (ECMA-376 part 1, sections 12 and 18) and the indices of its cell styles.</summary>
internal static class XlsxParts
{
    public const uint Plain = 0;
    public const uint Heading = 1;
    public const uint Whole = 2;
    public const uint Decimals = 3;
    public const uint Percent = 4;
    public const uint Date = 5;
    public const uint DateTime = 6;

    private const string Head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>The parts beside the sheets.</summary>
    /// <param name="name">Name of the first sheet; those behind it get a number: "Lượt ghi 2".</param>
    /// <param name="sheets">How many sheets there are, as xl/worksheets/sheet1.xml and on.</param>
    public static IReadOnlyList<(string Name, string Xml)> Fixed(string name, int sheets)
    {
        var types = Each(sheets, at => $"<Override PartName=\"/{SheetPart(at)}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
        var relations = Each(sheets, at => $"<Relationship Id=\"sheet{at}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>");
        var list = Each(sheets, at => $"<sheet name=\"{SecurityElement.Escape(NameOf(name, at))}\" sheetId=\"{at}\" r:id=\"sheet{at}\"/>");
        return
        [
            ("[Content_Types].xml", Head + $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                  <Default Extension="xml" ContentType="application/xml"/>
                  <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                  <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                  {types}
                </Types>
                """),
            ("_rels/.rels", Head + $"""
                <Relationships xmlns="{PackageRelations}">
                  <Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>
                </Relationships>
                """),
            ("xl/_rels/workbook.xml.rels", Head + $"""
                <Relationships xmlns="{PackageRelations}">
                  <Relationship Id="styles" Type="{Relations}/styles" Target="styles.xml"/>
                  {relations}
                </Relationships>
                """),
            ("xl/workbook.xml", Head + $"""
                <workbook xmlns="{Main}" xmlns:r="{Relations}">
                  <sheets>{list}</sheets>
                </workbook>
                """),
            ("xl/styles.xml", Styles),
        ];
    }

    private static readonly string Styles = Head + $"""
            <styleSheet xmlns="{Main}">
              <numFmts count="3"><numFmt numFmtId="164" formatCode="d/m/yyyy"/><numFmt numFmtId="165" formatCode="d/m/yyyy\ hh:mm"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>
              <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
              <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9E5DF"/></patternFill></fill></fills>
              <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
              <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
              <cellXfs count="7">
                <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
                <xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
                <xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                <xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                <xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
                <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
              </cellXfs>
            </styleSheet>
            """;


    /// <summary>Path of a sheet in the package, from 1.</summary>
    public static string SheetPart(int at) => $"xl/worksheets/sheet{at}.xml";

    private static string Each(int sheets, Func<int, string> one) => string.Concat(Enumerable.Range(1, sheets).Select(one));

    // As Excel allows: at most 31 characters, none of : \ / ? * [ ], and no two alike.
    private static string NameOf(string name, int at)
    {
        var clean = new string([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\uFFFE' or '\uFFFF'))]).Trim(' ', '\'');
        var number = at == 1 ? "" : $" {at}";
        var most = 31 - number.Length;
        return (clean.Length == 0 ? "Sheet" : clean.Length <= most ? clean : clean[..most].TrimEnd(' ', '\'')) + (clean.Length == 0 && at == 1 ? "1" : number);
    }
}
