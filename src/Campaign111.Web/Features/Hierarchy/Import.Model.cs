using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Hierarchy;

/// <summary>The page that takes a file of units or of hamlets, and what came of it.</summary>
public sealed class ImportModel
{
    public ImportForm Form { get; init; } = new();

    /// <summary>Address that the form posts to.</summary>
    public required string Action { get; init; }

    /// <summary>The commune, when it is a file of hamlets.</summary>
    public Unit? Commune { get; init; }

    public TableImportResult? Result { get; set; }

    /// <summary>Why the file as a whole was refused.</summary>
    public string? Refusal { get; set; }

    public string Summary => Result is null ? "" : Text.Of(
        $"{(Result.DryRun ? "Kiểm tra" : "Đã nhập")} {Formats.Number(Result.Rows)} dòng: thêm {Result.Added}, đổi {Result.Changed}, giải thể {Result.Dissolved}, giữ nguyên {Result.Unchanged}.",
        $"{(Result.DryRun ? "Checked" : "Imported")} {Formats.Number(Result.Rows)} rows: {Result.Added} added, {Result.Changed} changed, {Result.Dissolved} dissolved, {Result.Unchanged} unchanged.");
}
