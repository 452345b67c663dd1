using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage;

/// <summary>
/// Numbers that a slip of the finger makes: one entry larger than its whole hamlet. A page asks once more before it stores them, since a single
/// 99999 would complete a commune; what is confirmed, or sent through the API, is stored and flagged as ever.
/// </summary>
internal static class Implausible
{
    private const long MostLeafletsOfAVisit = 99;

    public static string VisitProblem => Text.Of(
        $"Chưa ghi: “Tờ rơi mỗi hộ đã đến” phải là số từ 0 đến {MostLeafletsOfAVisit}.",
        $"Not stored: “Leaflets for each household reached” must be a number from 0 to {MostLeafletsOfAVisit}.");

    public static bool ForOneVisit(long leaflets) => leaflets is < 0 or > MostLeafletsOfAVisit;

    /// <summary>The field to ask about and the question; null when the form is plausible, was confirmed, or the hamlet has no target to compare with.</summary>
    public static (string Field, string Text)? Ask(TallyForm form, long? target)
    {
        var field = form.Households > target ? nameof(TallyForm.Households) : form.Leaflets > target ? nameof(TallyForm.Leaflets) : null;
        form.Asked = field is not null;
        return field is null || form.Sure ? null : (field, Text.Of(
            $"Nhiều hơn cả thôn ({Formats.Number(target!.Value)} hộ). Nếu gõ nhầm, hãy sửa; nếu đúng, đánh dấu “Số này đúng, cứ lưu” rồi lưu lại.",
            $"More than the whole hamlet ({Formats.Number(target.Value)} households). If it is a slip, correct it; if it is right, tick “The number is right, store it” and save again."));
    }
}
