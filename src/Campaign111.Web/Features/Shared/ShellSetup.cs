using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Campaign111.Features.Shared;

/// <summary>The frame of all pages: views beside their controllers, layout, languages, error pages, compressed static files.</summary>
public static class ShellSetup
{
    /// <summary>Controllers with views, the layout's context, languages and compression.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddControllersWithViews();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = problem => problem.ProblemDetails.Extensions["requestId"] = problem.HttpContext.TraceIdentifier);
        services.AddExceptionHandler<Refusals>();
        services.AddFeatureViews().AddLocalisation();
        services.TryAddScoped<ILayoutContext, LayoutContext>();
        // Vietnamese letters go out as themselves: as numeric entities a page would be a third larger and unreadable in its source.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(["image/svg+xml", "application/geo+json", "application/problem+json"]);
        });
        // The default level saves time that nobody here misses; a map page is a fifth smaller at this one.
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services;
    }

    /// <summary>Shows the demo's assumed day on every page; nothing outside the demo.</summary>
    public static IServiceCollection AddDemoNotice(this IServiceCollection services) => services.AddScoped<ILayoutSource, DemoNotice>();

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
            // Its default re-packs each file on the fly without compressing it: 52 KB instead of 6 for the grid.
            app.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        app.UseResponseCompression();
        app.UseLocalisation();
        // Outside the exception handler, which only decides the status (Refusals): the page that explains it is written here.
        app.UseWhen(context => WantsPage(context.Request), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseExceptionHandler();
        // Explicit, because the default place is before all of this: a page that is executed again would find no route and be an empty 404.
        app.UseRouting();
        app.Use(KeepVersionedFiles);
        app.MapStaticAssets();
        return app;
    }

    /// <summary>A file asked for with its content hash (asp-append-version) never changes: on slow 3G a question per file and page hurts.</summary>
    private static Task KeepVersionedFiles(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Query.ContainsKey("v") && Path.HasExtension(context.Request.Path.Value))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status200OK)
                {
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/openapi")
        && !request.Path.StartsWithSegments("/healthz") && !request.Path.StartsWithSegments("/readyz");
}
