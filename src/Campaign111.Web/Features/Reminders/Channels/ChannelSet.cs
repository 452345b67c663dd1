using Campaign111.Features.Accounts;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>Which channels this installation has, and by which of them a person is reached.</summary>
public sealed class ChannelSet(IOptions<WebhookOptions> webhook, IOptions<ZaloOptions> zalo)
{
    public bool HasWebhook => webhook.Value.IsSet;

    public bool HasZalo => zalo.Value.IsSet;

    /// <summary>The in-app inbox always; the others where the committee allows them and the person wants them.</summary>
    public IEnumerable<(string Channel, string? Address)> Of(Person person, ReminderPreference wish, ReminderPolicy policy)
    {
        yield return (ChannelCodes.Inbox, null);
        if (policy.Mail && wish.Mail && person.Email is { Length: > 0 } address)
        {
            yield return (ChannelCodes.Mail, address);
        }

        if (HasWebhook && policy.Webhook && wish is { Webhook: true, Phone: not null })
        {
            yield return (ChannelCodes.Webhook, wish.Phone);
        }

        if (HasZalo && policy.Zalo && wish is { Zalo: true, Phone: not null })
        {
            yield return (ChannelCodes.Zalo, wish.Phone);
        }
    }
}
