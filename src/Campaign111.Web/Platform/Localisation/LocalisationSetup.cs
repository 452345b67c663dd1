using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Campaign111.Platform.Localisation;

/// <summary>Two languages, Vietnamese unless the reader chose otherwise: by <c>?lang=</c> for one page, by cookie for good.</summary>
public static class LocalisationSetup
{
    /// <summary>Name of the cookie that keeps the chosen language (<c>vi</c> or <c>en</c>); it says nothing else.</summary>
    public const string CookieName = "campaign111.lang";

    /// <summary>Binders, field names and messages of forms in both languages.</summary>
    public static IServiceCollection AddLocalisation(this IServiceCollection services)
    {
        // Commands and background jobs speak Vietnamese too.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = Cultures.Vietnamese;
        return services.Configure<MvcOptions>(options =>
        {
            options.ModelBinderProviders.Insert(0, new LocalisedBinderProvider());
            options.ModelMetadataDetailsProviders.Add(new LocalisedMetadata());
            Localise(options.ModelBindingMessageProvider);
        });
    }

    /// <summary>
    /// Sets the culture of each request. The browser's Accept-Language is ignored on purpose: office machines are often set up in
    /// English, and their users read Vietnamese.
    /// </summary>
    public static IApplicationBuilder UseLocalisation(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Addresses below /public are the same for everybody, so that others may keep the answers: there a cookie chooses nothing.
        var culture = Cultures.Find(context.Request.Query["lang"])
            ?? (context.Request.Path.StartsWithSegments("/public") ? null : Cultures.Find(context.Request.Cookies[CookieName]))
            ?? Cultures.Vietnamese;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.ContentLanguage = culture.TwoLetterISOLanguageName;
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Localise(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Messages.NotValid(value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(Messages.NotValid);
        messages.SetUnknownValueIsInvalidAccessor(Messages.NotValid);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => ValidationTexts.Other.Replace("“{0}”", Text.Of("Giá trị", "The value"), StringComparison.Ordinal));
        messages.SetValueIsInvalidAccessor(Messages.NotValid);
        messages.SetValueMustBeANumberAccessor(Messages.NotANumber);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Messages.NotANumber(""));
        messages.SetMissingBindRequiredValueAccessor(Messages.Required);
        messages.SetMissingKeyOrValueAccessor(() => Text.Of("Thiếu giá trị.", "A value is missing."));
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Text.Of("Yêu cầu không có nội dung.", "The request has no body."));
        messages.SetValueMustNotBeNullAccessor(_ => Text.Of("Hãy điền ô này.", "Fill in this field."));
    }
}
