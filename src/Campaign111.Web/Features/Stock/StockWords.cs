using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>Words that several movements share.</summary>
internal static class StockWords
{
    private const int Longest = 500;

    /// <summary>A reason as typed.</summary>
    /// <exception cref="StockRefusedException">None is given, or it is too long.</exception>
    public static string Reason(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? throw new StockRefusedException("Ghi lý do.", "Give the reason.") { Field = "Reason" }
        : typed.Trim() is { Length: <= Longest } reason ? reason : throw TooLong("Reason");

    /// <summary>A text that may be missing.</summary>
    /// <exception cref="StockRefusedException">It is too long.</exception>
    public static string? Remark(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : Reason(typed);

    public static StockRefusedException TooLong(string field) => new("Tối đa 500 ký tự.", "At most 500 characters.") { Field = field };

    /// <summary>A run as people call it.</summary>
    public static string Name(StockRun run) => Text.Of($"Đợt {run.Number}: {run.Design} v{run.Version}, in ngày {Formats.Date(run.PrintedOn)}", $"Run {run.Number}: {run.Design} v{run.Version}, printed {Formats.Date(run.PrintedOn)}");

    public static string Leaflets(long quantity) => Text.Of($"{Formats.Number(quantity)} tờ", $"{Formats.Number(quantity)} leaflets");
}
