using System.Text.Json;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>Zalo answers 200 with JSON whatever happened; the error stands inside.</summary>
internal static class ZaloHttp
{
    /// <exception cref="DeliveryException">No JSON came back: try again later.</exception>
    public static async Task<JsonElement> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await client.SendAsync(request, cancel);
            if ((int)response.StatusCode >= 500)
            {
                throw new DeliveryException($"Zalo answered {(int)response.StatusCode}.", permanent: false);
            }

            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel));
            return json.RootElement.Clone();
        }
        catch (HttpRequestException error) when (error.InnerException is DeliveryException refused)
        {
            throw refused;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new DeliveryException($"Zalo: {error.Message}", permanent: false, error);
        }
    }

    /// <summary>A value as text, whether it is a number or a string; null when it is missing.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
