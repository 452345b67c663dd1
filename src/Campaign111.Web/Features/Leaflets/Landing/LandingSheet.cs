using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// The landing page's words as lines of a translation sheet, so that one translator does leaflet and page at once. They may be left empty as a whole: then
/// the language is on paper only. Half of them is refused.
/// </summary>
public static class LandingSheet
{
    /// <summary>What the keys of these lines begin with.</summary>
    public const string Prefix = "landing.";

    private static readonly string[] Ways = ["zalo", "facebook", "site", "mail", "android", "ios"];

    /// <summary>Whether a sheet's line belongs to the landing page.</summary>
    public static bool IsLanding(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Every line with its Vietnamese original; the texts of a language that is known, else empty.</summary>
    public static IReadOnlyList<SheetLine> Lines(LandingText? known) =>
        [.. Words(LandingTexts.Vietnamese).Zip(known is null ? Words(LandingTexts.Vietnamese).Select(_ => ("", "")) : Words(known), (line, text) => new SheetLine(Prefix + line.Key, line.Text, known is null ? "" : text.Item2, Note(line.Key)))];

    /// <summary>The page's table in a language from its sheet, or null when the sheet leaves it out.</summary>
    /// <exception cref="LeafletRefusedException">Half of it is filled, or a line does not fit; the text names them.</exception>
    public static LandingTextFile? Read(TextSheet sheet, string name, string code)
    {
        var texts = sheet.Lines.Where(line => IsLanding(line.Key) && line.Text.Length > 0).ToDictionary(line => line.Key[Prefix.Length..], line => line.Text);
        if (texts.Count == 0)
        {
            return null;
        }

        var missing = Words(LandingTexts.Vietnamese).Where(line => !texts.ContainsKey(line.Key)).Select(line => Place(sheet, line.Key)).ToList();
        if (missing.Count > 0)
        {
            throw new LeafletRefusedException(
                $"Trang mở từ mã QR phải dịch đủ, hoặc để trống mọi dòng landing: còn thiếu {string.Join(", ", missing)}.",
                $"The page behind the code is translated as a whole, or every landing line is empty: missing {string.Join(", ", missing)}.");
        }

        var file = File(texts, name);
        return file.ToText(code) is not null ? file : throw new LeafletRefusedException(
            $"{Place(sheet, "leaflet-of")} phải có {{0}} ở chỗ tên xã, và {Place(sheet, "exit-to")} phải là một địa chỉ https://.",
            $"{Place(sheet, "leaflet-of")} needs {{0}} where the commune's name stands, and {Place(sheet, "exit-to")} must be an https:// address.");
    }

    private static string Place(TextSheet sheet, string key) =>
        sheet.Rows.TryGetValue(Prefix + key, out var row) ? Text.Of($"dòng {row} ({Prefix}{key})", $"line {row} ({Prefix}{key})") : Prefix + key;

    private static LandingTextFile File(Dictionary<string, string> texts, string name) => new()
    {
        Name = name,
        Title = texts["title"],
        Hotline = texts["hotline"],
        LeafletOf = texts["leaflet-of"],
        TapToCall = texts["tap-to-call"],
        LeaveQuickly = texts["leave-quickly"],
        ExitTo = texts["exit-to"],
        Promises = [.. Numbered(texts, "promise", LandingTexts.Vietnamese.Promises.Count)],
        WhenYouCall = texts["when-you-call"],
        Steps = [.. Numbered(texts, "step", LandingTexts.Vietnamese.Steps.Count)],
        WhatItDoes = texts["what-it-does"],
        Services = [.. Numbered(texts, "service", LandingTexts.Vietnamese.Services.Count)],
        OtherWays = texts["other-ways"],
        Ways = Ways.ToDictionary(way => way, way => texts[$"way-{way}"]),
        Privacy = texts["privacy"],
    };

    private static IEnumerable<string> Numbered(Dictionary<string, string> texts, string key, int count) => Enumerable.Range(1, count).Select(at => texts[$"{key}-{at}"]);

    private static IEnumerable<(string Key, string Text)> Words(LandingText text) =>
    [
        ("title", text.Title), ("hotline", text.Hotline), ("leaflet-of", text.LeafletOf), ("tap-to-call", text.TapToCall), ("leave-quickly", text.LeaveQuickly), ("exit-to", text.ExitTo),
        .. text.Promises.Select((words, at) => ($"promise-{at + 1}", words)),
        ("when-you-call", text.WhenYouCall), .. text.Steps.Select((words, at) => ($"step-{at + 1}", words)),
        ("what-it-does", text.WhatItDoes), .. text.Services.Select((words, at) => ($"service-{at + 1}", words)),
        ("other-ways", text.OtherWays), .. Ways.Select(way => ($"way-{way}", text.Ways[way])), ("privacy", text.Privacy),
    ];

    private static string Note(string key) => key switch
    {
        "leaflet-of" => Text.Of("Trang mở từ mã QR; {0} là tên xã", "Page behind the code; {0} is the commune"),
        "exit-to" => Text.Of("Trang mở từ mã QR; nút thoát nhanh mở trang https này", "Page behind the code; the quick exit opens this https page"),
        _ => Text.Of("Trang mở từ mã QR", "Page behind the code"),
    };
}
