using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Absolute addresses of one-time links: of the public address when one is set, else of the address at which this page was asked for.</summary>
public sealed class PublicAddress(IConfiguration configuration)
{
    /// <summary>Where an invited person, or one who forgot the password, chooses a password.</summary>
    public string Join(HttpRequest request, string secret) => $"{configuration.SiteAddressFor(request)}/join/{secret}";
}
