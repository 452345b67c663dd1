using System.Net;

namespace Campaign111.Platform.Security.Proxies;

/// <summary>The networks whose proxies may say for whom they ask. Empty, as it is unless configured: nobody may.</summary>
/// <param name="Networks">In which the proxies stand.</param>
/// <param name="Problem">What is wrong with the setting and what to do; null when all is well.</param>
public sealed record ProxyNetworks(IReadOnlyList<IPNetwork> Networks, string? Problem = null)
{
    /// <summary>Addresses or networks, separated by commas: 10.0.0.5, 10.1.0.0/16, fd00::/8.</summary>
    public const string Setting = "Campaign111:Proxy:KnownNetworks";

    public static ProxyNetworks Read(IConfiguration configuration)
    {
        var found = new List<IPNetwork>();
        foreach (var text in (configuration[Setting] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                found.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                found.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return new ProxyNetworks([], $"{Setting} holds '{text}', which is neither an address nor a network: write them as 10.0.0.5 or 10.1.0.0/16, separated by commas.");
            }
        }

        return new ProxyNetworks(found);
    }
}
