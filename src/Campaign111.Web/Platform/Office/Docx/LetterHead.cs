using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using static Campaign111.Platform.Office.Docx.LetterLayout;

namespace Campaign111.Platform.Office.Docx;

/// <summary>The head of a letter: agency, number and subject on the left; country, motto, place and date on the right.</summary>
internal static class LetterHead
{
    public const string Country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    public const string Motto = "Độc lập - Tự do - Hạnh phúc";

    // As long as the motto at 13 pt bold; the agency's rule is a third to a half of its line.
    private const int MottoRule = 3300;
    private const int AgencyRule = 1300;

    public static IEnumerable<OpenXmlElement> Of(OfficialLetter letter)
    {
        yield return Halves(HeadLeft, HeadRight, AgencyOf(letter), CountryOf());
        // A line between two tables, or Word joins them.
        yield return Line("", 8, JustificationValues.Left);
        yield return Halves(HeadLeft, HeadRight, NumberOf(letter), [Line(PlaceAndDateOf(letter), PlaceAndDateSize, JustificationValues.Center, italic: true)]);
    }

    /// <summary>"Bình Phước, ngày 01 tháng 9 năm 2020": a day below ten and the months one and two are written with a zero before them.</summary>
    public static string PlaceAndDateOf(OfficialLetter letter) => letter.IssuedOn is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{letter.Place}, ngày {day.Day:00} tháng {(day.Month < 3 ? $"0{day.Month}" : $"{day.Month}")} năm {day.Year}")
        : $"{letter.Place}, ngày       tháng       năm {letter.Year}";

    private static IEnumerable<OpenXmlElement> AgencyOf(OfficialLetter letter)
    {
        if (letter.Superior is not null)
        {
            yield return Line(letter.Superior, AgencySize, JustificationValues.Center);
        }

        foreach (var line in letter.Agency)
        {
            yield return Line(line, AgencySize, JustificationValues.Center, bold: true);
        }

        yield return Rule(HeadLeft, AgencyRule);
    }

    private static IEnumerable<OpenXmlElement> CountryOf() =>
    [
        Line(Country, CountrySize, JustificationValues.Center, bold: true),
        Line(Motto, MottoSize, JustificationValues.Center, bold: true),
        Rule(HeadRight, MottoRule),
    ];

    /// <summary>Name and subject of a named document, in bold in the middle, with a rule below (Annex I, part II, 5).</summary>
    public static IEnumerable<OpenXmlElement> TitleOf(OfficialLetter letter) => letter.DocumentName is null ? [] :
    [
        Line(letter.DocumentName, BodySize, JustificationValues.Center, bold: true, before: 360),
        Line(letter.Subject, BodySize, JustificationValues.Center, bold: true),
        Rule(TextWidth, TextWidth / 4),
        Line("", CopiesSize, JustificationValues.Left),
    ];

    private static IEnumerable<OpenXmlElement> NumberOf(OfficialLetter letter)
    {
        yield return Line($"Số: {letter.Number ?? "        "}/{letter.Symbol}", NumberSize, JustificationValues.Center);
        if (letter.DocumentName is null)
        {
            yield return Line(letter.Subject, SubjectSize, JustificationValues.Center, before: ParagraphGap);
        }
    }
}
