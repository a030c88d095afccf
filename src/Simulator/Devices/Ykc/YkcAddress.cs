using System.Globalization;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>host:port of a YKC server.</summary>
internal static class YkcAddress
{
    private const int UsualPort = 9000;

    public static (string Host, int Port) Parse(string server) =>
        Uri.TryCreate("tcp://" + server, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? (uri.Host, uri.Port > 0 ? uri.Port : UsualPort)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A YKC server is host:port, not '{server}'."));
}
