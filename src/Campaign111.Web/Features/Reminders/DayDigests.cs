using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>The day's messages of a batch of reminders, each found or made once. For one transaction.</summary>
internal sealed class DayDigests(
    DayMessages messages,
    DateOnly today,
    IReadOnlyDictionary<long, ReminderPreference> wishes,
    IReadOnlyDictionary<(long Account, DateOnly Day), string> mutes,
    ChannelSet channels,
    ReminderPolicy policy)
{
    private readonly Dictionary<(long, string), long> held = [];
    private readonly List<object?[]> attachments = [];

    public void Forget()
    {
        held.Clear();
        attachments.Clear();
    }

    /// <summary>Attaches a reminder to the person's message of every channel by which it may reach them.</summary>
    public async Task AttachAsync(DbSession session, long reminderId, Person person)
    {
        var wish = wishes.GetValueOrDefault(person.AccountId) ?? ReminderPreference.Default;
        foreach (var (channel, address) in channels.Of(person, wish, policy))
        {
            if (!held.TryGetValue((person.AccountId, channel), out var outboxId))
            {
                held[(person.AccountId, channel)] = outboxId =
                    await messages.HeldAsync(session, person, channel, address, today, day => mutes.ContainsKey((person.AccountId, day)));
            }

            attachments.Add([reminderId, outboxId]);
        }
    }

    /// <summary>Writes what was attached.</summary>
    public Task FlushAsync(DbSession session) => session.InsertManyAsync("reminder_message", ["reminder_id", "outbox_id"], attachments);
}
