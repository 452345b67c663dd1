using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Stock;

/// <summary>What every form of the feature carries: its own key, which makes a double tap one movement, and what its page shows.</summary>
public abstract class StockForm
{
    public Guid Key { get; set; } = Guid.CreateVersion7();

    [BindNever, ValidateNever]
    public Campaign Campaign { get; set; } = new();

    [BindNever, ValidateNever]
    public StockPlace Place { get; set; } = null!;

    [BindNever, ValidateNever]
    public IReadOnlyList<PlaceStep> Steps { get; set; } = [];

    /// <summary>What can be chosen as a source or run: value and text.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Choices { get; set; } = [];
}

/// <summary>A print run.</summary>
public sealed class RunForm : StockForm
{
    /// <summary>"to-roi-a5/1".</summary>
    [Label("Mẫu đã duyệt", "Approved design")]
    public string? Design { get; set; }

    [Label("Loạt mã QR", "Run of QR codes")]
    public long? QrRun { get; set; }

    [Label("Số tờ đã in", "Leaflets printed")]
    public long? Quantity { get; set; }

    [Label("Chi phí cả đợt", "Cost of the run")]
    public long? CostVnd { get; set; }

    [Label("Nhà in", "Printer")]
    public string? Printer { get; set; }

    [Label("Ngày in xong", "Printed on")]
    public DateOnly? PrintedOn { get; set; }

    [Label("Đã ở trong kho (tự in, hoặc đã lấy về)", "In our store already (copied here, or fetched)")]
    public bool InStore { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> QrRuns { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<StockRun> Known { get; set; } = [];
}

/// <summary>A package to send, perhaps as the answer to a request.</summary>
public sealed class SendForm : StockForm
{
    /// <summary>"stock/12" or "printer/12": account and run.</summary>
    [Label("Lấy từ", "Taken from")]
    public string? From { get; set; }

    [Label("Gửi đến", "Sent to")]
    public string? To { get; set; }

    [Label("Số tờ", "Leaflets")]
    public long? Quantity { get; set; }

    [Label("Ngày gửi", "Sent on")]
    public DateOnly? SentOn { get; set; }

    [Label("Chậm nhất phải đến ngày", "Should be there by")]
    public DateOnly? DueOn { get; set; }

    [Label("Ghi chú trên phiếu", "Remark on the note")]
    public string? Note { get; set; }

    public long? Request { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Targets { get; set; } = [];

    [BindNever, ValidateNever]
    public RequestLine? Asked { get; set; }
}

/// <summary>Leaflets handed out at an event, written off, or counted.</summary>
public sealed class UseForm : StockForm
{
    [BindNever]
    public string What { get; set; } = "";

    /// <summary>"stock/12" or "damaged/12": account and run.</summary>
    [Label("Đợt in", "Print run")]
    public string? Run { get; set; }

    [Label("Dịp", "Occasion")]
    public string? Occasion { get; set; }

    [Label("Số tờ", "Leaflets")]
    public long? Quantity { get; set; }

    [Label("Ngày", "Day")]
    public DateOnly? On { get; set; }

    [Label("Lý do", "Reason")]
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public static IReadOnlyList<(string Value, string Text)> Occasions => [.. StockOccasion.All.Select(code => (code, StockOccasion.Name(code)))];
}

/// <summary>A request for leaflets.</summary>
public sealed class AskForm : StockForm
{
    [Label("Còn lại", "Left")]
    public long? OnHand { get; set; }

    [Label("Cần thêm", "Needed")]
    public long? Wanted { get; set; }

    [Label("Lý do", "Reason")]
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public StockForecast? Forecast { get; set; }
}

/// <summary>A delivery note, and what is found in its package.</summary>
public sealed class NoteForm : StockForm
{
    [Label("Số tờ dùng được", "Usable leaflets")]
    public long? Good { get; set; }

    [Label("Số tờ hỏng", "Damaged leaflets")]
    public long? Damaged { get; set; }

    [Label("Ngày nhận", "Received on")]
    public DateOnly? On { get; set; }

    [Label("Chuyện gì đã xảy ra", "What happened")]
    public string? Remark { get; set; }

    [BindNever, ValidateNever]
    public PackageLine Line { get; set; } = null!;

    [BindNever, ValidateNever]
    public StockRun Run { get; set; } = null!;

    [BindNever, ValidateNever]
    public DateOnly Today { get; set; }

    [BindNever, ValidateNever]
    public bool MayCancel { get; set; }
}
