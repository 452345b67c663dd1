using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>Posts a digest to an SMS gateway, signed as Standard Webhooks does it (standardwebhooks.com): headers webhook-id, webhook-timestamp
/// and webhook-signature "v1," + base64 of HMAC-SHA256 over "id.timestamp.body". The id is the message's: a repeated one is known by it.</summary>
public sealed class WebhookChannel : IChannel, IDisposable
{
    private const string Prefix = "whsec_";
    private readonly WebhookOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public WebhookChannel(IOptions<WebhookOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        client = new HttpClient(PublicAddresses.Handler(this.options.AllowPrivate)) { Timeout = TimeSpan.FromSeconds(this.options.TimeoutSeconds) };
    }

    public string Code => ChannelCodes.Webhook;

    public TimeSpan Timeout => client.Timeout;

    public async Task<string> SendAsync(Mail mail, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(new
        {
            type = "digest",
            id = Id(mail),
            to = mail.Address,
            name = mail.Recipient,
            day = mail.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            language = mail.Language,
            subject = mail.Subject,
            sms = mail.Sms,
            text = mail.Text,
            link = mail.Link,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, Address());
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        Sign(request.Headers, Id(mail), body);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.IsSuccessStatusCode ? $"webhook {(int)response.StatusCode}" : throw Refused(response);
        }
        catch (HttpRequestException error) when (error.InnerException is DeliveryException refused)
        {
            throw refused;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new DeliveryException(error.Message, permanent: false, error);
        }
    }

    /// <summary>The signature of a body, as the receiver computes it again.</summary>
    public static string Signature(string secret, string id, string timestamp, string body)
    {
        var key = secret.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[Prefix.Length..]) : Encoding.UTF8.GetBytes(secret);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }

    public void Dispose() => client.Dispose();

    private static string Id(Mail mail) => mail.MessageId.Trim('<', '>');

    private void Sign(HttpRequestHeaders headers, string id, string body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers.Add("webhook-id", id);
        headers.Add("webhook-timestamp", timestamp);
        headers.Add("webhook-signature", Signature(options.Secret!, id, timestamp, body));
    }

    private Uri Address()
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(options.AllowPrivate && address.Scheme == Uri.UriSchemeHttp)))
        {
            throw new DeliveryException("Campaign111:Webhook:Url must be an https address (http only with AllowPrivate).", permanent: true);
        }

        return address;
    }

    // 408, 425 and 429 ask for another try; the other 4xx, and a redirect, will say the same again.
    private static DeliveryException Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var again = status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || status == 425;
        return new DeliveryException($"The gateway answered {status}.", permanent: !again) { RetryAfter = response.Headers.RetryAfter?.Delta };
    }
}
