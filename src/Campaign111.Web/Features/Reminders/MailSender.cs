using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Campaign111.Platform.Data;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders;

/// <summary>A digest, ready to leave.</summary>
public sealed record Mail(string Address, string Recipient, string MessageId, string Subject, string Text, string Html);

/// <summary>Hands a mail to whoever carries it on.</summary>
public interface IMailSender
{
    /// <summary>Sends, and returns how for the attempt's record.</summary>
    /// <exception cref="MailException">It was not taken; the message says why.</exception>
    Task<string> SendAsync(Mail mail, CancellationToken cancel);
}

/// <summary>The mail was not taken.</summary>
public sealed class MailException(string message, Exception inner) : Exception(message, inner);

/// <summary>By SMTP, or into the pickup folder. The Message-ID is the outbox's, so that a second copy is known as one.</summary>
public sealed class SmtpMailSender(IOptions<MailOptions> options, DataOptions data) : IMailSender
{
    private readonly MailOptions options = options.Value;

    public async Task<string> SendAsync(Mail mail, CancellationToken cancel)
    {
        try
        {
            using var message = Compose(mail);
            using var client = Client();
            await client.SendMailAsync(message, cancel);
            return options.Host is null ? "pickup" : $"smtp {options.Host}:{options.Port}";
        }
        catch (Exception error) when (error is SmtpException or FormatException or IOException or InvalidOperationException)
        {
            throw new MailException(error.InnerException is null ? error.Message : $"{error.Message} {error.InnerException.Message}", error);
        }
    }

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
            Timeout = options.TimeoutSeconds * 1000,
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
