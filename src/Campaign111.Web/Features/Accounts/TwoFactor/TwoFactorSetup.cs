using Campaign111.Features.Accounts.Identity;
using Campaign111.Features.Accounts.Passkeys;
using Campaign111.Platform.Cli;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Registers the second step.</summary>
public static class TwoFactorSetup
{
    public static IServiceCollection AddTwoFactor(this IServiceCollection services)
    {
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<TwoFactorPolicy>();
        services.AddSingleton<IStartupStep>(provider => provider.GetRequiredService<TwoFactorPolicy>());
        services.AddSingleton<PasskeyBook>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IConfiguration>(Configure);
        services.AddScoped<PendingSignIns>();
        services.AddScoped<SecondStep>();
        services.AddScoped<PasswordProof>();
        services.AddScoped<SecondFactorReset>();
        services.AddAuthentication().AddCookie(PendingSignIns.Scheme, options =>
        {
            options.Cookie.Name = "campaign111.step";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = PendingSignIns.Life;
            options.SlidingExpiration = false;
        });
        services.AddOptions<CookieAuthenticationOptions>(PendingSignIns.Scheme)
            .Configure<IConfiguration>((options, configuration) => options.Cookie.SecurePolicy = IdentitySetup.SecurePolicy(configuration));
        return services;
    }

    // User verification (fingerprint, face, PIN) is what makes a passkey two factors. The domain is the public one where there is one: a proxy may ask by another name.
    private static void Configure(IdentityPasskeyOptions options, IConfiguration configuration)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ServerDomain = Uri.TryCreate(configuration["Campaign111:PublicBaseUrl"], UriKind.Absolute, out var address) ? address.Host : null;
    }
}
