using System.Net;
using System.Text;
using Campaign111.Features.Leaflets;

namespace Campaign111.Features.Materials;

/// <summary>The ready words for press and loudspeakers, from the same facts as the leaflet's page. Written by this project; doubtful facts are left out.</summary>
public static class MaterialTexts
{
    /// <summary>Under which the committee's own materials go out.</summary>
    public const string Licence = "Được in, đăng và phát lại miễn phí; xin giữ nguyên nội dung.";

    /// <summary>The same in English.</summary>
    public const string LicenceEn = "May be printed, published and aired free of charge; please leave the content as it is.";

    private const string Name = "Tổng đài điện thoại quốc gia bảo vệ trẻ em 111";

    /// <summary>Facts as plain text in Vietnamese.</summary>
    public static string FactsVi(string province)
    {
        var text = new StringBuilder($"{Name}\n\n{province}: mọi gia đình cần biết số 111.\n\n");
        text.Append("Gọi 111:\n").AppendJoin('\n', HotlineFacts.Promises.Select(fact => $"- {fact.Vi}")).Append("\n\n111 làm gì:\n");
        text.AppendJoin('\n', HotlineFacts.Services.Select(fact => $"- {fact.Vi}")).Append("\n\nNhững cách khác để gặp 111:\n");
        return text.AppendJoin('\n', HotlineFacts.Channels.Select(way => $"- {way.Vi}: {way.Shown}")).Append('\n').ToString();
    }

    /// <summary>Facts as plain text in English.</summary>
    public static string FactsEn()
    {
        var text = new StringBuilder("Hotline 111, the national child-protection hotline of Viet Nam\n\nCalling 111:\n");
        text.AppendJoin('\n', HotlineFacts.Promises.Select(fact => $"- {fact.En}")).Append("\n\nWhat 111 does:\n");
        text.AppendJoin('\n', HotlineFacts.Services.Select(fact => $"- {fact.En}")).Append("\n\nOther ways to reach 111:\n");
        return text.AppendJoin('\n', HotlineFacts.Channels.Select(way => $"- {way.En}: {way.Shown}")).Append('\n').ToString();
    }

    /// <summary>Facts as a piece of HTML that an editor pastes into a page.</summary>
    public static string FactsHtml(string province)
    {
        static string Items(IEnumerable<string> items) => string.Concat(items.Select(item => $"  <li>{WebUtility.HtmlEncode(item)}</li>\n"));
        return $"""
            <!DOCTYPE html>
            <html lang="vi"><head><meta charset="utf-8"><title>{Name}</title></head><body>
            <h1>{Name}</h1>
            <p>{WebUtility.HtmlEncode(province)}: mọi gia đình cần biết số <a href="tel:111">111</a>.</p>
            <ul>
            {Items(HotlineFacts.Promises.Select(fact => fact.Vi))}</ul>
            <h2>111 làm gì</h2>
            <ul>
            {Items(HotlineFacts.Services.Select(fact => fact.Vi))}</ul>
            <h2>Những cách khác để gặp 111</h2>
            <ul>
            {Items(HotlineFacts.Channels.Select(way => $"{way.Vi}: {way.Shown}"))}</ul>
            </body></html>

            """;
    }

    /// <summary>A script for a commune's loudspeakers: about a minute when read slowly, each number written as it is spoken.</summary>
    public static string Loudspeaker(string province) => $"""
        LỜI ĐỌC TRÊN LOA TRUYỀN THANH (khoảng một phút, đọc chậm, nhắc lại hai lần)

        Kính thưa bà con và các cháu,
        Ở {province}, mọi gia đình đều cần nhớ một số điện thoại: một, một, một.
        Đó là Tổng đài điện thoại quốc gia bảo vệ trẻ em.
        Gọi một, một, một không mất tiền. Ngày nào cũng có người nghe máy, suốt hai mươi bốn giờ. Thông tin của người gọi được giữ kín.
        Khi biết hoặc nghi ngờ một trẻ em bị đánh đập, bị xâm hại, bị bỏ rơi hay bị bóc lột, xin hãy gọi ngay một, một, một.
        Các cháu buồn, sợ, không biết nói cùng ai, các cháu cũng gọi được.
        Cha mẹ cần hỏi về tâm lý của con, về pháp luật và chính sách cho trẻ em, cũng gọi số này.
        Xin nhắc lại: một, một, một. Miễn phí, suốt ngày đêm, giữ kín thông tin.

        """;
}
