using System.Globalization;
using System.Text;
using System.Text.Json;
using Campaign111.Platform.Localisation;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>A template message of Zalo Notification Service: POST /message/template with the access token as a header. The template, approved by
/// Zalo, and what goes into its parameters are configuration.</summary>
public sealed class ZaloChannel : IChannel, IDisposable
{
    // Zalo takes 48 letters.
    private const int LongestTracking = 48;

    private readonly ZaloOptions options;
    private readonly ZaloTokens tokens;
    private readonly HttpClient client;

    public ZaloChannel(IOptions<ZaloOptions> options, ZaloTokens tokens)
    {
        this.options = options.Value;
        this.tokens = tokens;
        // Zalo's own addresses are settings of the administrator; a test's stand on the loopback.
        client = new HttpClient(PublicAddresses.Handler(allowPrivate: IsLoopback(this.options.Api))) { Timeout = TimeSpan.FromSeconds(this.options.TimeoutSeconds) };
    }

    public string Code => ChannelCodes.Zalo;

    public TimeSpan Timeout => client.Timeout * 3;

    public async Task<string> SendAsync(Mail mail, CancellationToken cancel)
    {
        var access = await tokens.AccessAsync(client, refused: null, cancel);
        var answer = await PostAsync(mail, access, cancel);
        if (ErrorOf(answer) == ZaloErrors.InvalidAccessToken)
        {
            access = await tokens.AccessAsync(client, refused: access, cancel);
            answer = await PostAsync(mail, access, cancel);
        }

        var error = ErrorOf(answer);
        return error == 0
            ? $"zalo {(answer.TryGetProperty("data", out var data) ? ZaloHttp.Text(data, "msg_id") : null)}"
            : throw new DeliveryException(ZaloErrors.Say(error, ZaloHttp.Text(answer, "message")), ZaloErrors.IsPermanent(error));
    }

    public void Dispose() => client.Dispose();

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static int ErrorOf(JsonElement answer) =>
        int.TryParse(ZaloHttp.Text(answer, "error"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var error) ? error : -100;

    private async Task<JsonElement> PostAsync(Mail mail, string access, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(options.Api), "/message/template"));
        request.Headers.TryAddWithoutValidation("access_token", access);
        var tracking = mail.MessageId.Trim('<', '>');
        request.Content = new StringContent(
            JsonSerializer.Serialize(new
            {
                phone = mail.Address,
                template_id = options.TemplateId,
                template_data = options.Template.ToDictionary(pair => pair.Key, pair => Fill(pair.Value, mail)),
                tracking_id = tracking.Length <= LongestTracking ? tracking : tracking[..LongestTracking],
            }),
            Encoding.UTF8,
            "application/json");
        return await ZaloHttp.SendAsync(client, request, cancel);
    }

    private string Fill(string text, Mail mail)
    {
        var first = mail.Lines.Count > 0 ? mail.Lines[0] : null;
        var filled = new StringBuilder(text)
            .Replace("{recipient}", mail.Recipient)
            .Replace("{unit}", first?.UnitName ?? "")
            .Replace("{reason}", first is null ? "" : Digest.Reason(first.Facts, mail.Day))
            .Replace("{standing}", first is null ? "" : Digest.Standing(first.Facts))
            .Replace("{count}", mail.Lines.Count.ToString(CultureInfo.InvariantCulture))
            .Replace("{last_day}", first?.Facts.LastDay is { } last ? Formats.Date(last) : "")
            .Replace("{day}", Formats.Date(mail.Day))
            .Replace("{link}", mail.Link)
            .ToString();
        return filled.Length <= options.LongestValue ? filled : filled[..(options.LongestValue - 1)] + "…";
    }
}
