namespace Campaign111.Features.Reminders.Channels;

/// <summary>Codes of the channels, as stored.</summary>
public static class ChannelCodes
{
    public const string Inbox = "inbox";
    public const string Mail = "mail";

    /// <summary>A mail that waits neither for the digest nor for the morning.</summary>
    public const string Urgent = "urgent";

    public const string Webhook = "webhook";
    public const string Zalo = "zalo";
}

/// <summary>The SMS gateway's webhook (section Campaign111:Webhook). Without an address the channel does not exist.</summary>
public sealed class WebhookOptions
{
    /// <summary>https, and no address inside the own network, unless <see cref="AllowPrivate"/> says so.</summary>
    public string? Url { get; set; }

    /// <summary>The key that both sides know: whsec_ and base64, or any text. From the environment or a secret file.</summary>
    public string? Secret { get; set; }

    /// <summary>The gateway stands in the office's own network, where http will do.</summary>
    public bool AllowPrivate { get; set; }

    public int TimeoutSeconds { get; set; } = 20;

    public bool IsSet => Url is { Length: > 0 } && Secret is { Length: > 0 };
}

/// <summary>Zalo Notification Service (section Campaign111:Zalo). Without application and template the channel does not exist.</summary>
public sealed class ZaloOptions
{
    public string? AppId { get; set; }

    /// <summary>The application's secret key. From the environment or a secret file.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The first refresh token, from Zalo's own consent page. It works once: afterwards the renewed one is kept in the database.</summary>
    public string? RefreshToken { get; set; }

    /// <summary>Where messages go.</summary>
    public string Api { get; set; } = "https://business.openapi.zalo.me";

    /// <summary>Where tokens are renewed.</summary>
    public string OAuth { get; set; } = "https://oauth.zaloapp.com";

    /// <summary>Id of the approved template.</summary>
    public string? TemplateId { get; set; }

    /// <summary>The template's parameters, each with its text: {recipient}, {unit}, {reason}, {standing}, {count}, {last_day}, {day}, {link} are filled.</summary>
    public Dictionary<string, string> Template { get; } = [];

    /// <summary>Longest text of a parameter; Zalo refuses longer ones.</summary>
    public int LongestValue { get; set; } = 200;

    public int TimeoutSeconds { get; set; } = 20;

    public bool IsSet => AppId is { Length: > 0 } && SecretKey is { Length: > 0 } && TemplateId is { Length: > 0 };
}
