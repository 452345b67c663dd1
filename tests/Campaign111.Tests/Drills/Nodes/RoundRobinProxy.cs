using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaign111.Tests.Drills.Nodes;

/// <summary>The least that a reverse proxy does: asks each node's <c>/readyz</c> four times a second and hands requests in turn to those that said yes. It tries nothing twice, so
/// that every request that a restart breaks is seen.</summary>
internal sealed class RoundRobinProxy : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);
    private readonly WebApplication app;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<Uri, bool> nodes = new();
    private readonly CancellationTokenSource stop = new();
    private Task watching = Task.CompletedTask;
    private int turn;

    private RoundRobinProxy(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<RoundRobinProxy> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(["--environment=Testing"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var proxy = new RoundRobinProxy(app);
        app.Run(proxy.ForwardAsync);
        await app.StartAsync();
        proxy.watching = proxy.WatchAsync();
        return proxy;
    }

    /// <summary>From now on it is watched, and used once it is ready.</summary>
    public void Add(Uri node) => nodes[node] = false;

    public void Remove(Uri node) => nodes.TryRemove(node, out _);

    public bool Uses(Uri node) => nodes.GetValueOrDefault(node);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        await app.DisposeAsync();
        client.Dispose();
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var node in nodes.Keys)
            {
                var ready = await IsReadyAsync(node);
                if (nodes.TryGetValue(node, out var before))
                {
                    nodes.TryUpdate(node, ready, before);
                }
            }

            await Task.Delay(Between, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsReadyAsync(Uri node)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(node, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var ready = nodes.Where(node => node.Value).Select(node => node.Key).OrderBy(node => node.Port).ToList();
        if (ready.Count == 0)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(ready[(Interlocked.Increment(ref turn) & int.MaxValue) % ready.Count], context.Request.Path + context.Request.QueryString));
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        if (context.Request.Headers.Authorization is { Count: > 0 } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization.ToString());
        }

        try
        {
            using var answer = await client.SendAsync(request);
            context.Response.StatusCode = (int)answer.StatusCode;
            await answer.Content.CopyToAsync(context.Response.Body);
        }
        catch (HttpRequestException)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
        }
    }
}
