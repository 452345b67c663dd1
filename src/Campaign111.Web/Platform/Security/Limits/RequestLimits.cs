using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;

namespace Campaign111.Platform.Security.Limits;

/// <summary>Limits requests by address before anybody is recognised, and by account after. Never the pages behind the leaflets' codes (/q, /111): carriers share one address among
/// thousands, and nothing may count who scans. Nor health, metrics, style sheets and scripts.</summary>
public static class RequestLimits
{
    private static readonly PathString[] Free = ["/q", "/111", "/healthz", "/readyz", "/metrics"];

    private static readonly LimitKey Unlimited = new(LimitClass.General, null);

    /// <summary>To be used after routing and before authentication: a flood costs no look-up.</summary>
    public static IApplicationBuilder UseAddressLimits(this IApplicationBuilder app) =>
        app.UseLimits((options, context) => options.OfAddress(ClassOf(context)), AddressOf);

    /// <summary>To be used after authentication.</summary>
    public static IApplicationBuilder UseAccountLimits(this IApplicationBuilder app) =>
        app.UseLimits((options, context) => options.OfAccount(ClassOf(context)), AccountOf);

    /// <summary>True for requests of which nothing is counted.</summary>
    public static bool IsFree(HttpContext context) =>
        Free.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        // The page that says why a request was refused is made by running the pipeline again.
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static IApplicationBuilder UseLimits(this IApplicationBuilder app, Func<LimitOptions, HttpContext, Pace?> paceOf, Func<HttpContext, ulong?> whoOf)
    {
        var options = LimitOptions.Read(app.ApplicationServices.GetRequiredService<IConfiguration>());
        if (!options.Enabled)
        {
            return app;
        }

        var limiter = new RateLimiterOptions
        {
            RejectionStatusCode = StatusCodes.Status429TooManyRequests,
            OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected)),
            GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, LimitKey>(context =>
                whoOf(context) is { } who && paceOf(options, context) is { } pace
                    ? RateLimitPartition.GetTokenBucketLimiter(new LimitKey(ClassOf(context), who), _ => BucketOf(pace))
                    : RateLimitPartition.GetNoLimiter(Unlimited)),
        };
        return app.UseWhen(context => !IsFree(context), limited => limited.UseRateLimiter(limiter));
    }

    private static TokenBucketRateLimiterOptions BucketOf(Pace pace) => new()
    {
        TokenLimit = pace.Burst,
        TokensPerPeriod = Math.Max(1, pace.PerMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / pace.PerMinute)),
        QueueLimit = 0,
    };

    private static LimitClass ClassOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LimitedAttribute>() is { } named ? named.Class
            : context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true ? LimitClass.Uploads
            : LimitClass.General;

    // A proxy that the settings do not name, inside our own network, speaks for everybody: as one address it would stop a whole province. (Doctor and README say to name it.)
    private static ulong? AddressOf(HttpContext context) =>
        ClientAddress.IsInside(context.Connection.RemoteIpAddress) && (context.Connection.RemoteIpAddress is not { } address
            || System.Net.IPAddress.IsLoopback(address) || context.Request.Headers.ContainsKey("X-Forwarded-For"))
            ? null
            : ClientAddress.Group(context.Connection.RemoteIpAddress);

    private static ulong? AccountOf(HttpContext context) =>
        ulong.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // With an empty body the status-code pages write the page; under /api it is a problem.
    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ApiProblem.IsApi(rejected.HttpContext.Request)
            ? ApiProblem.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, Text.Of(
                $"Quá nhiều yêu cầu: gửi lại sau {seconds} giây. Những gì đã được xác nhận vẫn còn.", $"Too many requests: send again in {seconds} seconds. What was confirmed is kept."))
            : Task.CompletedTask;
    }

    private readonly record struct LimitKey(LimitClass Class, ulong? Who);
}
