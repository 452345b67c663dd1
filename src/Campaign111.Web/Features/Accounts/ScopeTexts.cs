using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Scopes of tokens in words.</summary>
public static class ScopeTexts
{
    public static string Name(string scope) => scope switch
    {
        ApiScopes.FiguresRead => Text.Of("Đọc số liệu của đơn vị", "Read a unit's figures"),
        ApiScopes.CoverageRead => Text.Of("Đọc gói dữ liệu thực địa và biên nhận", "Read field packs and receipts"),
        ApiScopes.CoverageWrite => Text.Of("Gửi ghi nhận hộ đã đến", "Send coverage entries"),
        ApiScopes.StockWrite => Text.Of("Xác nhận nhận tờ rơi", "Confirm packages of leaflets"),
        ApiScopes.ExportsRead => Text.Of("Đọc bảng và bản đồ để xử lý tiếp", "Read tables and maps for other systems"),
        _ => scope,
    };
}
