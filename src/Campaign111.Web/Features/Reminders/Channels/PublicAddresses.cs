using System.Net;
using System.Net.Sockets;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>Keeps a request that follows a configured address from reaching into the own network (server-side request forgery): the address is
/// judged when the connection is made, so that a name which answers differently the second time gains nothing.</summary>
public static class PublicAddresses
{
    /// <summary>A client that opens connections to public addresses only, follows no redirects and uses no proxy.</summary>
    public static HttpMessageHandler Handler(bool allowPrivate) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancel),
    };

    /// <summary>False for loopback, private, link-local, carrier-grade, documentation, multicast and reserved addresses (RFC 6890).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublic4(address.GetAddressBytes()) : IsPublic6(address);
    }

    private static bool IsPublic4(byte[] b) => b switch
    {
        [0 or 10 or 127, ..] or [>= 224, ..] => false,
        [100, >= 64 and < 128, ..] or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [198, 18 or 19, ..] => false,
        [192, 0, 0 or 2, _] or [198, 51, 100, _] or [203, 0, 113, _] or [192, 88, 99, _] => false,
        _ => true,
    };

    // Only what is routed as global unicast (2000::/3), without the parts that carry another address inside or are documentation.
    private static bool IsPublic6(IPAddress address)
    {
        var b = address.GetAddressBytes();
        var global = (b[0] & 0xe0) == 0x20;
        var teredo = b is [0x20, 0x01, 0, 0, ..];
        var sixToFour = b is [0x20, 0x02, ..];
        var documentation = b is [0x20, 0x01, 0x0d, 0xb8, ..];
        return global && !teredo && !sixToFour && !documentation;
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancel)
    {
        var found = await Dns.GetHostAddressesAsync(target.Host, cancel);
        var usable = found.Where(address => allowPrivate || IsPublic(address)).ToArray();
        if (usable.Length == 0)
        {
            throw new DeliveryException($"{target.Host} has no public address: nothing was sent.", permanent: true);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, target.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
