using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static Campaign111.Platform.Office.Docx.LetterLayout;

namespace Campaign111.Platform.Office.Docx;

/// <summary>Writes an official letter as .docx, ready for number, signature and stamp.</summary>
public static class OfficialLetterWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The whole file. A letter has some pages at most: it is built in memory.</summary>
    public static byte[] Write(OfficialLetter letter)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            package.PackageProperties.Title = letter.Subject;
            package.PackageProperties.Creator = string.Join(' ', letter.Agency);
            package.PackageProperties.Language = "vi-VN";
            var main = package.AddMainDocumentPart();
            main.Document = new Document(new Body(
            [
                .. LetterHead.Of(letter),
                .. LetterHead.TitleOf(letter),
                .. LetterBody.AddresseesOf(letter),
                .. letter.Body.SelectMany(LetterBody.Of),
                LetterBody.SignatureOf(letter),
                .. letter.Appendix is { } appendix ? LetterBody.AppendixOf(appendix) : [],
                Section(NumberedHeader(main), EmptyHeader(main)),
            ]));
            AddDefaults(main);
        }

        return stream.ToArray();
    }

    /// <summary>What the office types into the file later comes out in the same font and size.</summary>
    private static void AddDefaults(MainDocumentPart main)
    {
        var styles = main.AddNewPart<StyleDefinitionsPart>();
        styles.Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = FontName, HighAnsi = FontName, EastAsia = FontName, ComplexScript = FontName },
                    new FontSize { Val = Written(BodySize) },
                    new FontSizeComplexScript { Val = Written(BodySize) },
                    new Languages { Val = "vi-VN" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Spacing(0, 0)))),
            new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
    }

    private static SectionProperties Section(string numbered, string empty) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = numbered },
        new HeaderReference { Type = HeaderFooterValues.First, Id = empty },
        new PageSize { Width = PageWidth, Height = PageHeight },
        new PageMargin { Top = MarginTop, Bottom = MarginBottom, Left = MarginLeft, Right = MarginRight, Header = 567, Footer = 567, Gutter = 0 },
        new TitlePage());

    /// <summary>Pages are numbered at the top, centred; the first shows none (Decree 30/2020/NĐ-CP, Annex I).</summary>
    private static string NumberedHeader(MainDocumentPart main)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(new Paragraph(
            new ParagraphProperties(Spacing(0, 0), new Justification { Val = JustificationValues.Center }),
            Field(FieldCharValues.Begin),
            Instruction(" PAGE "),
            Field(FieldCharValues.Separate),
            Run("2", PageNumberSize),
            Field(FieldCharValues.End)));
        return main.GetIdOfPart(part);
    }

    private static string EmptyHeader(MainDocumentPart main)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(Line("", PageNumberSize, JustificationValues.Center));
        return main.GetIdOfPart(part);
    }

    private static Run Field(FieldCharValues kind)
    {
        var run = Run("", PageNumberSize);
        run.RemoveAllChildren<Text>();
        run.Append(new FieldChar { FieldCharType = kind });
        return run;
    }

    private static Run Instruction(string code)
    {
        var run = Run("", PageNumberSize);
        run.RemoveAllChildren<Text>();
        run.Append(new FieldCode(code) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }
}
