namespace Campaign111.Features.Dashboards.Public;

/// <summary>Registers the public pages and their cache.</summary>
public static class PublicPages
{
    /// <summary>Name of the cache's policy, and the tag by which all of it is dropped when a page is opened or closed.</summary>
    public const string Policy = "public";

    public static IServiceCollection AddPublicPages(this IServiceCollection services)
    {
        services.AddScoped<PublicSwitch>();
        services.AddScoped<PublicQueries>();
        services.AddScoped<Platform.Cli.IDemoPart, DemoPublic>();
        return services.AddOutputCache(options => options.AddPolicy(
            Policy, policy => policy.Expire(TimeSpan.FromSeconds(PublicLinks.Fresh)).SetVaryByQuery("lang").Tag(Policy)));
    }

    /// <summary>Between routing and sign-in: who asks must not matter.</summary>
    public static WebApplication UsePublicPages(this WebApplication app)
    {
        app.UseOutputCache();
        return app;
    }
}
