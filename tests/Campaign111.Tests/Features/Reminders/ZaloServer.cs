using System.Text.Json;
using System.Web;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>Zalo as its documentation says (developers.zalo.me, official account API v4, and ZNS): a refresh token works once and brings the next pair;
/// every answer is 200, the error stands in the body.</summary>
internal sealed class ZaloServer : IAsyncDisposable
{
    public const string AppId = "4242";
    public const string SecretKey = "secret-key";
    public const string TemplateId = "7895417";
    private readonly Lock gate = new();
    private LoopbackServer server = null!;

    private string refresh = "refresh-0";

    public string Access { get; private set; } = "";

    public int Renewals { get; private set; }

    /// <summary>Answers to messages before success: error codes, one each.</summary>
    public Queue<int> Errors { get; } = new();

    public List<JsonElement> Messages { get; } = [];

    public string Address => server.Address;

    public static async Task<ZaloServer> StartAsync()
    {
        var zalo = new ZaloServer();
        zalo.server = await LoopbackServer.StartAsync(zalo.Answer);
        return zalo;
    }

    /// <summary>Zalo ends an access token before its time, as it does when the account's owner signs out everywhere.</summary>
    public void EndAccess() => Access = "ended";

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private (int, string) Answer(Received request)
    {
        lock (gate)
        {
            return (200, request.Path switch
            {
                "/v4/oa/access_token" => Renew(request),
                "/message/template" => Take(request),
                _ => """{"error":404,"message":"Not found"}""",
            });
        }
    }

    private string Renew(Received request)
    {
        var form = HttpUtility.ParseQueryString(request.Body);
        if (request.Headers.GetValueOrDefault("secret_key") != SecretKey || form["app_id"] != AppId || form["grant_type"] != "refresh_token" || form["refresh_token"] != refresh)
        {
            return """{"error_name":"Invalid refresh token.","error_reason":"Refresh token is invalid or used","ref_doc":"https://developers.zalo.me/docs","error_description":"Invalid refresh token.","error":-14014}""";
        }

        Renewals++;
        (Access, refresh) = ($"access-{Renewals}", $"refresh-{Renewals}");
        return JsonSerializer.Serialize(new { access_token = Access, refresh_token = refresh, expires_in = "90000" });
    }

    private string Take(Received request)
    {
        if (request.Headers.GetValueOrDefault("access_token") != Access)
        {
            return """{"error":-124,"message":"Access token is invalid"}""";
        }

        var message = JsonDocument.Parse(request.Body).RootElement.Clone();
        if (Errors.TryDequeue(out var error))
        {
            return $$"""{"error":{{error}},"message":"refused"}""";
        }

        if (message.GetProperty("template_id").GetString() != TemplateId)
        {
            return """{"error":-109,"message":"Template ID invalid"}""";
        }

        Messages.Add(message);
        return $$$"""{"error":0,"message":"Success","data":{"sent_time":"1598941800000","sending_mode":"1","quota":{"remainingQuota":"499","dailyQuota":"500"},"msg_id":"m{{{Messages.Count}}}"}}""";
    }
}
