namespace Campaign111.Features.Reminders.Channels;

/// <summary>Error codes of Zalo Notification Service (zalo.cloud/zns/guidelines/handle-error-code): which can be cured by waiting.</summary>
internal static class ZaloErrors
{
    /// <summary>The access token is no longer valid: renewed once at once.</summary>
    public const int InvalidAccessToken = -124;

    // -100 unknown error; -115 and -126 no money left; -133 not at night; -137 charging failed; -144, -147 the day's quota is used up.
    private static readonly HashSet<int> Passing = [-100, -115, -126, -133, -137, -144, -147];

    // The account's own settings are wrong: an administrator mends them, and the message may still go.
    private static readonly HashSet<int> Settings = [-101, -102, -103, -104, -105, -109, -117, -120, -124, -125, -131, -134, -135, -136, -138, -146];

    public static bool IsPermanent(int code) => !Passing.Contains(code) && !Settings.Contains(code);

    /// <summary>What it means, for the page of deliveries.</summary>
    public static string Say(int code, string? message) => code switch
    {
        -108 => $"-108 số điện thoại không đúng ({message})",
        -114 or -118 or -119 => $"{code} người nhận không dùng Zalo hoặc không nhận được tin ({message})",
        -115 or -126 or -137 => $"{code} tài khoản ZNS hết tiền ({message})",
        -133 => $"-133 Zalo không gửi ban đêm ({message})",
        -139 or -140 or -141 => $"{code} người nhận từ chối loại tin này ({message})",
        -144 or -147 => $"{code} hết hạn mức trong ngày ({message})",
        _ => $"{code} {message}",
    };
}
