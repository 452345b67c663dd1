using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Materials;

/// <summary>Turns a filled form into a version: everything is checked before anything is stored.</summary>
public sealed partial class MaterialUploads(MaterialPublisher publisher, MaterialQueries queries)
{
    /// <summary>Files at once.</summary>
    public const int MostFiles = 10;

    private const int LongestCode = 50;
    private const int LongestAddress = 500;

    /// <summary>Publishes, as a new material or as the next version of a known one.</summary>
    /// <exception cref="MaterialRefusedException">Something is missing, too long or dangerous; the text says what.</exception>
    public async Task<PublishedVersion> PublishAsync(UploadModel form, Campaign campaign, Material? known, Actor actor, CancellationToken cancel)
    {
        var title = known?.Title ?? Need(form.Title, 300, Text.Of("Xin ghi tên tài liệu, tối đa 300 ký tự.", "Please give the title, at most 300 characters."));
        var titleEn = known?.TitleEn ?? Limit(form.TitleEn, 300, "tên tiếng Anh", "the English title") ?? title;
        var code = known?.Code ?? await NewCodeAsync(campaign, title);
        var language = form.Language is { Length: > 0 and <= 10 } given ? given : "";
        var files = await FilesAsync(form.Files, language, cancel);
        var links = Links(form.Video, title, titleEn, language);
        if (files.Count + links.Length == 0)
        {
            throw Refused("Chọn ít nhất một tệp, hoặc ghi địa chỉ phim.", "Choose at least one file, or give the address of a video.");
        }

        var draft = new MaterialDraft(code, known?.Kind ?? Code(form.Kind, MaterialKinds.All), title, titleEn, files)
        {
            Audience = known?.Audience ?? Code(form.Audience, MaterialAudiences.Codes),
            Licence = Need(form.Licence, 300, Text.Of("Xin ghi điều kiện sử dụng, tối đa 300 ký tự.", "Please give the licence, at most 300 characters.")),
            LicenceEn = Limit(form.LicenceEn, 300, "điều kiện tiếng Anh", "the licence in English") ?? form.Licence!.Trim(),
            EmbargoOn = form.EmbargoOn,
            Note = Limit(form.Note, 500, "phần “có gì mới”", "what is new"),
            Links = links,
            Once = true,
        };
        return (await publisher.PublishAsync(campaign, [draft], actor, tell: true, cancel))[0];
    }

    /// <summary>Uploaded files by their content, each checked and named once.</summary>
    /// <exception cref="MaterialRefusedException">One is of no kind that is taken, too large or dangerous, or there are too many.</exception>
    internal static async Task<List<FileDraft>> FilesAsync(List<IFormFile> uploads, string language, CancellationToken cancel)
    {
        if (uploads.Count > MostFiles)
        {
            throw Refused($"Mỗi lần tối đa {MostFiles} tệp.", $"At most {MostFiles} files at once.");
        }

        var files = new List<FileDraft>();
        foreach (var upload in uploads)
        {
            // One byte more than is taken shows that there is more, whatever length the request claims.
            using var content = new MemoryStream();
            await using var source = upload.OpenReadStream();
            await CopyAsync(source, content, UploadedFile.MostBytes + 1, cancel);
            var file = UploadedFile.Check(upload.FileName, content.ToArray(), LanguageOf(upload.FileName) ?? language);
            files.Add(Distinct(file, files));
        }

        return files;
    }

    private static async Task CopyAsync(Stream source, MemoryStream target, int most, CancellationToken cancel)
    {
        var buffer = new byte[81920];
        for (int read; target.Length < most && (read = await source.ReadAsync(buffer, cancel)) > 0;)
        {
            target.Write(buffer, 0, read);
        }
    }

    private static FileDraft Distinct(FileDraft file, List<FileDraft> others)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(file.Name), Path.GetExtension(file.Name));
        for (var number = 2; others.Any(other => other.Name == file.Name); number++)
        {
            var name = $"{stem}-{number}{extension}";
            file = file with { Name = name, Title = name, TitleEn = name };
        }

        return file;
    }

    // "banner-en.svg" says its own language.
    private static string? LanguageOf(string name) =>
        Ending().Match(name) is { Success: true } match && MaterialLanguages.Known.Contains(match.Groups["code"].Value.ToLowerInvariant()) ? match.Groups["code"].Value.ToLowerInvariant() : null;

    private static LinkDraft[] Links(string? address, string title, string titleEn, string language)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return [];
        }

        return WebLink.Parse(address, LongestAddress) is { } link
            ? [new LinkDraft(Cut(title), Cut(titleEn), link, language)]
            : throw Refused("Địa chỉ phim phải là địa chỉ web (https://…), dài tối đa 500 ký tự.", "The video's address must be a web address (https://…) of at most 500 characters.");
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200];

    private async Task<string> NewCodeAsync(Campaign campaign, string title)
    {
        var folded = string.Concat(TextFold.Fold(title).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')).Replace(' ', '-').Trim('-');
        var code = folded.Length == 0 ? "tai-lieu" : folded[..Math.Min(folded.Length, LongestCode)];
        return !await queries.HasCodeAsync(campaign.Id, code) ? code : throw Refused(
            "Đã có tài liệu tên này: hãy mở nó và tải lên phiên bản mới, hoặc đặt tên khác.", "There is a material of this title: open it and upload a new version, or choose another title.");
    }

    private static string Code(string? chosen, IReadOnlyList<string> known) =>
        chosen is not null && known.Contains(chosen) ? chosen : throw Refused("Xin chọn loại tài liệu và người dùng.", "Please choose the kind and for whom it is.");

    private static string Need(string? text, int longest, string problem) =>
        text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest ? trimmed : throw new MaterialRefusedException(problem);

    private static string? Limit(string? text, int longest, string vi, string en) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length <= longest ? trimmed
        : throw Refused($"Rút ngắn {vi} còn tối đa {longest} ký tự.", $"Shorten {en} to at most {longest} characters.");

    private static MaterialRefusedException Refused(string vi, string en) => new(Text.Of(vi, en));

    [GeneratedRegex(@"[-_.](?<code>[A-Za-z]{2,6})\.[A-Za-z0-9]+$")]
    private static partial Regex Ending();
}

/// <summary>Addresses that people enter: only http and https reach a page.</summary>
internal static class WebLink
{
    /// <summary>The address as written, or null when it is none or too long.</summary>
    public static string? Parse(string text, int longest) =>
        text.Trim() is var trimmed && trimmed.Length <= longest && Uri.TryCreate(trimmed, UriKind.Absolute, out var link) && link.Scheme is ("https" or "http") ? trimmed : null;
}
