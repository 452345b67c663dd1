using System.Globalization;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>What an officer reads off a sheet.</summary>
public sealed class SheetForm
{
    /// <summary>The day of the visits.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>For each household reached; on a tally sheet all together.</summary>
    public long? Leaflets { get; set; }

    /// <summary>By household number the outcome; on a tally sheet by outcome the number of households.</summary>
    public Dictionary<string, string?> Marks { get; set; } = [];

    /// <summary>Why a sheet that was keyed is corrected.</summary>
    public string? Reason { get; set; }
}

/// <summary>One line of a sheet as it shall stand.</summary>
internal sealed record SheetMark(string Line, string? Household, CoverageOutcome Outcome, long Households, long Leaflets)
{
    public bool IsNothing => Household is null && Households == 0 && Leaflets == 0;

    public bool Says(CoverageEntry entry, DateOnly day) =>
        entry.Outcome == Outcome && entry.Households == Households && entry.Leaflets == Leaflets && entry.CountedDay == day;

    /// <summary>The lines that say something, and on a tally sheet those that say nothing too.</summary>
    /// <exception cref="EntryRefusedException">A number that is none, or an outcome that is none.</exception>
    public static IReadOnlyList<SheetMark> Read(PaperSheet sheet, IReadOnlyList<HouseholdLine> lines, SheetForm form)
    {
        if (form.Leaflets is < 0 or > EntryForm.Most)
        {
            throw new EntryRefusedException(Text.Of("Ghi số tờ rơi từ 0 đến 100.000.", "Enter the leaflets, 0 to 100,000."));
        }

        return sheet.IsTally ? [.. Enum.GetValues<CoverageOutcome>().Select(outcome => Tally(form, outcome))] : [.. lines.Select(line => Visit(form, line)).OfType<SheetMark>()];
    }

    private static SheetMark Tally(SheetForm form, CoverageOutcome outcome)
    {
        var typed = form.Marks.GetValueOrDefault(outcome.Code())?.Trim() ?? "";
        var households = 0L;
        if (typed.Length > 0 && (!long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out households) || households > EntryForm.Most))
        {
            throw new EntryRefusedException(Text.Of(
                $"“{CoverageTexts.Of(outcome)}”: ghi số hộ bằng chữ số, từ 0 đến 100.000.", $"“{CoverageTexts.Of(outcome)}”: write the households in digits, 0 to 100000."));
        }

        return new SheetMark(outcome.Code(), null, outcome, households, outcome == CoverageOutcome.Reached ? form.Leaflets ?? 0 : 0);
    }

    private static SheetMark? Visit(SheetForm form, HouseholdLine line)
    {
        var key = line.Id.ToString(CultureInfo.InvariantCulture);
        var typed = form.Marks.GetValueOrDefault(key);
        if (string.IsNullOrEmpty(typed))
        {
            return null;
        }

        return CoverageCodes.TryOutcome(typed, out var outcome)
            ? new SheetMark(key, line.Code, outcome, 1, outcome == CoverageOutcome.Reached ? form.Leaflets ?? 1 : 0)
            : throw new EntryRefusedException(Refusals.BadOutcome(typed));
    }
}
