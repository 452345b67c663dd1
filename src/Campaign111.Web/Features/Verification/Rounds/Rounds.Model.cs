using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>A round in a list.</summary>
public sealed record RoundLine(SpotCheck Check, Unit Commune, CheckResult Result, Campaign Campaign);

/// <summary>Rounds of a campaign.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Lines">Newest first.</param>
/// <param name="MayDraw">Communes for which the reader may draw, by name.</param>
public sealed record RoundsModel(Campaign Campaign, IReadOnlyList<RoundLine> Lines, IReadOnlyList<Unit> MayDraw);

/// <summary>One household of the sample with its place in words.</summary>
public sealed record VisitLine(CheckVisit Visit, Unit Hamlet, string Place);

/// <summary>One round.</summary>
public sealed record RoundModel(RoundLine Line)
{
    public bool MayManage { get; init; }

    public bool IsInspector { get; init; }

    /// <summary>The sample by hamlet; empty for those who must not know it before the visits.</summary>
    public IReadOnlyList<VisitLine> Sample { get; init; } = [];

    public bool SampleHidden { get; init; }

    /// <summary>The sample drawn again from seed and frame is the stored one.</summary>
    public bool Reproduced { get; init; }

    public string? Problem { get; init; }
}

/// <summary>The rounds of an inspector.</summary>
public sealed record MineModel(IReadOnlyList<RoundLine> Lines);

/// <summary>The page that an inspector takes along.</summary>
public sealed record WalkModel(RoundLine Line, IReadOnlyList<VisitLine> Visits, string? Problem);

/// <summary>The form that draws a sample.</summary>
public sealed class DrawModel
{
    [Label("Cách kiểm tra", "Design")]
    public string Design { get; set; } = CheckDesigns.Lqas;

    [Label("Lô đạt: ít nhất từng này % hộ báo đã đến còn nhớ", "A good lot: at least so many % of the claimed households remember")]
    public int GoodPercent { get; set; } = 90;

    [Label("Lô không đạt: nhiều nhất từng này %", "A bad lot: at most so many %")]
    public int BadPercent { get; set; } = 60;

    [Label("Rủi ro trả lại một lô đạt", "Risk of sending back a good lot")]
    public int AlphaPercent { get; set; } = 10;

    [Label("Rủi ro nhận một lô không đạt", "Risk of accepting a bad lot")]
    public int BetaPercent { get; set; } = 10;

    [Label("Nửa độ rộng của khoảng (chỉ khi đo tỷ lệ)", "Half width of the interval (proportion only)")]
    public int HalfWidth { get; set; } = 10;

    [Label("Số hộ báo chưa đến cũng ghé hỏi", "Households claimed as not reached to visit too")]
    public int OtherSample { get; set; } = 6;

    [Label("Chỉ các thôn ghi theo sổ (mẫu nhỏ hơn nhiều)", "Register hamlets only (a much smaller sample)")]
    public bool RegistersOnly { get; set; }

    [Label("Kiểm tra viên (của xã khác)", "Inspector (of another commune)")]
    public long? Inspector { get; set; }

    [Label("Đi kiểm tra đến hết ngày", "Last day for the visits")]
    public DateOnly? VisitBy { get; set; }

    [Label("Nếu làm lại: xã có bao nhiêu ngày làm việc", "If it must be done again: working days for the commune")]
    public int RecheckDays { get; set; } = 10;

    [Label("Hạt giống", "Seed")]
    public string? Seed { get; set; }

    public long? Follows { get; set; }

    [BindNever, ValidateNever]
    public Campaign Campaign { get; set; } = new();

    [BindNever, ValidateNever]
    public Unit Commune { get; set; } = new();

    [BindNever, ValidateNever]
    public CommuneClaims Claims { get; set; } = new(new CheckFrame([]), new Coverage.CoverageFigure());

    /// <summary>Some hamlet of the commune is logged by register and claims households.</summary>
    [BindNever, ValidateNever]
    public bool HasRegisters => Claims.Frame.RegistersOnly().Claims > 0;

    [BindNever, ValidateNever]
    public IReadOnlyList<Inspector> Inspectors { get; set; } = [];

    [BindNever, ValidateNever]
    public string? Problem { get; set; }

    /// <summary>The plan that the form as it stands would give; null when none keeps the risks.</summary>
    [BindNever, ValidateNever]
    public CheckPlan? Plan { get; set; }
}
