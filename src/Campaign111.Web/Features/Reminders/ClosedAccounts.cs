using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>With an account its telephone number and the addresses of its messages go; what still waits is not sent. What was sent stays, as evidence, without
/// an address.</summary>
public sealed class ClosedAccounts : IForgetsAccounts
{
    private const string Preference = "DELETE FROM reminder_preference WHERE account_id = @account";

    private const string Rests = "DELETE FROM reminder_mute WHERE account_id = @account";

    private const string Waiting = "UPDATE outbox SET state = 'dropped' WHERE account_id = @account AND channel <> @inbox AND state <> 'sent'";

    private const string Addresses = "UPDATE outbox SET address = NULL WHERE account_id = @account AND address IS NOT NULL";

    public async Task ForgetAsync(DbSession session, long account)
    {
        var args = new { account, inbox = ChannelCodes.Inbox };
        foreach (var sql in new[] { Preference, Rests, Waiting, Addresses })
        {
            await session.ExecuteAsync(sql, args);
        }
    }
}
