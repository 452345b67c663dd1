using System.Xml;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>Sheets and pages belong together: every key has a text in each language, no text is left over, no translation is older than its original.</summary>
internal static class SheetRules
{
    public static void Check(DesignFolder folder, Findings findings)
    {
        var original = folder.Sheets.First(sheet => sheet.Key == folder.Original).Value;
        foreach (var page in folder.Pages.Values)
        {
            foreach (var element in SvgTexts.Keyed(page.Document))
            {
                Keyed(page, element, original, findings);
            }
        }

        foreach (var (language, sheet) in folder.Sheets)
        {
            Sheet(folder, language, sheet, original, findings);
        }
    }

    private static void Keyed(DesignFolder.PageFile page, XElement element, TextSheet original, Findings findings)
    {
        var (key, line) = ((string)element.Attribute("data-key")!, ((IXmlLineInfo)element).LineNumber);
        if (!original.Texts.TryGetValue(key, out var text))
        {
            findings.Add(page.Name, line, "texts", $"mục “{key}” không có trong bảng lời gốc", $"the key '{key}' is not in the sheet of the originals");
        }
        else if (Plain(element.Value) != Plain(TextFlow.Shown(text)))
        {
            findings.Add(page.Name, line, "texts", $"chữ mẫu của mục “{key}” trên trang khác với bảng lời: “{Plain(element.Value)}”", $"the sample of '{key}' on the page differs from the sheet: '{Plain(element.Value)}'");
        }
    }

    private static void Sheet(DesignFolder folder, string language, TextSheet sheet, TextSheet original, Findings findings)
    {
        var name = $"texts.{language}.csv";
        var used = folder.Pages.Values.SelectMany(page => SvgTexts.Keyed(page.Document)).Select(element => (string)element.Attribute("data-key")!).ToHashSet();
        foreach (var (line, row) in sheet.Lines.Select((line, index) => (line, index + 2)))
        {
            if (!used.Contains(line.Key))
            {
                findings.Add(name, row, "texts", $"mục “{line.Key}” không đứng trên trang nào", $"the key '{line.Key}' stands on no page");
            }
            else if (language != folder.Original && original.Texts.TryGetValue(line.Key, out var source) && line.Original != source)
            {
                findings.Add(name, row, "texts", $"lời gốc của mục “{line.Key}” đã đổi sau khi dịch: dịch lại rồi chép lời gốc mới vào cột original", $"the original of '{line.Key}' changed after it was translated: translate it again and copy the new original into that column");
            }
        }

        foreach (var missing in original.Lines.Where(line => !sheet.Texts.ContainsKey(line.Key)))
        {
            findings.Add(name, 0, "texts", $"thiếu mục “{missing.Key}”", $"the key '{missing.Key}' is missing");
        }
    }

    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\u00A0', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
