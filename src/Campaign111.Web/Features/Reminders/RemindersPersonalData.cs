using Campaign111.Platform.Data;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Reminders;

/// <summary>Texts in the tables of reminders and letters: whose they are, and what erasure does to them.</summary>
public sealed class RemindersPersonalData : IPersonalData
{
    private const string Phone = "SELECT phone FROM reminder_preference WHERE account_id = @account AND phone IS NOT NULL";

    private const string Country = "84";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("reminder") { Names = ["dropped_by"], Words = ["note"], Harmless = ["rung", "wording", "document", "state", "told", "owed_key", "title", "title_en", "href"], Title = ("Lời nhắc đã bỏ qua", "Reminders let go") },
        new("outbox")
        {
            Account = "account_id", Called = ["recipient"], Emptied = ["address", "subject", "body"], Words = [],
            Harmless = ["channel", "message_id", "language", "state", "lease_by"], Title = ("Thư và tin gửi cho bạn", "Messages sent to you"),
            Given = ["created_at", "channel", "address", "recipient", "state", "sent_at", "read_at", "subject", "body"], Href = "/inbox",
        },
        new("delivery_attempt") { Words = ["detail"], Harmless = ["outcome"] },
        new("notice") { Words = ["subject", "subject_en", "body", "body_en"], Harmless = ["news_key", "address"] },
        new("reminder_rung") { Harmless = ["kind", "condition"] },
        new("reminder_text") { Names = ["set_by"], Words = ["body"] },
        new("reminder_ack")
        {
            Account = "account_id", Called = ["name"], Words = ["words"], Title = ("Lời nhắc đã xác nhận", "Reminders acknowledged"), Given = ["at", "reminder_id", "words"],
        },
        new("reminder_preference")
        {
            Account = "account_id", Removed = true, Emptied = ["phone"], Title = ("Cách nhận lời nhắc", "How you receive reminders"), Given = ["changed_at", "mail", "webhook", "zalo", "phone"], Href = "/inbox",
        },
        new("reminder_mute")
        {
            Account = "account_id", Removed = true, Blanked = ["reason"], Title = ("Ngày tạm dừng nhắc", "Days of rest"), Given = ["day", "reason", "at"],
        },
        new("reminder_credential") { Harmless = ["name", "secret"] },
        new("letter")
        {
            Account = "made_by",
            Kept = ["subject", "content"],
            KeptFor = ("văn bản đôn đốc, giữ nguyên như khi soạn", "letters, kept as they were drawn up"),
            Harmless = ["unit_path", "number"],
            Title = ("Văn bản đôn đốc đã soạn", "Letters drafted"),
        },
    ];

    /// <summary>The telephone number as it is stored (84...) and as people write it (0...).</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(DbSession session, long account) => await session.FirstAsync<string>(Phone, new { account }) switch
    {
        null => [],
        var phone when phone.StartsWith(Country, StringComparison.Ordinal) => [phone, $"0{phone[Country.Length..]}"],
        var phone => [phone],
    };
}
