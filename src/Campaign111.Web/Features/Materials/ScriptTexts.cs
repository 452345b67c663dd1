namespace Campaign111.Features.Materials;

/// <summary>Scripts and a short press text in both languages, from the facts of <see cref="Leaflets.HotlineFacts"/>. Numbers stand as they are spoken. Written by
/// this project; doubtful facts (the opening day, the app's name) are left out.</summary>
public static class ScriptTexts
{
    /// <summary>Thirty seconds on the radio: about 110 syllables.</summary>
    public static string RadioVi(string province) => $"""
        LỜI PHÁT THANH 30 GIÂY

        (Nhạc nền nhẹ. Giọng đọc ấm, rõ.)

        Một đứa trẻ đang sợ. Một người lớn đang lo. Ai có thể giúp?
        Hãy gọi một, một, một: Tổng đài điện thoại quốc gia bảo vệ trẻ em.
        Miễn phí. Hai mươi bốn giờ mỗi ngày, tất cả các ngày. Thông tin người gọi được giữ kín.
        Báo tin khi trẻ em bị xâm hại hoặc có nguy cơ. Hỏi khi con bạn cần được tư vấn.
        Một, một, một: tiếp nhận thông tin mọi lúc, bảo vệ trẻ em mọi nơi.
        {province} nhắc mọi gia đình: hãy nhớ số một, một, một.

        """;

    /// <summary>The same in English: about 75 words.</summary>
    public static string RadioEn(string province) => $"""
        RADIO SCRIPT, 30 SECONDS

        (Soft music. A warm, clear voice.)

        A child is afraid. A grown-up is worried. Who can help?
        Call one, one, one: the national child-protection hotline.
        It is free. It answers 24 hours a day, every day. What you say is kept confidential.
        Call when a child is harmed or at risk. Call when you need advice.
        One, one, one: for every child, everywhere, at any hour.
        {province} reminds every family: remember one, one, one.

        """;

    /// <summary>The loudspeaker's script in English, for places with foreign residents.</summary>
    public static string LoudspeakerEn(string province) => $"""
        LOUDSPEAKER SCRIPT (about one minute; read slowly, twice)

        Dear neighbours, dear children,
        in {province} every family should remember one number: one, one, one.
        It is the national child-protection hotline.
        Calling one, one, one costs nothing. Somebody answers every day, around the clock. What callers say is kept confidential.
        If you know or suspect that a child is beaten, abused, neglected or exploited, please call one, one, one at once.
        Children who are sad or afraid and do not know whom to tell may call, too.
        Parents who have questions about their child's feelings, or about law and policy for children, may call this number as well.
        Once more: one, one, one. Free, day and night, confidential.

        """;

    /// <summary>A short article that a newspaper may print as it is.</summary>
    public static string ArticleVi(string province) => $"""
        Mọi gia đình cần nhớ số 111

        {province} đang đưa tờ rơi về Tổng đài điện thoại quốc gia bảo vệ trẻ em 111 đến từng hộ gia đình.

        Số 111 gọi miễn phí, hoạt động 24 giờ mỗi ngày, tất cả các ngày, và giữ kín thông tin của người gọi. Trẻ em gọi được, người lớn cũng gọi được.

        Tổng đài nhận tin báo khi trẻ em bị xâm hại, bạo lực, bóc lột, bị bỏ rơi hoặc có nguy cơ như vậy, rồi kết nối công an, các ngành và Ủy ban nhân dân cấp xã để can thiệp. Tổng đài cũng tư vấn cho trẻ em về tâm lý, kỹ năng sống; tư vấn cho trẻ em, cha mẹ và người chăm sóc về pháp luật, chính sách; và nhận tin báo về mua bán người.

        Ngoài điện thoại, có thể gặp Tổng đài qua Zalo (zalo.me/1249273939821550616), Facebook (facebook.com/tongdaiquocgiabvte) và trang tongdai111.vn.

        Nếu bạn thấy hoặc nghi ngờ một đứa trẻ đang bị hại, đừng chờ: hãy gọi 111.

        """;

    /// <summary>The same in English.</summary>
    public static string ArticleEn(string province) => $"""
        Every family should remember 111

        {province} is bringing a leaflet about 111, Viet Nam's national child-protection hotline, to every household.

        Calling 111 is free. The hotline answers 24 hours a day, every day, and keeps callers' information confidential. Children may call, and so may adults.

        It takes reports of children who suffer abuse, violence, exploitation or neglect, or are at risk of it, and connects police, authorities and commune People's Committees to intervene. It also counsels children on feelings and life skills; children, parents and carers on law and policy; and takes reports of human trafficking.

        Besides the telephone the hotline can be reached by Zalo (zalo.me/1249273939821550616), Facebook (facebook.com/tongdaiquocgiabvte) and the site tongdai111.vn.

        If you see or suspect that a child is being harmed, do not wait: call 111.

        """;
}
