using System.Buffers;
using System.Text.Json;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage;

/// <summary>POST /api/v1/coverage/entries (design.md, Contract): stores a batch and answers only after the commit. The one address that meets a
/// whole province's evening rush, so it is mapped by itself: a controller's binding, filters and results would cost as much again as the parsing.</summary>
public static class CoverageEntriesEndpoint
{
    /// <summary>Most bytes of one batch.</summary>
    public const int MostBytes = 1_048_576;

    public static WebApplication MapCoverage(this WebApplication app)
    {
        // One byte over the limit tells, whatever Content-Length says.
        app.MapPost("/api/v1/coverage/entries", AnswerAsync).RequireAuthorization().WithMetadata(
            new RequestSizeLimitAttribute(MostBytes + 1), new ApiScopeAttribute(ApiScopes.CoverageWrite), new LimitedAttribute(LimitClass.Ingest));
        return app;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var (services, cancel) = (context.RequestServices, context.RequestAborted);
        var user = services.GetRequiredService<CurrentUser>();
        if (await ApiAuthorizeAttribute.RefusalAsync(context, user, Permission.LogCoverage) is { } denied)
        {
            await ApiProblem.WriteAsync(context, StatusCodes.Status403Forbidden, denied);
            return;
        }

        using var lease = await services.GetRequiredService<CoverageGate>().EnterAsync(user.AccountId ?? 0, cancel);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "1";
            await ApiProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, Text.Of(
                "Quá nhiều lô cùng lúc: gửi lại sau giây lát.", "Too many batches at once: send again in a moment."));
            return;
        }

        var (entries, refusal) = await ReadAsync(context.Request, cancel);
        if (entries is null)
        {
            await ApiProblem.WriteAsync(context, refusal!.Status, refusal.Detail);
            return;
        }

        var result = await services.GetRequiredService<CoverageLedger>().RecordAsync(await CoverageSender.OfAsync(user), entries, cancel);
        await WriteAsync(context.Response, new EntriesAnswer(result.Receipt, [.. result.Results.Select(Answer)]), cancel);
    }

    private static EntryAnswer Answer(EntryResult result) => new(result.Key, CoverageTexts.Code(result.Status), result.Flags, result.Reason);

    private static async Task<(IReadOnlyList<IncomingEntry>? Entries, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (await BodyAsync(request, cancel) is not { } body)
        {
            return (null, new Refusal(StatusCodes.Status413PayloadTooLarge, Text.Of(
                "Lô lớn hơn 1 MB: chia nhỏ rồi gửi lại.", "The batch is larger than 1 MB: split it and send again.")));
        }

        try
        {
            return Checked(Parse(body));
        }
        catch (JsonException error)
        {
            return (null, new Refusal(StatusCodes.Status400BadRequest, Text.Of(
                $"Nội dung không phải JSON đúng dạng ({error.Path}): xem /openapi/v1.json.", $"The body is not the expected JSON ({error.Path}): see /openapi/v1.json.")));
        }
        finally
        {
            request.BodyReader.AdvanceTo(body.End);
        }
    }

    private static (IReadOnlyList<IncomingEntry>? Entries, Refusal? Refusal) Checked(EntriesRequest? request)
    {
        if (request?.Entries is null || request.Entries.Any(entry => entry is null))
        {
            return (null, new Refusal(StatusCodes.Status400BadRequest, Text.Of("Thiếu danh sách “entries”.", "The list “entries” is missing.")));
        }

        var count = request.Entries.Count;
        return count <= CoverageLedger.MostEntries ? ([.. request.Entries.OfType<IncomingEntry>()], null) : (null, new Refusal(StatusCodes.Status413PayloadTooLarge, Text.Of(
            $"Lô có {count} ghi nhận, nhiều nhất là {CoverageLedger.MostEntries}: chia nhỏ rồi gửi lại.",
            $"The batch has {count} entries, at most {CoverageLedger.MostEntries} are taken: split it and send again.")));
    }

    // Null: too long.
    private static async ValueTask<ReadOnlySequence<byte>?> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        while (request.ContentLength is null or <= MostBytes)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.IsCompleted && read.Buffer.Length <= MostBytes)
            {
                return read.Buffer;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.Buffer.Length > MostBytes)
            {
                return null;
            }
        }

        return null;
    }

    private static EntriesRequest? Parse(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var request = JsonSerializer.Deserialize(ref reader, CoverageJson.Default.EntriesRequest);
        return reader.Read() ? throw new JsonException("More than one value.") : request;
    }

    private static async Task WriteAsync(HttpResponse response, EntriesAnswer answer, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, CoverageJson.Default.EntriesAnswer);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, cancel);
    }

    private sealed record Refusal(int Status, string Detail);
}
