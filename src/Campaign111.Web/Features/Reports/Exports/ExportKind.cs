using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Something that can be taken out of the product as a file.</summary>
/// <param name="Code">In addresses, the API and the database: "entries".</param>
/// <param name="Needs">What a person must be allowed at the unit.</param>
public sealed record ExportKind(string Code, Permission Needs)
{
    public required string Vi { get; init; }

    public required string En { get; init; }

    /// <summary>What the file contains, in a sentence.</summary>
    public required string ContentsVi { get; init; }

    /// <inheritdoc cref="ContentsVi"/>
    public required string ContentsEn { get; init; }

    /// <summary>Formats, the usual one first.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [ExportFormats.Xlsx, ExportFormats.Csv];

    /// <summary>It can show a past day as it was reported then.</summary>
    public bool TakesDay { get; init; }

    /// <summary>It lists units of a tier that may be chosen.</summary>
    public bool TakesTier { get; init; }

    /// <summary>It exists for communes alone.</summary>
    public bool OnlyCommunes { get; init; }

    /// <summary>Rows of a table: also in the API.</summary>
    public bool IsTable => Formats.Contains(ExportFormats.Csv);

    public string Name => Text.Of(Vi, En);

    public string Contents => Text.Of(ContentsVi, ContentsEn);

    /// <summary>Whether it exists for a unit.</summary>
    public bool Fits(Unit unit) => unit.Level != UnitLevel.Hamlet && (!OnlyCommunes || unit.Level == UnitLevel.Commune);
}

/// <summary>Formats, as they stand in addresses.</summary>
public static class ExportFormats
{
    public const string Xlsx = "xlsx";
    public const string Csv = "csv";
    public const string GeoJson = "geojson";
    public const string Docx = "docx";

    /// <summary>In one word.</summary>
    public static string Word(string format) => format switch
    {
        Xlsx => "Excel",
        Csv => "CSV",
        GeoJson => "GeoJSON",
        _ => "Word",
    };

    /// <summary>As people call it.</summary>
    public static string Name(string format) => format switch
    {
        Xlsx => "Excel (.xlsx)",
        Csv => "CSV (.csv)",
        GeoJson => Text.Of("Bản đồ (.geojson)", "Map (.geojson)"),
        _ => "Word (.docx)",
    };
}

/// <summary>All that can be exported. What lists single records (visits, households, the audit trail) needs more than reading figures.</summary>
public static class ExportKinds
{
    public static readonly ExportKind Progress = new("progress", Permission.Read)
    {
        Vi = "Bảng tiến độ các đơn vị",
        En = "Progress of units",
        ContentsVi = "Mỗi đơn vị một dòng: số hộ phải đến, đã đến, tỷ lệ, mức phải đạt, trạng thái, hạn, lượt ghi gần nhất.",
        ContentsEn = "One row a unit: households to reach, reached, share, expected share, status, deadline, last entry.",
        TakesDay = true,
        TakesTier = true,
    };

    public static readonly ExportKind Report = new("report", Permission.Read)
    {
        Vi = "Báo cáo tiến độ",
        En = "Progress report",
        ContentsVi = "Theo thể thức Nghị định 30/2020/NĐ-CP: quốc hiệu, số và ký hiệu để trống, đoạn tóm tắt, bảng theo đơn vị, chỗ ký, nơi nhận.",
        ContentsEn = "In the layout of Decree 30/2020/ND-CP, in Vietnamese: heading, number left blank, summary, table by unit, signature, recipients.",
        Formats = [ExportFormats.Docx],
        TakesDay = true,
    };

    public static readonly ExportKind Map = new("map", Permission.Read)
    {
        Vi = "Bản đồ kèm số liệu",
        En = "Map with figures",
        ContentsVi = "Ranh giới các đơn vị bên dưới với số liệu tiến độ (GeoJSON, RFC 7946), mở được bằng QGIS. Ranh giới chỉ để minh hoạ.",
        ContentsEn = "Outlines of the units below with their figures (GeoJSON, RFC 7946), for QGIS and the like. Boundaries are for orientation only.",
        Formats = [ExportFormats.GeoJson],
        TakesDay = true,
    };

