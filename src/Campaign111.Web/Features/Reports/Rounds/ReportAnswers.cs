using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>The answer to one field: one of the three.</summary>
public sealed record ReportAnswer
{
    public decimal? Number { get; init; }

    /// <summary>A text, or the stored label of a choice.</summary>
    public string? Text { get; init; }

    /// <summary>Rows of a table, as many cells as columns; numbers in invariant form, "" for an empty cell.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }

    /// <summary>The number in a cell; null when it holds none.</summary>
    public static decimal? NumberIn(string cell) =>
        decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string CellOf(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>A figure that the system filled in, with where it comes from.</summary>
/// <param name="Field">Code of the field.</param>
/// <param name="Source">A code of <see cref="FigureSources"/>.</param>
/// <param name="Value">Null: the books know nothing, or it does not apply to an organisation.</param>
/// <param name="At">When it was read.</param>
/// <param name="Denominators">The versions of the denominators that it was worked out with; only where some are.</param>
public sealed record FilledFigure(string Field, string Source, decimal? Value, DateTimeOffset At, IReadOnlyList<DenominatorUsed> Denominators);

/// <summary>A source of denominators behind a figure.</summary>
/// <param name="Source">As recorded: "Tổng điều tra 1/4/2019".</param>
/// <param name="AsOf">Newest day that it speaks of.</param>
/// <param name="Households">Households that rest on it.</param>
public sealed record DenominatorUsed(string Source, DateOnly AsOf, long Households);

/// <summary>Which reports below a superior's report rests on.</summary>
/// <param name="In">How many were in.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Versions">Their submissions and versions.</param>
public sealed record ReportBasis(int In, int Of, IReadOnlyList<BasisVersion> Versions);

/// <summary>One report that was counted.</summary>
public sealed record BasisVersion(long BoundId, int Version);

/// <summary>JSON of the columns.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("A stored report is empty.");
}
