using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage.Register;

/// <summary>The first step: choose a file.</summary>
public sealed record UploadModel(Campaign Campaign, Unit Commune, LabelPermit? Permit, DateOnly Today, string? Problem)
{
    public string Address => CoverageLinks.Register(Campaign.Slug, Commune.Code);
}

/// <summary>The second step: columns, first rows, and what the import would do.</summary>
public sealed record PreviewModel(
    Campaign Campaign, Unit Commune, string Token, string FileName, IReadOnlyList<Unit> Hamlets, RegisterPreview Preview, RegisterMapping Mapping, TableImportResult? Result, string? Problem)
{
    public string Address => $"{CoverageLinks.Register(Campaign.Slug, Commune.Code)}/{Token}";
}

/// <summary>The mapping as chosen: headings of the file.</summary>
public sealed class MappingForm
{
    public string? Hamlet { get; set; }

    public string? Code { get; set; }

    public string? Address { get; set; }

    public string? Only { get; set; }

    public string? Label { get; set; }

    public bool IsEmpty => Code is null && Hamlet is null && Only is null;

    public RegisterMapping Mapping => new(Filled(Hamlet), Filled(Code), Filled(Address), Filled(Only), Filled(Label));

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
