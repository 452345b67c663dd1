using Campaign111.Features.Accounts.Guard;
using Campaign111.Features.Accounts.Identity;
using Campaign111.Features.Accounts.Privacy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Privacy;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Registers the feature: who signs in, how, and with which roles.</summary>
public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityOnDapper();
        services.AddSignInGuard();
        services.AddSingleton<AccessCache>();
        services.AddSingleton<IForgetsDemo>(provider => provider.GetRequiredService<AccessCache>());
        services.AddSingleton<IMembershipSource, AccountMemberships>();
        services.AddSingleton<IPeople, People>();
        services.AddSingleton<IPeopleFinder, People>();
        services.AddSingleton<ApiTokenService>();
        services.AddSingleton<TokenQueries>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<GrantReader>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<IKeepsLanguage, AccountLanguage>();
        services.AddScoped<SetupService>();
        services.AddScoped<InvitationService>();
        services.AddScoped<PasswordLinkService>();
        services.AddScoped<MembershipService>();
        services.AddScoped<BulkInvitation>();
        services.AddScoped<BulkTemplate>();
        services.AddSingleton<InvitationSheet>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<IPersonalData, AccountsPersonalData>();
        services.AddSingleton<AccountFile>();
        services.AddScoped<AccountErasure>();
        services.AddScoped<INavigationSource, AccountsShell>();
        services.AddScoped<ILayoutSource, AccountsShell>();
        services.AddHostedService<StartNotice>();
        services.AddScoped<IDemoPart, DemoAccounts>();
        services.AddScoped<ICliCommand, TokenCommand>();
        return services;
    }

    /// <summary>Reads the session cookie or the bearer token. Goes after static files and before everything that asks who it is.</summary>
    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseAddressLimits();
        app.UseAuthentication();
        app.UseAccountLimits();
        app.UseApiScopes();
        app.UseAuthorization();
        return app;
    }
}
