using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Languages;

/// <summary>
/// Further languages of a design by translation sheet: CSV out, CSV in. A translation is a draft with a proof mark on every print until a named
/// reviewer who speaks it approves it; a new sheet, or a changed original, makes it a draft again.
/// </summary>
public sealed partial class DesignLanguages(Database database, AuditLog audit, DesignReader reader, DesignLinter linter, LandingTexts landing, FontLibrary fonts, TimeProvider time)
{
    private const int LongestName = 60;
    private const int LongestReviewer = 200;

    /// <summary>Revisions on a page of the history.</summary>
    public const int HistoryPage = 20;

    private const string Latest = """
        SELECT l.id, l.design, l.language, l.revision, l.name, l.font, l.state, l.sheet, l.imported_at, l.imported_by, l.reviewer, l.reviewed_at, l.reviewed_by
        FROM leaflet_language l
        WHERE l.unit_id = @unitId AND l.design = @design
          AND l.revision = (SELECT MAX(x.revision) FROM leaflet_language x WHERE x.unit_id = l.unit_id AND x.design = l.design AND x.language = l.language)
        ORDER BY l.language
        """;

    private const string History = """
        SELECT id, design, language, revision, name, font, state, imported_at, imported_by, reviewer, reviewed_at, reviewed_by
        FROM leaflet_language WHERE unit_id = @unitId AND design = @design ORDER BY id DESC
        """;

    private const string Insert = """
        INSERT INTO leaflet_language (unit_id, design, language, revision, name, font, state, sheet, imported_at, imported_by)
        SELECT @unitId, @design, @language, COALESCE(MAX(revision), 0) + 1, @name, @font, 'draft', @sheet, @now, @by
        FROM leaflet_language WHERE unit_id = @unitId AND design = @design AND language = @language
        """;

    private const string Approve = """
        UPDATE leaflet_language SET state = 'reviewed', reviewer = @reviewer, reviewed_at = @now, reviewed_by = @by
        WHERE id = @id AND state = 'draft'
        """;

    private readonly ConcurrentDictionary<(string FilesHash, long Id, string State), LeafletDesign> resolved = new();

    /// <summary>The latest revision of each language that the campaign's owner brought in.</summary>
    public Task<IReadOnlyList<DesignTranslation>> OfAsync(Campaign campaign, LeafletDesign design) =>
        database.ReadAsync(session => session.QueryAsync<DesignTranslation>(Latest, new { unitId = campaign.UnitId, design = design.Id }));

    /// <summary>Every revision that was brought in for a design, newest first, without its sheet: a page of them and one more when there are more.</summary>
    public Task<IReadOnlyList<DesignTranslation>> HistoryAsync(Campaign campaign, string design, int page) => database.ReadAsync(session =>
        session.PageAsync<DesignTranslation>(History, new { unitId = campaign.UnitId, design }, (Math.Max(1, page) - 1) * HistoryPage, HistoryPage + 1));

    /// <summary>The sheet for a translator: every text with its original; what is there already in the language, else an empty cell.</summary>
    public static TextSheet Export(LeafletDesign design, string language)
    {
        var known = design.Texts.TryGetValue(language, out var there) ? there.Texts : new Dictionary<string, string>();
        return new TextSheet([.. design.Original.Texts.Select(text => new SheetLine(text.Key, text.Value, known.GetValueOrDefault(text.Key, ""), ""))]);
    }

    /// <summary>The same with the landing page's lines behind, which make the language exist there too once it is approved.</summary>
    public async Task<TextSheet> SheetAsync(Campaign campaign, LeafletDesign design, string language)
    {
        var leaflet = Export(await ResolveAsync(campaign, design), language);
        if (language is "vi" or "en")
        {
            return leaflet;
        }

        var brought = (await OfAsync(campaign, design)).FirstOrDefault(translation => translation.Language == language);
        var before = brought is null ? null : TextSheet.Parse(brought.Sheet, $"texts.{language}.csv").Texts;
        return new TextSheet([.. leaflet.Lines, .. LandingSheet.Lines(landing.Find(language)).Select(line => before?.GetValueOrDefault(line.Key) is { Length: > 0 } text ? line with { Text = text } : line)]);
    }

