namespace Campaign111.Features.Accounts;

/// <summary>Registers the feature.</summary>
public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services;
}
