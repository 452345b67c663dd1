using System.Runtime.CompilerServices;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Operations.Doctor;
using Microsoft.AspNetCore.HttpOverrides;

namespace Campaign111.Platform.Security.Proxies;

/// <summary>Believes the headers of named proxies (X-Forwarded-For, X-Forwarded-Proto), and of nobody else: whoever sends them from elsewhere stays who they are.</summary>
public static class ProxySetup
{
    private static readonly PathString[] Anonymous = ["/q", "/111"];

    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ProxyNetworks.Read(configuration));
        services.AddSingleton<IStartupStep, ProxyStart>();
        services.AddScoped<IDoctorCheck, ProxyCheck>();
        return services;
    }

    /// <summary>To be used before everything that asks for the address or the scheme.</summary>
    public static IApplicationBuilder UseProxies(this IApplicationBuilder app)
    {
        var networks = app.ApplicationServices.GetRequiredService<ProxyNetworks>().Networks;
        app.UsePublicScheme(app.ApplicationServices.GetRequiredService<IConfiguration>());
        if (networks.Count == 0)
        {
            return app;
        }

        // Behind a leaflet's code nobody's address is looked at.
        app.UseWhen(IsAnonymous, pages => pages.UseForwardedHeaders(Options(networks, ForwardedHeaders.XForwardedProto, 1)));
        app.UseWhen(context => !IsAnonymous(context), rest => rest.UseForwardedHeaders(Options(networks, ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, null)));
        return app;
    }

    // Behind a proxy that nobody named, the public https host looks like http: forms would refuse to set their cookie.
    private static void UsePublicScheme(this IApplicationBuilder app, IConfiguration configuration)
    {
        if (SiteCookies.IsHttps(configuration) && Uri.TryCreate(configuration["Campaign111:PublicBaseUrl"], UriKind.Absolute, out var address))
        {
            app.Use((context, next) =>
            {
                if (string.Equals(context.Request.Host.Host, address.Host, StringComparison.OrdinalIgnoreCase))
                {
                    context.Request.Scheme = address.Scheme;
                }

                return next(context);
            });
        }
    }

    private static bool IsAnonymous(HttpContext context) => Anonymous.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    // From the last hop backwards, as far as the hops are named.
    private static ForwardedHeadersOptions Options(IReadOnlyList<System.Net.IPNetwork> networks, ForwardedHeaders headers, int? hops)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = headers, ForwardLimit = hops };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    private sealed class ProxyStart(ProxyNetworks networks) : IStartupStep
    {
        public Task RunAsync(CancellationToken cancel) => networks.Problem is { } problem ? throw new CliException(problem) : Task.CompletedTask;
    }

    private sealed class ProxyCheck(ProxyNetworks networks, IConfiguration configuration) : IDoctorCheck
    {
        public int Order => 6;

        public bool WithoutDatabase => true;

        public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            yield return networks.Problem is { } problem ? new Finding(Condition.Bad, "the setting of proxies cannot be read", problem)
                : networks.Networks.Count > 0 ? new Finding(Condition.Good, $"proxies are believed in {string.Join(", ", networks.Networks)}")
                : SiteCookies.IsHttps(configuration) ? new Finding(Condition.Warning,
                    "no proxy is believed: behind one, requests from everywhere look alike, and limits by address do not work", $"If a proxy ends https, name its address in {ProxyNetworks.Setting}.")
                : new Finding(Condition.Good, "no proxy is believed");
        }
    }
}
