using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Campaign111.Platform.Configuration;

/// <summary>One JSON object a line: time, level, category, event, message, its values, and of a request its id, account and route.</summary>
/// <remarks>Not the framework's formatter: that one writes the scopes of the host, and with them the path of the request, in which one-time links, calendar
/// addresses and leaflet codes stand. A route ("join/{secret}") says the same without them.</remarks>
public sealed class JsonLines(IHttpContextAccessor http, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "campaign111";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("event", logEntry.EventId.Name ?? logEntry.EventId.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            WriteRequest(json);
            WriteValues(json, logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>);
            if (logEntry.Exception is { } error)
            {
                json.WriteString("exception", error.ToString());
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private void WriteRequest(Utf8JsonWriter json)
    {
        if (http.HttpContext is not { } context)
        {
            return;
        }

        json.WriteString("request", context.TraceIdentifier);
        if (context.GetEndpoint() is RouteEndpoint route)
        {
            json.WriteString("route", $"{context.Request.Method} {route.RoutePattern.RawText}");
        }

        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account)
        {
            json.WriteString("account", account);
        }
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        if (values is null || values.Count < 2)
        {
            return;
        }

        json.WriteStartObject("values");
        foreach (var (name, value) in values.Where(value => value.Key != "{OriginalFormat}"))
        {
            json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
