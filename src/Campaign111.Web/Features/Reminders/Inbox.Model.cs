namespace Campaign111.Features.Reminders;

/// <summary>A message with the reminders and notices that it carries.</summary>
public sealed record InboxItem(InboxMessage Message, IReadOnlyList<DigestLine> Lines, IReadOnlyList<NoticeLine> News);

/// <summary>Model of the inbox: messages newest first, and the key of the next page or null.</summary>
public sealed record InboxModel(IReadOnlyList<InboxItem> Items, long? Older);
