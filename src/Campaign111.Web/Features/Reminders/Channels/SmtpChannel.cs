using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Campaign111.Platform.Data;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>By SMTP, or into the pickup folder. The Message-ID is the outbox's, so that a second copy is known as one.</summary>
public sealed class SmtpChannel(IOptions<MailOptions> options, DataOptions data) : IChannel
{
    private readonly MailOptions options = options.Value;

    public string Code => ChannelCodes.Mail;

    public TimeSpan Timeout => TimeSpan.FromSeconds(options.TimeoutSeconds);

    public async Task<string> SendAsync(Mail mail, CancellationToken cancel)
    {
        // The client's own time-out counts for synchronous sending only.
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(Timeout);
        try
        {
            using var message = Compose(mail);
            using var client = Client();
            await client.SendMailAsync(message, bounded.Token);
            return string.IsNullOrEmpty(options.Host) ? "pickup" : $"smtp {options.Host}:{options.Port}";
        }
        catch (OperationCanceledException error) when (!cancel.IsCancellationRequested)
        {
            throw new DeliveryException($"No answer within {options.TimeoutSeconds} s.", permanent: false, error);
        }
        catch (FormatException error)
        {
            throw new DeliveryException($"{mail.Address}: {error.Message}", permanent: true, error);
        }
        catch (Exception error) when (error is SmtpException or IOException or InvalidOperationException)
        {
            throw new DeliveryException(error.InnerException is null ? error.Message : $"{error.Message} {error.InnerException.Message}", IsBounce(error), error);
        }
    }

    // RFC 5321, 4.2.3: 550, 551 and 553 speak of the mailbox; other refusals may be the server's mood or our own settings.
    private static bool IsBounce(Exception error) => error is SmtpFailedRecipientException
    {
        StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed,
    };

    private SmtpClient Client()
    {
        if (string.IsNullOrEmpty(options.Host))
        {
            return new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = Directory.CreateDirectory(options.Pickup ?? data.Sub("mail")).FullName,
            };
        }

        return new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.Tls,
            Credentials = options.User is { Length: > 0 } user ? new NetworkCredential(user, options.Password) : null,
        };
    }

    private MailMessage Compose(Mail mail)
    {
        var message = new MailMessage(
            new MailAddress(options.From, options.FromName, Encoding.UTF8),
            new MailAddress(mail.Address, mail.Recipient, Encoding.UTF8))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", mail.MessageId);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
