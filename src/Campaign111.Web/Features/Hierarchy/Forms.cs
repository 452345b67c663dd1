using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Hierarchy;

/// <summary>A hamlet as typed.</summary>
public sealed class HamletForm
{
    [Label("Loại", "Type")]
    public string UnitType { get; set; } = "Thôn";

    [Label("Tên", "Name")]
    public string Name { get; set; } = "";

    [Label("Mã", "Code")]
    public string? Code { get; set; }

    [Label("Từ ngày", "From")]
    public DateOnly? ValidFrom { get; set; }
}

/// <summary>The end of a hamlet or an organisation, as typed.</summary>
public sealed class EndForm
{
    [Label("Không còn từ ngày", "Ends on")]
    public DateOnly? On { get; set; }

    /// <summary>Codes, separated by commas.</summary>
    [Label("Mã đơn vị kế thừa", "Codes of the successors")]
    public string? Successors { get; set; }

    [Label("Căn cứ", "Reason")]
    public string? Reason { get; set; }

    public IReadOnlyCollection<string> Codes => (Successors ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>An organisation as typed.</summary>
public sealed class OrganisationForm
{
    /// <summary>Given when it is added; stays.</summary>
    [Label("Mã", "Code")]
    public string? Code { get; set; }

    [Label("Loại", "Kind")]
    public OrganisationKind Kind { get; set; } = OrganisationKind.Department;

    [Label("Tên", "Name")]
    public string Name { get; set; } = "";

    [Label("Tên tiếng Anh", "English name")]
    public string? NameEn { get; set; }

    [Label("Từ ngày", "From")]
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Choices of a kind: stored code and text.</summary>
    public static IReadOnlyList<(string Value, string Text)> Kinds =>
        [.. Enum.GetValues<OrganisationKind>().Select(kind => (kind.ToString(), UnitDetailsModel.KindName(kind)))];
}

/// <summary>A file to import, as uploaded.</summary>
public sealed class ImportForm
{
    [Label("Tệp CSV hoặc XLSX", "CSV or XLSX file")]
    public IFormFile? File { get; set; }

    [Label("Ngày hiệu lực", "Effective day")]
    public DateOnly? Effective { get; set; }

    [Label("Chỉ kiểm tra, chưa ghi", "Check only, write nothing")]
    public bool DryRun { get; set; }
}
