using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Campaign111.Platform.Security;

/// <summary>Where a request comes from, as coarse as counting needs: never written to a log or a table by this.</summary>
public static class ClientAddress
{
    /// <summary>A number that requests from one place share: the IPv4 address, or the first 64 bits of an IPv6 one (a household's or an office's own network). Null when there
    /// is no address (a socket of this machine).</summary>
    public static ulong? Group(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>True for addresses of this machine and of networks that are not the Internet's (RFC 1918, RFC 4193): where a proxy stands.</summary>
    public static bool IsInside(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
        {
            return true;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
            : plain.IsIPv6UniqueLocal || plain.IsIPv6LinkLocal;
    }
}
