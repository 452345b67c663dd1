using Campaign111.Features.Accounts.Identity;
using Campaign111.Platform.Cli;
using Microsoft.AspNetCore.Authentication.Cookies;

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
}
