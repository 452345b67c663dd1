using Campaign111.Features.Coverage;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>All that a letter says, kept as it was when it was drafted: the .docx is made of it again each time. Texts are Vietnamese.</summary>
public sealed record LetterContent
{
    /// <summary>Agency in capitals, one line each.</summary>
    public IReadOnlyList<string> Agency { get; init; } = [];

    /// <summary>The same in sentences: "Ủy ban nhân dân tỉnh Bình Phước".</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Behind the number's slash: "UBND-KGVX".</summary>
    public string Symbol { get; init; } = "";

    /// <summary>Without "V/v".</summary>
    public string Subject { get; init; } = "";

    public string Place { get; init; } = "";

    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Paragraphs before the table.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>Paragraphs after it.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    public IReadOnlyList<string> Copies { get; init; } = [];

    public IReadOnlyList<string> Capacity { get; init; } = [];

    public string? Signatory { get; init; }

    /// <summary>The day of the figures.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Where the denominators come from: "Tổng điều tra 1/4/2019".</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The figures are invented: said in the letter.</summary>
    public bool IsIllustrative { get; init; }

    public IReadOnlyList<LaggingUnit> Lagging { get; init; } = [];
}

/// <summary>A row of the letter's table.</summary>
/// <param name="Name">Full name of the commune.</param>
/// <param name="Above">Full name of its district, or "" where there is none.</param>
/// <param name="Target">Households to reach.</param>
/// <param name="Reached">Households reached.</param>
/// <param name="Percent">Of them, 0 to 100.</param>
/// <param name="Expected">Expected on the day of the figures, 0 to 100; null without a deadline.</param>
/// <param name="LastEntryOn">Day of the last entry; null before the first.</param>
/// <param name="Status">Its status then.</param>
public sealed record LaggingUnit(
    string Name, string Above, long Target, long Reached, decimal Percent, decimal? Expected, DateOnly? LastEntryOn, CoverageStatus Status);
