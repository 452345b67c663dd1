using System.Globalization;
using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Materials;

/// <summary>Tells press offices of new versions, and everybody who downloaded a version that it is recalled.</summary>
public sealed class MaterialNews(Notices notices, IPeopleFinder people, MaterialDownloads downloads, BusinessClock clock)
{
    private const int LongestList = 700;

    /// <summary>Who hears of new versions: the press offices in the campaign's area that the material is for, and who took an earlier version of it.</summary>
    public async Task<IReadOnlyList<Person>> ReadersAsync(Campaign campaign, IReadOnlyList<MaterialDraft> drafts)
    {
        var press = drafts.Any(draft => draft.Audience != MaterialAudiences.Offices) ? await people.WithinAsync(campaign.UnitPath, Role.PressOffice) : [];
        var earlier = await people.OfAsync(await downloads.AccountsAsync(campaign.Id, [.. drafts.Select(draft => draft.Code)]));
        return [.. press.Concat(earlier).DistinctBy(person => person.AccountId)];
    }

    /// <summary>One piece of news for all that was published together.</summary>
    /// <param name="session">The transaction that publishes.</param>
    /// <param name="published">Material, its id, the new version and its row.</param>
    /// <param name="readers">From <see cref="ReadersAsync"/>.</param>
    public async Task PublishedAsync(DbSession session, IReadOnlyList<PublishedVersion> published, IReadOnlyList<Person> readers)
    {
        var first = published[0];
        var (vi, en) = (Titles(published, item => item.Draft.Title, "phiên bản"), Titles(published, item => item.Draft.TitleEn, "version"));
        var news = new News(
            string.Create(CultureInfo.InvariantCulture, $"material/published/{first.VersionId}"),
            published.Count == 1 ? $"Tài liệu mới: {first.Draft.Title}" : $"Có {published.Count} tài liệu truyền thông mới",
            published.Count == 1 ? $"New material: {first.Draft.TitleEn}" : $"{published.Count} new press materials",
            $"{vi}.{(first.Draft.EmbargoOn is { } day ? $" Chỉ dùng từ ngày {Formats.DocumentDate(day)}." : "")} Xin dùng bản mới nhất.",
            $"{en}.{(first.Draft.EmbargoOn is { } from ? $" Not to be used before {Formats.DocumentDate(from)}." : "")} Please use the newest version.",
            published.Count == 1 ? $"{MaterialLinks.Page}#m{first.MaterialId}" : MaterialLinks.Page);
        await notices.TellAsync(session, news, readers, await clock.TodayAsync());
    }

    /// <summary>Who took a version of a material.</summary>
    public async Task<IReadOnlyList<Person>> OwnersAsync(Material material, int version) => await people.OfAsync(await downloads.AccountsAsync(material.Id, version));

    /// <summary>Its mail leaves at once, not with the day's digest.</summary>
    /// <param name="session">The transaction that recalls.</param>
    /// <param name="material">What.</param>
    /// <param name="version">Which version.</param>
    /// <param name="reason">Why.</param>
    /// <param name="replacement">The version to use instead, or null.</param>
    /// <param name="owners">From <see cref="OwnersAsync"/>.</param>
    /// <returns>How many people are told.</returns>
    public async Task<int> RecalledAsync(DbSession session, Material material, int version, string reason, int? replacement, IReadOnlyList<Person> owners)
    {
        var news = new News(
            string.Create(CultureInfo.InvariantCulture, $"material/recalled/{material.Id}/{version}"),
            $"Thu hồi: {material.Title}, phiên bản {version}",
            $"Recalled: {material.TitleEn}, version {version}",
            $"Bạn đã tải phiên bản này: xin ngừng dùng. Lý do: {reason}. {(replacement is { } vi ? $"Thay bằng phiên bản {vi}." : "Chưa có bản thay thế.")}",
            $"You downloaded this version: please stop using it. Reason: {reason}. {(replacement is { } en ? $"Use version {en} instead." : "There is no replacement yet.")}",
            $"{MaterialLinks.Page}#m{material.Id}") { Urgent = true };
        return await notices.TellAsync(session, news, owners, await clock.TodayAsync());
    }

    private static string Titles(IReadOnlyList<PublishedVersion> published, Func<PublishedVersion, string> title, string word)
    {
        var all = string.Join("; ", published.Select(item => string.Create(CultureInfo.InvariantCulture, $"{title(item)} ({word} {item.Version})")));
        return all.Length <= LongestList ? all : all[..LongestList] + "…";
    }
}

/// <summary>What was published just now.</summary>
public sealed record PublishedVersion(MaterialDraft Draft, long MaterialId, int Version, long VersionId);
