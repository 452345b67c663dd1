using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>Channels and outcomes in words.</summary>
public static class DeliveryTexts
{
    public static string Channel(string code) => code switch
    {
        ChannelCodes.Inbox => Text.Of("hộp thư", "inbox"),
        ChannelCodes.Webhook => Text.Of("tin nhắn SMS", "SMS"),
        ChannelCodes.Zalo => "Zalo",
        _ => Text.Of("thư điện tử", "e-mail"),
    };

    public static string Outcome(string code) => code switch
    {
        "sent" => Text.Of("đã gửi", "sent"),
        "bounced" => Text.Of("bị trả lại", "refused for good"),
        "dead" => Text.Of("đã thôi gửi", "given up"),
        "dropped" => Text.Of("đã bỏ", "let go"),
        "pending" => Text.Of("sẽ gửi lại", "to be tried again"),
        _ => Text.Of("lỗi", "failed"),
    };
}
