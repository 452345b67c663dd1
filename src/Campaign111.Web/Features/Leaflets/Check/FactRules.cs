namespace Campaign111.Features.Leaflets.Check;

/// <summary>
/// What every leaflet must state (275/TE-TVDVTT with its sample leaflet): the number 111, free of charge, at all hours, confidential. In languages that
/// this program knows the words themselves are looked for; in others the text of the fact's keys.
/// </summary>
internal static class FactRules
{
    private static readonly Dictionary<string, string> Required = new() { ["number"] = "số 111", ["free"] = "miễn phí", ["always"] = "24/7", ["confidential"] = "bảo mật" };

    private static readonly Dictionary<(string Fact, string Language), string[]> Words = new()
    {
        [("free", "vi")] = ["miễn phí"],
        [("free", "en")] = ["free"],
        [("always", "vi")] = ["24/7", "24 giờ"],
        [("always", "en")] = ["24/7", "24 hours"],
        [("confidential", "vi")] = ["bảo mật", "giữ kín"],
        [("confidential", "en")] = ["confidential"],
    };

    public static void Check(LeafletDesign design, IReadOnlyList<CheckedPage> pages, Findings findings)
    {
        foreach (var (name, meaning) in Required.Where(fact => !design.Facts.ContainsKey(fact.Key)))
        {
            findings.Add("design.yaml", 0, "facts", $"mục facts thiếu “{name}”: tờ rơi phải nói {meaning}", $"facts lacks '{name}': the leaflet must state it");
        }

        foreach (var leaflet in pages.GroupBy(page => (page.Mono, page.Language)))
        {
            foreach (var (name, fact) in design.Facts)
            {
                Look(name, fact, design.Texts[leaflet.Key.Language], [.. leaflet], findings);
            }
        }
    }

    private static void Look(string name, DesignFact fact, DesignLanguage language, IReadOnlyList<CheckedPage> pages, Findings findings)
    {
        var words = string.Join(' ', pages.Select(page => page.Words));
        var text = fact.Keys.Count == 0 ? fact.Text ?? "" : string.Join(' ', fact.Keys.Select(key => language.Texts.GetValueOrDefault(key, "")));
        var shown = fact.Keys.Count == 0
            ? fact.Text is { Length: > 0 } literal && words.Contains(literal, StringComparison.Ordinal)
            : fact.Keys.All(key => pages.Any(page => page.Elements.Any(element => (string?)element.Attribute("data-key") == key)));
        var said = !Words.TryGetValue((name, language.Code), out var known) || known.Any(word => text.Replace('\u00A0', ' ').Contains(word, StringComparison.CurrentCultureIgnoreCase));
        if (!shown || !said || (name == "number" && !words.Contains("111", StringComparison.Ordinal)))
        {
            findings.Add(pages[0], 0, "facts", $"không thấy điều bắt buộc “{name}” trên tờ {(pages[0].Mono ? "đen trắng" : "màu")}", $"the required fact '{name}' is not on the {(pages[0].Mono ? "black-and-white" : "colour")} leaflet");
        }
    }
}
