namespace Campaign111.Features.Reminders;

/// <summary>A message with the reminders and notices that it carries.</summary>
public sealed record InboxItem(InboxMessage Message, IReadOnlyList<DigestLine> Lines, IReadOnlyList<NoticeLine> News);

/// <summary>Model of the inbox: messages newest first, and the key of the next page or null.</summary>
public sealed record InboxModel(IReadOnlyList<InboxItem> Items, long? Older)
{
    /// <summary>Acknowledgements by reminder.</summary>
    public required ILookup<long, Acknowledgement> Acknowledged { get; init; }

    /// <summary>Where a day without a digest is asked for; null where that is not allowed, or nothing reminds.</summary>
    public string? Rest { get; init; }
}

/// <summary>Model of a person's choice.</summary>
/// <param name="Preference">As saved, or as it came back.</param>
/// <param name="HasWebhook">The installation has an SMS gateway.</param>
/// <param name="HasZalo">The installation has Zalo.</param>
/// <param name="Bounced">Channels whose newest message was refused for good.</param>
public sealed record InboxSettingsModel(ReminderPreference Preference, bool HasWebhook, bool HasZalo, IReadOnlyList<string> Bounced);
