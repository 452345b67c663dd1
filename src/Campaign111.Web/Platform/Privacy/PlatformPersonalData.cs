namespace Campaign111.Platform.Privacy;

/// <summary>Texts in the platform's own tables. The trail has rules of its own (<see cref="Audit.Seals.AuditErasure"/>).</summary>
public sealed class PlatformPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("app_setting") { Words = ["value"], Harmless = ["name"] },
        new("schema_migration") { Harmless = ["name", "hash"] },
        new("audit_event")
        {
            Elsewhere = ["actor", "before_json", "after_json", "reason"], Harmless = ["on_behalf_of", "action", "subject_type", "subject_id"],
        },
        new("audit_seal")
        {
            Elsewhere = ["actor_salt", "text_salt"], Harmless = ["actor_digest", "before_digest", "after_digest", "reason_digest", "content_hash", "hash"],
        },
        new("security_event")
        {
            Account = "account_id", Harmless = ["kind", "route", "last_request"], Title = ("Sự kiện an ninh", "Security events"),
            Given = ["first_at", "last_at", "kind", "route", "times"],
        },
        new("data_protection_key") { Harmless = ["name", "content"] },
        // What the files hold is the features' own: published materials, prints, lists that were asked for.
        new("file_blob") { Harmless = ["name", "sha256"] },
        new("file_part") { Harmless = ["sha256"] },
        new("job_request") { Harmless = ["job"] },
        new("job_state") { Words = ["last_error"], Harmless = ["job", "node", "outcome"] },
        new("job_dead_letter") { Words = ["error", "note"], Harmless = ["job", "state"] },
        new("special_day") { Words = ["source"], Harmless = ["kind", "name", "name_en"] },
    ];
}
