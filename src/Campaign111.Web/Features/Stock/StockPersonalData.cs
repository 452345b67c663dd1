using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Stock;

/// <summary>Texts in the tables of the stock book: whose they are, and what erasure does to them.</summary>
public sealed class StockPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("stock_run") { Names = ["recorded_by"], Words = ["printer"], Harmless = ["path", "design"], Title = ("Đợt in đã ghi kho", "Print runs recorded") },
        new("stock_shipment")
        {
            Names = ["sent_by", "ended_by"], Words = ["note"], Harmless = ["number", "from_account", "from_path", "to_path", "direction", "state"], Title = ("Kiện tờ rơi gửi hoặc nhận", "Packages sent or received"),
        },
        new("stock_move")
        {
            Account = "account_id", Names = ["recorded_by"], Words = ["reason"], Harmless = ["kind", "path", "occasion", "on_behalf_of"], Title = ("Bút toán kho", "Stock movements"),
        },
        new("stock_line") { Harmless = ["account"] },
        new("stock_balance") { Harmless = ["account", "path"] },
        new("stock_request") { Names = ["asked_by", "decided_by"], Words = ["reason", "answer"], Harmless = ["path", "state"], Title = ("Đề nghị cấp tờ rơi", "Requests for leaflets") },
        new("stock_band") { Names = ["set_by"] },
    ];
}
