namespace Campaign111.Platform.Pdf;

/// <summary>Registers the PDF engine of the package set that was built.</summary>
public static class PdfServices
{
    /// <summary>Adds <see cref="FontLibrary"/>, <see cref="IPdfRenderer"/> and <see cref="ITextMeasure"/> as singletons. Reads Campaign111:QuestPdfLicense (full set; default Community).</summary>
    public static IServiceCollection AddPdf(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new FontLibrary(FontLibrary.DefaultFolder));
#if PACKAGES_FULL
        // At first use, not here: touching QuestPDF loads its native library, and a machine that lacks it must still serve pages.
        services.AddSingleton<IPdfRenderer>(provider =>
        {
            QuestPdf.QuestPdfRenderer.UseLicense(configuration["Campaign111:QuestPdfLicense"]);
            return new QuestPdf.QuestPdfRenderer(provider.GetRequiredService<FontLibrary>());
        });
        services.AddSingleton<ITextMeasure, FontMeasure>();
#else
        // The basic engine has nothing to configure.
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IPdfRenderer, Cairo.CairoRenderer>();
        services.AddSingleton<ITextMeasure, Cairo.PangoMeasure>();
#endif
        return services;
    }
}
