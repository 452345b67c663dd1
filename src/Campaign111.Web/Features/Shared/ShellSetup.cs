using System.Text.Encodings.Web;
using System.Text.Unicode;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Campaign111.Features.Shared;

/// <summary>The frame of all pages: views beside their controllers, layout, languages, error pages, compressed static files.</summary>
public static class ShellSetup
{
    /// <summary>Controllers with views, the layout's context, localisation and compression.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddControllersWithViews();
        services.AddFeatureViews().AddLocalisation();
        services.TryAddScoped<ILayoutContext, LayoutContext>();
        // Vietnamese letters go out as themselves: as numeric entities a page would be a third larger and unreadable in its source.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(["image/svg+xml", "application/geo+json", "application/problem+json"]);
        });
        return services;
    }

    /// <summary>Lets a controller find its views in its own feature's folder.</summary>
    public static IServiceCollection AddFeatureViews(this IServiceCollection services) =>
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureViews()));

    /// <summary>
    /// To be called first, before authentication and the controllers: error pages, compression, language, static files. The API and
    /// the health checks answer without pages.
    /// </summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        // Without this, a build that is run in Production answers each style sheet with 200 and no bytes. Nothing happens when published.
        if (!app.Environment.IsDevelopment())
        {
            StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        }

        app.UseResponseCompression();
        app.UseLocalisation();
        app.UseWhen(context => WantsPage(context.Request), pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
        app.MapStaticAssets();
        return app;
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/openapi")
        && !request.Path.StartsWithSegments("/healthz") && !request.Path.StartsWithSegments("/readyz");
}
