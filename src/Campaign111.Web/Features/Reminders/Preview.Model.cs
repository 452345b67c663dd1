using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Reminders.Channels;

namespace Campaign111.Features.Reminders;

/// <summary>Model of a digest's preview. Person and mail are null when nobody would get one.</summary>
public sealed record PreviewModel(Campaign Campaign, DateOnly Day, Person? Person, Mail? Mail);