    public static readonly ExportKind Days = new("days", Permission.Read)
    {
        Vi = "Số hộ đã đến theo ngày",
        En = "Households reached by day",
        ContentsVi = "Mỗi ngày một dòng: số hộ đến trong ngày, cộng dồn, tỷ lệ, số tờ rơi.",
        ContentsEn = "One row a day: households reached, running total, share, leaflets.",
        TakesDay = true,
    };

    public static readonly ExportKind Entries = new("entries", Permission.ManageCoverage)
    {
        Vi = "Các lượt ghi",
        En = "Coverage entries",
        ContentsVi = "Mỗi lượt ghi một dòng, cả lượt đã huỷ: nơi, mã hộ, kết quả, cách phát, giờ ghi, giờ nhận, người gửi. Không có tên chủ hộ.",
        ContentsEn = "One row an entry, voided ones too: place, household code, outcome, method, captured and received times, sender. No names of households.",
    };

    public static readonly ExportKind Households = new("households", Permission.ManageCoverage)
    {
        Vi = "Sổ hộ của xã",
        En = "Register of the commune",
        ContentsVi = "Mỗi hộ một dòng: thôn, mã hộ, địa chỉ, tình trạng, ngày đến. Không có tên chủ hộ.",
        ContentsEn = "One row a household: hamlet, code, address, state, day reached. No names.",
        OnlyCommunes = true,
    };

    public static readonly ExportKind Stock = new("stock", Permission.ReadStock)
    {
        Vi = "Bút toán kho tờ rơi",
        En = "Stock movements",
        ContentsVi = "Mỗi bút toán một dòng, mới nhất trước: ngày, nơi, loại, số tờ, phiếu, lý do, người ghi.",
        ContentsEn = "One row a movement, newest first: day, place, kind, leaflets, note, reason, recorded by.",
    };

    public static readonly ExportKind Reconciliation = new("reconciliation", Permission.ReadStock)
    {
        Vi = "Đối chiếu tờ rơi",
        En = "Reconciliation of leaflets",
        ContentsVi = "Mỗi đơn vị một dòng: in, nhận, phát tận nhà theo sổ kho và theo lượt ghi, số hộ đã đến, chênh lệch.",
        ContentsEn = "One row a unit: printed, received, handed out by the book and by the entries, households reached, differences.",
    };

    public static readonly ExportKind Activities = new("activities", Permission.ApproveMaterials)
    {
        Vi = "Hoạt động của các cơ quan",
        En = "Activities of organisations",
        ContentsVi = "Mỗi hoạt động một dòng: cơ quan, loại, ngày, nơi, số lượt, số người, học sinh theo cấp.",
        ContentsEn = "One row an activity: organisation, kind, day, place, times, people, pupils by level.",
    };

    public static readonly ExportKind Reminders = new("reminders", Permission.ManageReminders)
    {
        Vi = "Nhắc việc và trả lời",
        En = "Reminders and answers",
        ContentsVi = "Mỗi lời nhắc một dòng, mới nhất trước: đơn vị, ngày, hạn, số liệu lúc nhắc, ai xác nhận và kế hoạch.",
        ContentsEn = "One row a reminder, newest first: unit, day, deadline, figures of then, who answered and their plan.",
    };

    public static readonly ExportKind Audit = new("audit", Permission.ReadAudit)
    {
        Vi = "Nhật ký thao tác",
        En = "Audit trail",
        ContentsVi = "Mỗi thao tác một dòng, mới nhất trước: lúc nào, ai, làm gì, với gì, lý do.",
        ContentsEn = "One row an act, newest first: when, who, what, on what, why.",
    };

    public static IReadOnlyList<ExportKind> All { get; } = [Progress, Report, Map, Days, Entries, Households, Stock, Reconciliation, Activities, Reminders, Audit];

    public static ExportKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
