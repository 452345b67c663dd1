using System.Globalization;
using System.Net;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Leaflets;

/// <summary>
/// The address that goes into QR codes: Campaign111:PublicBaseUrl. Paper cannot be corrected, so outside the demo it must be a public https
/// address before anything is printed. In the demo without a setting it is a name that leads nowhere.
/// </summary>
public sealed class LeafletAddress(IConfiguration configuration, ProductMode mode)
{
    public const string Setting = "Campaign111:PublicBaseUrl";

    /// <summary>The demo's own: .example is reserved (RFC 2606), so no scan of a demo leaflet reaches a stranger.</summary>
    public const string DemoBase = "https://demo.campaign111.example";

    // Names that no public resolver knows (RFC 2606, 6761, 6762, 7686, 8375, 9476) or that networks use inside.
    private static readonly string[] PrivateEndings =
        [".localhost", ".local", ".example", ".test", ".invalid", ".internal", ".lan", ".home.arpa", ".onion", ".alt", ".corp", ".home"];

    private string Configured => configuration[Setting]?.Trim() is { Length: > 0 } set ? set : mode.IsDemo ? DemoBase : "";

    /// <summary>Why nothing may be printed with this address, or null.</summary>
    public LeafletRefusedException? Problem => Check(Configured, mode.IsDemo);

    /// <summary>The address that a phone decodes, in the plain form for people: https://host/q/token.</summary>
    /// <exception cref="LeafletRefusedException">The address may not be printed.</exception>
    public string Plain(string token) => $"{Base()}/q/{token.ToLowerInvariant()}";

    /// <summary>What stands in the code, in capitals (QR's alphanumeric mode: larger modules). Scheme and host ignore case, and so does /q.</summary>
    /// <exception cref="LeafletRefusedException">The address may not be printed.</exception>
    public string Payload(string token) => $"{Base()}/q/{token}".ToUpperInvariant();

    /// <summary>The page without a token, for a preview whose unit has no code yet.</summary>
    /// <exception cref="LeafletRefusedException">The address may not be printed.</exception>
    public string PlainWithoutToken() => $"{Base()}/111";

    /// <summary>The rule, without configuration: null when the address may be printed.</summary>
    /// <param name="text">As configured.</param>
    /// <param name="demo">A demo may print any http or https origin, since nobody hands its paper out.</param>
    public static LeafletRefusedException? Check(string text, bool demo)
    {
        if (text.Length == 0)
        {
            return Refused("chưa được đặt", "is not set");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            return Refused($"là “{text}”, không phải một địa chỉ web", $"is '{text}', which is no web address");
        }

        if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return Refused($"là “{text}”: chỉ ghi https:// và tên máy chủ, không có đường dẫn", $"is '{text}': write only https:// and the host, without a path");
        }

        if (demo)
        {
            return null;
        }

        if (uri.Scheme != "https")
        {
            return Refused($"là “{text}”: phải bắt đầu bằng https://", $"is '{text}': it must start with https://");
        }

        return IsPublicHost(uri.IdnHost) ? null
            : Refused($"là “{text}”: máy chủ này không vào được từ internet", $"is '{text}': that host cannot be reached from the internet");
    }

    private static bool IsPublicHost(string host) =>
        host.Contains('.', StringComparison.Ordinal)
        && !host.EndsWith('.')
        && !IPAddress.TryParse(host.Trim('[', ']'), out _)
        && !PrivateEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static LeafletRefusedException Refused(string vi, string en) => new(
        $"Chưa in được: địa chỉ công khai trong mã QR {vi}. Quản trị viên đặt {Setting} thành một địa chỉ https công khai, ví dụ https://111.tinh.gov.vn, rồi khởi động lại.",
        $"Cannot print yet: the public address in the QR code {en}. The administrator sets {Setting} to a public https address such as https://111.tinh.gov.vn and restarts.");

    private string Base()
    {
        if (Problem is { } problem)
        {
            throw problem;
        }

        var uri = new Uri(Configured);
        var port = uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        return $"{uri.Scheme}://{uri.IdnHost}{port}";
    }
}
