using System.Net;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Infrastructure;

/// <summary>The demo with addresses and a clock of the test's own: each browser connects from the address that it is given.</summary>
public sealed class OriginWorld : IAsyncDisposable
{
    private const string Header = "X-Test-Address";
    private readonly AppFactory basis;

    private OriginWorld(AppFactory basis, WebApplicationFactory<Program> app, SettableTime clock)
    {
        this.basis = basis;
        App = app;
        Clock = clock;
    }

    public WebApplicationFactory<Program> App { get; }

    public SettableTime Clock { get; }

    public Database Database => App.Services.GetRequiredService<Database>();

    /// <param name="settings">More configuration.</param>
    /// <param name="services">More services.</param>
    public static async Task<OriginWorld> CreateAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var basis = await DemoApp.CreateAsync(settings);
        var clock = new SettableTime(TimeProvider.System.GetUtcNow());
        var app = basis.WithWebHostBuilder(builder => builder.ConfigureTestServices(all =>
        {
            all.AddSingleton<TimeProvider>(clock).AddSingleton<IStartupFilter, Connected>();
            services?.Invoke(all);
        }));
        return new OriginWorld(basis, app, clock);
    }

    /// <summary>A browser at an address; over https when asked.</summary>
    public Browser Browse(string address, bool https = false)
    {
        var client = App.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri(https ? "https://localhost" : "http://localhost") });
        client.DefaultRequestHeaders.Add(Header, address);
        return new Browser(client);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await basis.DisposeAsync();
    }

    private sealed class Connected : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Header].ToString());
                return go(context);
            });
            next(app);
        };
    }
}
