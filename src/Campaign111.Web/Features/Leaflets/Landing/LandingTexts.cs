using System.Text.RegularExpressions;
using System.Text;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// The table of the landing page's languages: Vietnamese and English, and every language of which a complete table lies in the store of files
/// (landing/km.yaml, looked for every 15 s, so that all nodes have it; the keys are those of <see cref="LandingText"/> in snake_case). A table that is not complete is left out
/// and named in the log: half a page in another language helps nobody.
/// </summary>
public sealed partial class LandingTexts
{
    private static readonly ISerializer Writer = new SerializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull).Build();
    /// <summary>The store's area.</summary>
    public const string Area = "landing";

    private const int Most = 200;
    private readonly IFileStore store;
    private readonly ILogger<LandingTexts> log;
    private readonly Dictionary<string, StoredFile> seen = new(StringComparer.Ordinal);
    private readonly Lock adding = new();
    private volatile Dictionary<string, LandingText> texts;

    public LandingTexts(IFileStore store, ILogger<LandingTexts> log)
    {
        (this.store, this.log) = (store, log);
        texts = new(StringComparer.OrdinalIgnoreCase) { ["vi"] = Vietnamese, ["en"] = English };
    }

    /// <summary>Reads the tables that are new or were changed, by this node or another. Called by one at a time.</summary>
    public async Task RefreshAsync(CancellationToken cancel = default)
    {
        foreach (var file in (await store.ListAsync(Area + "/", null, Most, cancel)).Where(file => file.Name.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            if (seen.GetValueOrDefault(file.Name) == file)
            {
                continue;
            }

            var code = Path.GetFileNameWithoutExtension(file.Name);
            if (code is not ("vi" or "en") && Read(code, Encoding.UTF8.GetString(await store.ReadAsync(file.Name, cancel))) is { } text)
            {
                Put(text);
            }

            seen[file.Name] = file;
        }
    }

    /// <summary>Vietnamese first.</summary>
    public IReadOnlyCollection<LandingText> All => texts.Values;

    /// <summary>Another object each time a language comes in: whoever made something of the texts sees that it is old.</summary>
    public object Edition => texts;

    /// <summary>Puts a reviewed language on the page, for this process at once and for others when they next look. Vietnamese and English are the program's own.</summary>
    public async Task AddAsync(DbSession session, LandingTextFile file, string code)
    {
        var text = file.ToText(code) ?? throw new InvalidOperationException($"The landing page's table of {code} is not complete.");
        if (code is "vi" or "en")
        {
            return;
        }

        await store.WriteAsync(session, $"{Area}/{code}.yaml", Encoding.UTF8.GetBytes(Writer.Serialize(file)));
        Put(text);
    }

    /// <summary>The words of a language that has its page, or null.</summary>
    public LandingText? Find(string code) => texts.GetValueOrDefault(code);

    /// <summary>The words of a language, or Vietnamese.</summary>
    public LandingText Of(string? code) => code is not null && texts.TryGetValue(code, out var text) ? text : Vietnamese;

    public static LandingText Vietnamese { get; } = new()
    {
        Code = "vi",
        Name = "Tiếng Việt",
        Title = "Gọi 111: bảo vệ trẻ em",
        Hotline = "Tổng đài điện thoại quốc gia bảo vệ trẻ em",
        LeafletOf = "Tờ rơi của {0}",
        TapToCall = "Bấm để gọi",
        LeaveQuickly = "Thoát nhanh",
        ExitTo = "https://vi.wikipedia.org/",
        Promises = [.. HotlineFacts.Promises.Select(fact => fact.Vi)],
        WhenYouCall = "Khi bạn gọi",
        Steps =
        [
            "Cuộc gọi không mất tiền, gọi lúc nào cũng được. Thông tin của bạn được giữ kín.",
            "Bạn kể điều bạn lo hoặc đã thấy: trẻ em cũng gọi được, người lớn cũng gọi được.",
            "Nếu có trẻ em bị hại hoặc có nguy cơ, 111 nhận tin báo và kết nối công an, các ngành và Ủy ban nhân dân cấp xã để can thiệp.",
            "Nếu bạn cần hỏi, 111 tư vấn về tâm lý, kỹ năng sống, pháp luật, chính sách.",
        ],
        WhatItDoes = "111 làm gì",
        Services = [.. HotlineFacts.Services.Select(fact => fact.Vi)],
        OtherWays = "Những cách khác để gặp 111",
        Ways = new Dictionary<string, string>
        {
            ["zalo"] = "Zalo", ["facebook"] = "Facebook", ["site"] = "Trang web", ["mail"] = "Thư điện tử", ["android"] = "Ứng dụng cho Android", ["ios"] = "Ứng dụng cho iPhone",
        },
        Privacy = "Trang này không dùng cookie và không ghi lại bạn là ai; chỉ đếm số lượt mở trong ngày. Nếu có người xem máy của bạn, hãy bấm “Thoát nhanh” rồi xoá lịch sử duyệt web và nhật ký cuộc gọi.",
        ReviewedBy = "Ban biên soạn",
    };

    public static LandingText English { get; } = new()
    {
        Code = "en",
        Name = "English",
        Title = "Call 111: child protection",
        Hotline = "National child-protection hotline",
        LeafletOf = "Leaflet of {0}",
        TapToCall = "Tap to call",
        LeaveQuickly = "Leave quickly",
        ExitTo = "https://en.wikipedia.org/",
        Promises = [.. HotlineFacts.Promises.Select(fact => fact.En)],
        WhenYouCall = "When you call",
        Steps =
        [
            "The call costs nothing, at any hour. What you say is kept confidential.",
            "You tell what worries you or what you saw. Children may call, and so may adults.",
            "If a child is harmed or at risk, 111 takes the report and connects police, authorities and the commune's People's Committee to intervene.",
            "If you need advice, 111 counsels on feelings, life skills, law and policy.",
        ],
        WhatItDoes = "What 111 does",
        Services = [.. HotlineFacts.Services.Select(fact => fact.En)],
        OtherWays = "Other ways to reach 111",
        Ways = new Dictionary<string, string>
        {
            ["zalo"] = "Zalo", ["facebook"] = "Facebook", ["site"] = "Website", ["mail"] = "E-mail", ["android"] = "App for Android", ["ios"] = "App for iPhone",
        },
        Privacy = "This page uses no cookies and does not record who you are; it only counts how often it is opened in a day. If somebody looks at your phone, tap “Leave quickly” and clear the browser's history and the list of calls.",
        ReviewedBy = "The editors",
    };

    private void Put(LandingText text)
    {
        lock (adding)
        {
            texts = new Dictionary<string, LandingText>(texts, StringComparer.OrdinalIgnoreCase) { [text.Code] = text };
        }
    }

    private LandingText? Read(string code, string yaml)
    {
        try
        {
            using var reader = new StringReader(yaml);
            var text = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<LandingTextFile>(reader)?.ToText(code);
            if (text is null || !Code().IsMatch(code))
            {
                LogIncomplete(log, code);
                return null;
            }

            return text;
        }
        catch (YamlException error)
        {
            LogUnreadable(log, error, code);
            return null;
        }
    }

    [GeneratedRegex("^[a-z]{2,3}(-[a-z0-9]{2,8})?$")]
    private static partial Regex Code();

    [LoggerMessage(Level = LogLevel.Error, Message = "Landing page: the table of language {Code} is not complete, so the language is left out; compare its keys with LandingText")]
    private static partial void LogIncomplete(ILogger logger, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Landing page: the table of language {Code} cannot be read, so the language is left out")]
    private static partial void LogUnreadable(ILogger logger, Exception error, string code);
}
