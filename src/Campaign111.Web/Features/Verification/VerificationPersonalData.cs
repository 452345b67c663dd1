using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Verification;

/// <summary>Texts in the tables of checks and questions: whose they are, and what erasure does to them.</summary>
public sealed class VerificationPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("spot_check")
        {
            Account = "inspector_id", Called = ["inspector"], Names = ["drawn_by_name", "closed_by"], Words = ["close_note"],
            Harmless = ["unit_path", "design", "seed", "frame", "state", "verdict"], Title = ("Lượt kiểm tra", "Spot checks"),
        },
        new("spot_check_visit") { Harmless = ["stratum", "household"] },
        new("spot_check_answer") { Account = "account_id", Harmless = ["outcome"], Title = ("Câu trả lời kiểm tra", "Answers of spot checks") },
        new("flag") { Harmless = ["unit_path", "kind", "flag_key", "evidence", "state"] },
        new("flag_word") { Account = "account_id", Names = ["said_by"], Words = ["body"], Harmless = ["kind"], Title = ("Lời trong câu hỏi về số liệu", "Words in questions about figures"), Given = ["said_at", "kind", "body"] },
    ];
}
