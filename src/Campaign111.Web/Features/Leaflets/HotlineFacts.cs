namespace Campaign111.Features.Leaflets;

/// <summary>A fact about the hotline in both languages.</summary>
public sealed record HotlineFact(string Vi, string En);

/// <summary>A way to reach the hotline beside the telephone.</summary>
/// <param name="Vi">Its name in Vietnamese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Href">Where it is.</param>
/// <param name="Shown">The address as people read it.</param>
public sealed record HotlineChannel(string Vi, string En, string Href, string Shown);

/// <summary>
/// What the product says about 111, in one place: the landing page and the press texts. Sources: dispatch 275/TE-TVDVTT of 5 May 2020 with its
/// sample leaflet, and the hotline's own page. Doubtful facts (the opening day, the app's name) are left out.
/// </summary>
public static class HotlineFacts
{
    public const string SloganFirst = "TIẾP NHẬN THÔNG TIN MỌI LÚC";

    public const string SloganSecond = "BẢO VỆ TRẺ EM MỌI NƠI";

    public static IReadOnlyList<HotlineFact> Promises { get; } =
    [
        new("Miễn phí", "Free of charge"),
        new("24 giờ mỗi ngày, tất cả các ngày", "24 hours a day, every day"),
        new("Thông tin người gọi được giữ kín", "Callers' information is kept confidential"),
    ];

    public static IReadOnlyList<HotlineFact> Services { get; } =
    [
        new("Nhận tin báo về trẻ em bị xâm hại, bạo lực, bóc lột, bị bỏ rơi hoặc có nguy cơ như vậy.", "Takes reports of children who suffer abuse, violence, exploitation or neglect, or are at risk of it."),
        new("Kết nối công an, ngành lao động, y tế và Ủy ban nhân dân cấp xã để can thiệp, bảo vệ trẻ.", "Connects police, labour and health authorities and commune People's Committees to intervene and protect the child."),
        new("Lắng nghe và tư vấn cho trẻ em về tâm lý, kỹ năng sống.", "Listens to children and counsels them on feelings and life skills."),
        new("Tư vấn cho trẻ em, cha mẹ, người chăm sóc về pháp luật, chính sách.", "Advises children, parents and carers on law and policy."),
        new("Nhận tin báo về mua bán người.", "Takes reports of human trafficking."),
    ];

    public static IReadOnlyList<HotlineChannel> Channels { get; } =
    [
        new("Zalo", "Zalo", "https://zalo.me/1249273939821550616", "zalo.me/1249273939821550616"),
        new("Facebook", "Facebook", "https://www.facebook.com/tongdaiquocgiabvte", "facebook.com/tongdaiquocgiabvte"),
        new("Trang web", "Website", "https://tongdai111.vn", "tongdai111.vn"),
        new("Thư điện tử", "E-mail", "mailto:tongdaiquocgia111@gmail.com", "tongdaiquocgia111@gmail.com"),
    ];

    /// <summary>Every way beside the telephone for the landing page, the app first where its store links are set: Campaign111:Hotline:AndroidApp and
    /// Campaign111:Hotline:IosApp (they change, and the sources differ over the app's name). Other than https they are ignored.</summary>
    public static IReadOnlyList<HotlineWay> Ways(IConfiguration configuration)
    {
        var stores = new[] { ("android", configuration["Campaign111:Hotline:AndroidApp"]), ("ios", configuration["Campaign111:Hotline:IosApp"]) };
        return
        [
            .. from store in stores
               where Uri.TryCreate(store.Item2, UriKind.Absolute, out var link) && link.Scheme == "https"
               select new HotlineWay(store.Item1, store.Item2!, new Uri(store.Item2!).Host),
            .. Channels.Zip(Keys, (channel, key) => new HotlineWay(key, channel.Href, channel.Shown)),
        ];
    }

    private static readonly string[] Keys = ["zalo", "facebook", "site", "mail"];
}

/// <summary>A way to reach the hotline whose name is in the landing page's table.</summary>
/// <param name="Key">zalo, facebook, site, mail, android, ios.</param>
/// <param name="Href">Where it is.</param>
/// <param name="Shown">The address as people read it.</param>
public sealed record HotlineWay(string Key, string Href, string Shown);
