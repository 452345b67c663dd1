using System.Globalization;
using Campaign111.Platform.Security;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>Sends what waits in the outbox: the in-app inbox by marking it delivered, mail through <see cref="IMailSender"/>.</summary>
public sealed partial class Dispatcher(Outbox outbox, DigestReader reader, IMailSender mail, IConfiguration configuration, ILogger<Dispatcher> log)
{
    private const int Batch = 20;
    private readonly string owner = $"{Environment.MachineName}-{Guid.NewGuid():N}"[..Math.Min(60, Environment.MachineName.Length + 33)];

    /// <summary>Sends until nothing is due and returns how many messages left.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var sent = 0;
        while (!cancel.IsCancellationRequested && await outbox.ClaimAsync(owner, Batch, cancel) is { Count: > 0 } leased)
        {
            foreach (var message in leased)
            {
                // A stop hands back what is not begun: its lease simply runs out.
                cancel.ThrowIfCancellationRequested();
                sent += await SendAsync(message, cancel) ? 1 : 0;
            }
        }

        return sent;
    }

    private async Task<bool> SendAsync(LeasedMessage message, CancellationToken cancel)
    {
        if (message.Channel == "inbox")
        {
            await outbox.SentAsync(message, owner, "inbox");
            return true;
        }

        try
        {
            await outbox.SentAsync(message, owner, await mail.SendAsync(await ComposeAsync(message), cancel));
            return true;
        }
        catch (MailException error)
        {
            LogFailure(log, error, message.Id);
            await outbox.FailedAsync(message, owner, error.Message);
            return false;
        }
    }

    private async Task<Mail> ComposeAsync(LeasedMessage message)
    {
        var lines = await reader.LinesAsync(message.Id);
        IReadOnlyList<NoticeLine> news = [.. (await reader.NoticesOfAsync([message.Id]))[message.Id]];
        var baseUrl = configuration.StandingSiteAddress();
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Find(message.Language) ?? Cultures.Vietnamese;
        try
        {
            return new Mail(
                message.Address!,
                message.Recipient,
                message.MessageId,
                Digest.Subject(lines, news, message.LocalDay),
                Digest.PlainText(message.Recipient, lines, news, message.LocalDay, baseUrl),
                Digest.Html(message.Recipient, lines, news, message.LocalDay, baseUrl));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} was not taken")]
    private static partial void LogFailure(ILogger logger, Exception error, long id);
}
