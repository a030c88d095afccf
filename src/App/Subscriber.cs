using System.Net;
using System.Net.Sockets;

namespace Doorstep.App;

/// <summary>Whom an address belongs to, for counting: an IPv6 subscriber owns a whole /64 and would have a fresh address for every try.</summary>
public static class Subscriber
{
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, 8),
        _ => address.ToString(),
    };
}
