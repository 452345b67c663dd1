using Campaign111.Features.Campaigns;
using Campaign111.Features.Dashboards;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reports.Exports.Tables;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Exports;

/// <summary>What a form or an address asks for. Null: what stands first.</summary>
/// <param name="Kind">A code of <see cref="ExportKinds"/>.</param>
/// <param name="Format">One of <see cref="ExportFormats"/>.</param>
/// <param name="Tier">district, commune, hamlet.</param>
/// <param name="Day">A past day.</param>
public sealed record ExportWish(string? Kind, string? Format = null, string? Tier = null, DateOnly? Day = null);

/// <summary>A wish that cannot be met; the message says why and what to do, in the reader's language.</summary>
public sealed class ExportRefusedException(string message) : Exception(message);

/// <summary>Turns wishes and stored rows into orders.</summary>
public sealed class ExportOrders(ICampaignDirectory campaigns, UnitDirectory units, ProgressRows progress, ExportTables tables, BusinessClock clock)
{
    /// <summary>How a format is written in parts.</summary>
    /// <exception cref="ArgumentException">It is none of a table.</exception>
    public static TableParts Parts(string format) => format switch
    {
        ExportFormats.Xlsx => TableParts.Xlsx,
        ExportFormats.Csv => TableParts.Csv,
        _ => throw new ArgumentException($"{format} is no format of a table.", nameof(format)),
    };

    /// <summary>An order as it was kept.</summary>
    /// <exception cref="NotFoundException">Its campaign, unit or kind is gone.</exception>
    public async Task<ExportOrder> OfAsync(Export export) => new()
    {
        Kind = ExportKinds.Find(export.Kind) ?? throw Gone(),
        Format = export.Format,
        Campaign = await campaigns.FindAsync(export.CampaignId) ?? throw Gone(),
        Unit = await units.FindAsync(export.UnitId) ?? throw Gone(),
        Tier = export.Tier is { } tier ? Enum.Parse<UnitLevel>(tier, ignoreCase: true) : null,
        Day = export.AsOfDay,
        Language = export.Language,
        ViewerPath = export.ViewerPath,
        BegunAt = export.BegunAt,
        Bound = export.Bound,
    };

    /// <summary>A new order, for whoever holds these memberships.</summary>
    /// <exception cref="ExportRefusedException">The kind does not exist there, or the day has not come.</exception>
    public async Task<ExportOrder> OfAsync(Campaign campaign, Unit unit, ExportWish wish, IReadOnlyList<Membership> memberships)
    {
        var kind = ExportKinds.Find(wish.Kind);
        if (kind is null || !kind.Fits(unit))
        {
            throw new ExportRefusedException(Text.Of("Đơn vị này không có loại tệp đó. Chọn một loại trong danh sách.", "This unit has no such file. Choose one of the list."));
        }

        var today = await clock.TodayAsync();
        if (kind.TakesDay && wish.Day is { } day && (day < campaign.StartsOn || day > today))
        {
            throw new ExportRefusedException(Text.Of(
                $"Chọn một ngày từ {Formats.Date(campaign.StartsOn)} đến {Formats.Date(today)}.", $"Choose a day from {Formats.Date(campaign.StartsOn)} to {Formats.Date(today)}."));
        }

        return new ExportOrder
        {
            Kind = kind,
            Format = wish.Format is { } format && kind.Formats.Contains(format) ? format : kind.Formats[0],
            Campaign = campaign,
            Unit = unit,
            Tier = kind.TakesTier ? await TierAsync(campaign, unit, wish.Tier) : null,
            // Today is not past yet: its figures are those of now.
            Day = kind.TakesDay && wish.Day < today ? wish.Day : null,
            Language = Text.Language,
            ViewerPath = Viewer.Path(memberships, unit, campaign),
            BegunAt = await clock.NowAsync(),
            Bound = kind.IsTable ? await tables.Of(kind).BoundAsync() : null,
        };
    }

    private async Task<UnitLevel?> TierAsync(Campaign campaign, Unit unit, string? asked)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return null;
        }

        return Enum.TryParse<UnitLevel>(asked, ignoreCase: true, out var tier) && (await progress.TiersAsync(campaign, unit)).Contains(tier)
            ? tier
            : throw new ExportRefusedException(Text.Of("Đơn vị này không có cấp đó bên dưới.", "This unit has no such tier below it."));
    }

    private static NotFoundException Gone() => new(Text.Of("Chiến dịch hoặc đơn vị của tệp này không còn.", "The campaign or unit of this file is gone."));
}
