using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Campaigns;

/// <summary>What a dispatch must state, and how it must stand to its campaign. Pure.</summary>
public static class DispatchRules
{
    private const int MaxTasks = 50;
    private const int MaxTask = 2000;
    private const int MaxRecipients = 4000;

    /// <summary>All that is wrong, by field of the form; empty when it may be entered.</summary>
    public static IReadOnlyList<(string Field, Notice Notice)> Check(DispatchDraft draft, Campaign campaign)
    {
        var problems = new List<(string, Notice)>();
        void Need(bool holds, string field, string vi, string en)
        {
            if (!holds)
            {
                problems.Add((field, new Notice(vi, en)));
            }
        }

        CheckTexts(draft, Need);
        CheckDays(draft, Need);
        Need(campaign.UnitPath.StartsWith(draft.Unit.Path, StringComparison.Ordinal) || draft.Unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal),
            nameof(draft.Unit), "Đơn vị ban hành không thuộc chiến dịch này: xin chọn lại.", "The issuing unit is no part of this campaign: please choose again.");
        Need(draft.Bound.All(unit => unit.IsWithin(draft.Unit)), nameof(draft.Bound),
            "Văn bản chỉ ràng buộc được đơn vị cấp dưới của nơi ban hành.", "A dispatch binds only units below its issuer.");
        return problems;
    }

    private static void CheckTexts(DispatchDraft draft, Action<bool, string, string, string> need)
    {
        need(draft.Number.Length is > 0 and <= 100, nameof(draft.Number), "Xin ghi số, ký hiệu văn bản (tối đa 100 ký tự).", "Please give the number (at most 100 characters).");
        need(draft.Issuer.Length is > 0 and <= 300, nameof(draft.Issuer), "Xin ghi cơ quan ban hành (tối đa 300 ký tự).", "Please give the issuer (at most 300 characters).");
        need(draft.Subject.Length is > 0 and <= 500, nameof(draft.Subject), "Xin ghi trích yếu (tối đa 500 ký tự).", "Please give the subject (at most 500 characters).");
        need(draft.Signatory?.Length is null or <= 200, nameof(draft.Signatory), "Tên người ký tối đa 200 ký tự.", "The signatory takes at most 200 characters.");
        need(draft.ReceivedNumber?.Length is null or <= 100, nameof(draft.ReceivedNumber), "Số đến tối đa 100 ký tự.", "The received number takes at most 100 characters.");
        need(draft.Recipients?.Length is null or <= MaxRecipients, nameof(draft.Recipients), "Nơi nhận tối đa 4000 ký tự.", "Recipients take at most 4000 characters.");
        need(draft.Wording?.Length is null or <= DeadlineWording.MaxLength, nameof(draft.Wording), "Câu chữ về thời hạn tối đa 400 ký tự.", "The wording takes at most 400 characters.");
        need(draft.Reason?.Length is null or <= DeadlineGovernance.MaxReason, nameof(draft.Reason), "Lý do tối đa 500 ký tự.", "The reason takes at most 500 characters.");
        need(draft.Tasks.Count <= MaxTasks && draft.Tasks.All(task => task.Body.Length is > 0 and <= MaxTask && task.Organisations.All(to => to.Name.Length is > 0 and <= 300)),
            nameof(draft.Tasks), "Tối đa 50 nhiệm vụ, mỗi nhiệm vụ tối đa 2000 ký tự, tên cơ quan tối đa 300 ký tự.", "At most 50 tasks of 2000 characters each, names of organisations of 300.");
    }

    private static void CheckDays(DispatchDraft draft, Action<bool, string, string, string> need)
    {
        need(draft.IssuedOn.Year is >= 2000 and <= 2099, nameof(draft.IssuedOn), "Xin xem lại ngày ban hành.", "Please check the day of issue.");
        need(draft.ReceivedOn is null || draft.ReceivedOn >= draft.IssuedOn, nameof(draft.ReceivedOn),
            "Ngày đến không thể ở trước ngày ban hành.", "It cannot be received before it was issued.");
        need(draft.LastDay is not null || string.IsNullOrEmpty(draft.Wording), nameof(draft.LastDay),
            "Đã ghi câu chữ về thời hạn: xin bấm Đề xuất hoặc chọn ngày cuối cùng.", "A wording is given: please press Propose or choose the last day.");
        need(draft.LastDay is null || !string.IsNullOrEmpty(draft.Wording), nameof(draft.Wording),
            "Xin ghi thời hạn đúng như văn bản viết.", "Please give the deadline as the document words it.");
        need(draft.LastDay is null || draft.LastDay >= draft.IssuedOn, nameof(draft.LastDay),
            "Ngày cuối cùng không thể ở trước ngày ban hành.", "The last day cannot lie before the day of issue.");
        need(draft.Focus is null || (draft.Focus.From <= draft.Focus.To && draft.LastDay is not null && draft.Focus.To <= draft.LastDay), nameof(draft.Focus),
            "Thời gian tập trung phải nằm trước ngày cuối cùng.", "The focus must lie before the last day.");
    }
}