    /// <summary>Takes a sheet in as a draft, or as the next revision of one.</summary>
    /// <exception cref="LeafletRefusedException">The language ships with the design; its code, name or font is wrong; a text is missing; or the pages would not pass the linter.</exception>
    /// <exception cref="TableFileException">The file is no such table.</exception>
    public async Task<DesignTranslation> ImportAsync(Campaign campaign, LeafletDesign design, TranslationInto into, Stream file, string fileName, Actor actor)
    {
        RefuseWrong(design, into);
        var sheet = TextSheet.Read(file, fileName);
        RefuseGaps(design, sheet, fileName);
        LandingSheet.Read(sheet, into.Name, into.Code);
        var report = linter.Check(design, new DesignLanguage(into.Code, into.Name, TextReview.Reviewed, into.Font, sheet.Texts));
        if (!report.Passed)
        {
            var rows = new SheetRows(design, sheet);
            throw new LeafletRefusedException(
                $"Bản dịch chưa đặt vừa trang: {string.Join("; ", report.Problems.Take(5).Select(problem => rows.Vi(problem) + problem.Reason.Vi))}. Có {report.Problems.Count} chỗ phải sửa.",
                $"The translation does not fit the pages: {string.Join("; ", report.Problems.Take(5).Select(problem => rows.En(problem) + problem.Reason.En))}. {report.Problems.Count} places need work.");
        }

        var csv = Encoding.UTF8.GetString(await sheet.ToCsvAsync());
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { unitId = campaign.UnitId, design = design.Id, language = into.Code, name = into.Name, font = into.Font, sheet = csv, now = time.GetUtcNow(), by = actor.Name });
            await audit.RecordAsync(session, actor, Entry("leaflet.language-imported", campaign, design, into.Code) with { After = new { into.Name, texts = sheet.Lines.Count } });
        });
        return (await OfAsync(campaign, design)).Single(translation => translation.Language == into.Code);
    }

    /// <summary>Records that a speaker checked the revision: it prints without the proof mark from now on.</summary>
    /// <param name="reviewer">Name of the person who speaks the language and checked the texts.</param>
    /// <exception cref="LeafletRefusedException">No reviewer is named, or there is no such draft any more.</exception>
    public async Task ApproveAsync(Campaign campaign, LeafletDesign design, string language, int revision, string reviewer, Actor actor)
    {
        var name = reviewer.Trim();
        if (name.Length is < 2 or > LongestReviewer)
        {
            throw new LeafletRefusedException("Ghi họ tên người rà soát, là người nói tiếng này.", "Give the name of the reviewer, a speaker of the language.");
        }

        var draft = (await OfAsync(campaign, design)).FirstOrDefault(translation => translation.Language == language && translation.Revision == revision);
        if (draft is not null && (draft.ImportedBy == actor.Name || TextFold.Fold(name) == TextFold.Fold(draft.ImportedBy)))
        {
            throw new LeafletRefusedException(
                "Người tải bản dịch lên không tự duyệt bản đó: một người khác, nói tiếng này, rà soát và duyệt.", "Whoever uploaded a translation does not approve it: another person who speaks the language reviews and approves.");
        }

        await database.WriteAsync(async session =>
        {
            if (draft is null || await session.ExecuteAsync(Approve, new { id = draft.Id, reviewer = name, now = time.GetUtcNow(), by = actor.Name }) == 0)
            {
                throw new LeafletRefusedException("Bản dịch này không còn chờ rà soát: đã có bản mới hơn hoặc đã được duyệt. Xin tải lại trang.", "This translation no longer waits for review: there is a newer one, or it is approved. Please reload the page.");
            }

            await audit.RecordAsync(session, actor, Entry("leaflet.language-reviewed", campaign, design, language) with { After = new { revision, reviewer = name } });

            // Before the commit: a page that cannot be written undoes the review. Written twice it is the same page.
            if (LandingSheet.Read(TextSheet.Parse(draft.Sheet, "sheet.csv"), draft.Name, language) is { } words)
            {
                words.ReviewedBy = name;
                await landing.AddAsync(session, words, language);
            }
        });
    }

    /// <summary>The design with the languages that the campaign's owner brought in; drafts, and those whose original changed since, bear the proof mark.</summary>
    public async Task<LeafletDesign> ResolveAsync(Campaign campaign, LeafletDesign design)
    {
        var (all, key) = (design, design.FilesHash);
        foreach (var translation in await OfAsync(campaign, design))
        {
            if (design.Texts.TryGetValue(translation.Language, out var own) && own.Review != TextReview.Draft)
            {
                // The version speaks it by itself by now.
                continue;
            }

            var before = all;
            all = resolved.GetOrAdd((key, translation.Id, translation.State), _ => reader.With(before, Language(design, translation)));
            key = $"{key}+{translation.Id}{translation.State}";
        }

        return all;
    }

    private static DesignLanguage Language(LeafletDesign design, DesignTranslation translation)
    {
        var sheet = TextSheet.Parse(translation.Sheet, $"texts.{translation.Language}.csv");
        var current = sheet.Lines.Where(line => design.Original.Texts.TryGetValue(line.Key, out var original) && original == line.Original).ToDictionary(line => line.Key, line => line.Text);
        var whole = design.Original.Texts.Keys.All(current.ContainsKey);
        var texts = design.Original.Texts.ToDictionary(text => text.Key, text => sheet.Texts.GetValueOrDefault(text.Key, text.Value));
        return new DesignLanguage(translation.Language, translation.Name, whole && translation.State == "reviewed" ? TextReview.Reviewed : TextReview.Draft, translation.Font, texts);
    }

    private void RefuseWrong(LeafletDesign design, TranslationInto into)
    {
        if (!IsCode(into.Code))
        {
            throw new LeafletRefusedException($"“{into.Code}” không phải mã ngôn ngữ: dùng hai hoặc ba chữ thường, ví dụ km, cjm, rad.", $"'{into.Code}' is no language code: two or three small letters, such as km, cjm, rad.");
        }

        if (design.Texts.TryGetValue(into.Code, out var own) && own.Review != TextReview.Draft)
        {
            throw new LeafletRefusedException($"Tiếng {design.Texts[into.Code].Name} đi kèm mẫu này; sửa lời của nó bằng một phiên bản mới của mẫu.", $"{design.Texts[into.Code].Name} ships with this design; change its words by a new version of the design.");
        }

        if (into.Name.Trim().Length is 0 or > LongestName || (into.Font is { } font && fonts.Files.All(file => file.Family != font)))
        {
            throw new LeafletRefusedException($"Ghi tên ngôn ngữ (tối đa {LongestName} ký tự) và chọn phông trong danh sách.", $"Give the language's name (at most {LongestName} characters) and a font of the list.");
        }
    }

    private static void RefuseGaps(LeafletDesign design, TextSheet sheet, string fileName)
    {
        var originals = design.Original.Texts.Concat(LandingSheet.Lines(null).Select(line => KeyValuePair.Create(line.Key, line.Original))).ToDictionary();
        var missing = design.Original.Texts.Keys.Where(key => !sheet.Texts.ContainsKey(key)).ToList();
        var stale = sheet.Lines.Where(line => !originals.TryGetValue(line.Key, out var original) || original != line.Original).Select(line => (line.Key, Row: sheet.Rows.GetValueOrDefault(line.Key))).ToList();
        if (missing.Count > 0 || stale.Count > 0)
        {
            throw new LeafletRefusedException(
                $"{fileName} không khớp mẫu {design.Id} phiên bản {design.Version}: thiếu mục [{string.Join(", ", missing)}], lời gốc đã đổi ở [{string.Join(", ", stale.Select(line => $"dòng {line.Row}: {line.Key}"))}]. Tải lại bảng rồi chép lời dịch sang.",
                $"{fileName} does not match design {design.Id} version {design.Version}: missing keys [{string.Join(", ", missing)}], changed originals [{string.Join(", ", stale.Select(line => $"line {line.Row}: {line.Key}"))}]. Download the sheet again and copy the translation over.");
        }
    }

    private static AuditEntry Entry(string action, Campaign campaign, LeafletDesign design, string language) =>
        new(action, "leaflet-design", string.Create(CultureInfo.InvariantCulture, $"{design.Id}/{language}")) { UnitId = campaign.UnitId };

    /// <summary>Whether a text can be a language's code.</summary>
    public static bool IsCode(string code) => code.Length <= 10 && Code().IsMatch(code);

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\z")]
    private static partial Regex Code();
}
