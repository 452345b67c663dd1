using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.RateLimiting;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage;

/// <summary>The coverage API of design.md, Contract.</summary>
[ApiController]
[Route("/api/v1/coverage")]
public sealed class CoverageApiController(
    CoverageLedger ledger, CoverageOverview overview, CoveragePack pack, CoverageDesk desk, CoverageGate gate, CurrentUser user) : ControllerBase
{
    /// <summary>Most bytes of one batch.</summary>
    public const int MostBytes = 1_048_576;

    /// <summary>Stores a batch; answered only after the commit.</summary>
    [HttpPost("entries")]
    [ApiAuthorize(Permission.LogCoverage)]
    [RequestSizeLimit(MostBytes + 1)]
    public async Task<IActionResult> Entries(CancellationToken cancel)
    {
        using var lease = await gate.EnterAsync(user.AccountId ?? 0, cancel);
        if (!lease.IsAcquired)
        {
            Response.Headers.RetryAfter = "1";
            return Refuse(StatusCodes.Status429TooManyRequests, Text.Of("Quá nhiều lô cùng lúc: gửi lại sau giây lát.", "Too many batches at once: send again in a moment."));
        }

        var body = await ReadAsync(Request, cancel);
        if (body is not { } json)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, Text.Of("Lô lớn hơn 1 MB: chia nhỏ rồi gửi lại.", "The batch is larger than 1 MB: split it and send again."));
        }

        EntriesRequest? request;
        try
        {
            request = Parse(json);
            Request.BodyReader.AdvanceTo(json.End);
        }
        catch (JsonException error)
        {
            return Refuse(StatusCodes.Status400BadRequest, Text.Of(
                $"Nội dung không phải JSON đúng dạng ({error.Path}): xem /openapi/v1.json.", $"The body is not the expected JSON ({error.Path}): see /openapi/v1.json."));
        }

        if (request?.Entries is null || request.Entries.Any(entry => entry is null))
        {
            return Refuse(StatusCodes.Status400BadRequest, Text.Of("Thiếu danh sách “entries”.", "The list “entries” is missing."));
        }

        if (request.Entries.Count > CoverageLedger.MostEntries)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, Text.Of(
                $"Lô có {request.Entries.Count} ghi nhận, nhiều nhất là {CoverageLedger.MostEntries}: chia nhỏ rồi gửi lại.",
                $"The batch has {request.Entries.Count} entries, at most {CoverageLedger.MostEntries} are taken: split it and send again."));
        }

        var result = await ledger.RecordAsync(await CoverageSender.OfAsync(user), [.. request.Entries.OfType<IncomingEntry>()], cancel);
        return Json(new EntriesAnswer(result.Receipt, [.. result.Results.Select(Answer)]), CoverageJson.Default.EntriesAnswer);
    }

    /// <summary>A unit's figure and those of its children. Without a unit: the campaign's own.</summary>
    [HttpGet("")]
    [ApiAuthorize(Permission.Read)]
    public async Task<IActionResult> Figures(string? campaign, string? unit, CancellationToken cancel)
    {
        var (found, place) = await desk.UnitAsync(campaign, unit);
        await user.DemandAsync(Permission.Read, place.Path);
        return Json(await overview.AnswerAsync(found, place, cancel), CoverageJson.Default.FiguresAnswer);
    }

    /// <summary>What a phone needs offline for a commune or hamlet; 304 when nothing changed.</summary>
    [HttpGet("pack")]
    [ApiAuthorize(Permission.LogCoverage)]
    public async Task<IActionResult> Pack(string? campaign, string? unit)
    {
        var (found, place) = await desk.UnitAsync(campaign, unit);
        await user.DemandAsync(Permission.LogCoverage, place.Path);
        var answer = await pack.OfAsync(found, place);
        if (answer is null)
        {
            return Refuse(StatusCodes.Status400BadRequest, Text.Of("Gói dữ liệu chỉ có cho xã hoặc thôn.", "A pack is for a commune or a hamlet."));
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, CoverageJson.Default.PackAnswer);
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..32]}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = "private, no-cache";
        return Request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(tag, StringComparison.Ordinal))
            ? StatusCode(StatusCodes.Status304NotModified)
            : File(bytes, "application/json; charset=utf-8");
    }

    private static EntryAnswer Answer(EntryResult result) => new(result.Key, CoverageTexts.Code(result.Status), result.Flags, result.Reason);

    // One byte over the limit tells, whatever Content-Length says.
    private static async Task<ReadOnlySequence<byte>?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.Buffer.Length > MostBytes)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static EntriesRequest? Parse(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var request = JsonSerializer.Deserialize(ref reader, CoverageJson.Default.EntriesRequest);
        return reader.Read() ? throw new JsonException("More than one value.") : request;
    }

    private FileContentResult Json<T>(T value, JsonTypeInfo<T> type) => File(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    private ObjectResult Refuse(int status, string detail) => Problem(statusCode: status, detail: detail);
}

/// <summary>How many batches of one account may be under way at once: a phone that repeats itself must not hold up the others.</summary>
public sealed class CoverageGate : IDisposable
{
    private readonly PartitionedRateLimiter<long> limiter;

    public CoverageGate(IConfiguration configuration)
    {
        var most = configuration.GetValue("Campaign111:Api:ConcurrentBatches", 32);
        limiter = PartitionedRateLimiter.Create<long, long>(account => RateLimitPartition.GetConcurrencyLimiter(
            account, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 3 * most }));
    }

    public ValueTask<RateLimitLease> EnterAsync(long account, CancellationToken cancel) => limiter.AcquireAsync(account, 1, cancel);

    public void Dispose() => limiter.Dispose();
}
