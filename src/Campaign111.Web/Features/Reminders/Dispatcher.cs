using System.Globalization;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>Sends what waits in the outbox: the in-app inbox by marking it delivered, the rest through its channel. In quiet hours and on days
/// without work nothing leaves the house; the demo, whose day stands still, sends whenever somebody asks for it.</summary>
public sealed partial class Dispatcher(
    Outbox outbox, DigestReader reader, DigestComposer composer, IEnumerable<IChannel> channels, IWorkingDays calendar, ProductMode mode, TimeProvider time, ILogger<Dispatcher> log)
{
    private const int Batch = 20;
    private readonly string owner = Environment.MachineName;
    private readonly Dictionary<string, IChannel> channels = channels.ToDictionary(channel => channel.Code);

    /// <summary>Sends until nothing is due and returns how many messages left.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var sent = 0;
        var quiet = await IsQuietAsync(cancel);
        while (!cancel.IsCancellationRequested && await outbox.ClaimAsync(owner, Batch, cancel, quiet) is { Count: > 0 } leased)
        {
            try
            {
                foreach (var message in leased)
                {
                    cancel.ThrowIfCancellationRequested();
                    sent += await SendAsync(message, cancel) ? 1 : 0;
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // What is not sent goes back at once: the next process need not wait for the lease to run out.
                await outbox.HandBackAsync(leased);
                throw;
            }
        }

        return sent;
    }

    private async Task<bool> IsQuietAsync(CancellationToken cancel)
    {
        var days = await calendar.LoadAsync(cancel);
        var now = time.GetUtcNow();
        return !mode.IsDemo && (days.Quiet.IsQuiet(now) || !days.IsWorkingDay(VietnamTime.Day(now)));
    }

    private async Task<bool> SendAsync(LeasedMessage message, CancellationToken cancel)
    {
        if (message.Channel == ChannelCodes.Inbox)
        {
            await outbox.SentAsync(message, ChannelCodes.Inbox);
            return true;
        }

        if (!channels.TryGetValue(message.Channel == ChannelCodes.Urgent ? ChannelCodes.Mail : message.Channel, out var channel))
        {
            await outbox.FailedAsync(message, $"Channel {message.Channel} does not exist here.", permanent: true);
            return false;
        }

        // A culture that is set in an async method ends with it.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Find(message.Language) ?? Cultures.Vietnamese;
        try
        {
            var content = new DigestContent(await reader.LinesAsync(message.Id), [.. (await reader.NoticesOfAsync([message.Id]))[message.Id]], message.LocalDay);
            var mail = await composer.ComposeAsync(message.AccountId, message.Recipient, message.Address!, message.MessageId, content);
            if (!await outbox.HoldsAsync(message, channel.Timeout))
            {
                return false;
            }

            await outbox.SentAsync(message, await channel.SendAsync(mail, cancel), mail.Subject, mail.Text);
            return true;
        }
        catch (DeliveryException error)
        {
            LogFailure(log, error, message.Id);
            await outbox.FailedAsync(message, error.Message, error.Permanent, error.RetryAfter);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} was not taken")]
    private static partial void LogFailure(ILogger logger, Exception error, long id);
}
