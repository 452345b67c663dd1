using Campaign111.Features.Accounts.Sessions;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>ASP.NET Core Identity on our own tables, the session cookie, API tokens and antiforgery.</summary>
public static class IdentitySetup
{
    public const int WrongPasswordsUntilLock = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    // Work factor of PBKDF2-HMAC-SHA512 (OWASP Password Storage Cheat Sheet: 210,000).
    private const int HashIterations = 210_000;

    public static IServiceCollection AddIdentityOnDapper(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(Configure)
            .AddUserStore<AccountStore>()
            .AddErrorDescriber<IdentityTexts>()
            .AddPasswordValidator<PasswordRules>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddSignInManager<AccountSignIn>()
            .AddTokenProvider<StepTotpProvider>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddTwoFactor();
        services.AddSingleton<SessionBook>();
        services.AddRecurringJob<OldSessionsJob>(JobSchedule.Daily("old-sessions", OldSessionsJob.At));
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(SignInSchemes.Any)
            .AddPicking(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(SignInSchemes.Bearer, null)
            .AddCookie(IdentityConstants.ApplicationScheme, Configure);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IConfiguration>((options, configuration) => options.Cookie.SecurePolicy = SecurePolicy(configuration));
        services.AddAntiforgery(options => options.Cookie.Name = "campaign111.form");
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Cookie.SecurePolicy = SecurePolicy(configuration));
        services.Configure<MvcOptions>(options => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));
        services.AddAuthorization();
        return services;
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
        options.Password.RequiredLength = PasswordRules.LeastLength;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = WrongPasswordsUntilLock;
        options.Lockout.DefaultLockoutTimeSpan = LockTime;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = SignInSchemes.SessionCookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = SessionBook.IdleLife;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
        options.Events.OnRedirectToLogin = context =>
        {
            if (ApiProblem.IsApi(context.Request))
            {
                return ApiProblem.UnauthorizedAsync(context.HttpContext);
            }

            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            if (ApiProblem.IsApi(context.Request))
            {
                return ApiProblem.ForbiddenAsync(context.HttpContext);
            }

            // The status-code page says what to do.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    // The demo runs on http://localhost; an installation with a public https address never sends its cookies in the clear.
    internal static CookieSecurePolicy SecurePolicy(IConfiguration configuration) =>
        configuration["Campaign111:PublicBaseUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.SameAsRequest;
}
