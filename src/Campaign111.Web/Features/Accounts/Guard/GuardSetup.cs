using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Guard;

/// <summary>Registers what slows guessing down.</summary>
public static class GuardSetup
{
    public static IServiceCollection AddSignInGuard(this IServiceCollection services)
    {
        services.AddSingleton<KnownDevice>();
        services.AddSingleton<SignInGuard>();
        // However somebody signed in (password, second step, link): this is where the session's cookie is set.
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<KnownDevice>((options, devices) =>
        {
            var others = options.Events.OnSignedIn;
            options.Events.OnSignedIn = context =>
            {
                devices.Remember(context.HttpContext, context.Principal!);
                return others(context);
            };
        });
        return services;
    }
}
