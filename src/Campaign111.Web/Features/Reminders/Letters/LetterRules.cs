using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>What a letter must state. Pure.</summary>
public static class LetterRules
{
    private const int MostLines = 60;
    private const int LongestLine = 2000;

    /// <summary>All that is wrong, by field of the form; empty when it may be drafted.</summary>
    public static IReadOnlyList<(string Field, Notice Notice)> Check(LetterContent content)
    {
        var problems = new List<(string, Notice)>();
        void Need(bool holds, string field, string vi, string en)
        {
            if (!holds)
            {
                problems.Add((field, new Notice(vi, en)));
            }
        }

        Need(content.Lagging.Count > 0, "", "Không có xã nào chậm tiến độ: chưa có ai để đôn đốc.", "No commune lags: there is nobody to urge.");
        Need(content.Symbol.Length is > 0 and <= 60, nameof(content.Symbol), "Xin ghi ký hiệu, như UBND-KGVX (tối đa 60 ký tự).", "Please give the symbol, like UBND-KGVX (at most 60 characters).");
        Need(content.Subject.Length is > 0 and <= 300, nameof(content.Subject), "Xin ghi trích yếu (tối đa 300 ký tự).", "Please give the subject (at most 300 characters).");
        Need(content.Place.Length is > 0 and <= 100, nameof(content.Place), "Xin ghi địa danh (tối đa 100 ký tự).", "Please give the place (at most 100 characters).");
        Need(content.Signatory?.Length is null or <= 200, nameof(content.Signatory), "Họ tên người ký tối đa 200 ký tự.", "The signatory takes at most 200 characters.");
        foreach (var (lines, field) in new[] { (content.To, nameof(content.To)), (content.Opening, nameof(content.Opening)), (content.Requests, nameof(content.Requests)), (content.Copies, nameof(content.Copies)), (content.Capacity, nameof(content.Capacity)) })
        {
            Need(lines.Count is > 0 and <= MostLines && lines.All(line => line.Length <= LongestLine), field, "Xin ghi ít nhất một dòng, tối đa 60 dòng, mỗi dòng tối đa 2000 ký tự.", "Please give 1 to 60 lines of at most 2000 characters each.");
        }

        return problems;
    }
}
