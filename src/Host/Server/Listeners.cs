using System.Net;
using Doorstep.App.Devices;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Doorstep.Host.Server;

/// <summary>Where the program listens: pages, API and OCPP on the web addresses, YKC on a port of its own.</summary>
internal sealed record Listeners(IReadOnlyList<Uri> Urls, int YkcPort)
{
    /// <summary>True when only this machine can reach every address.</summary>
    public bool OnlyThisMachine => Urls.All(u => u.IsLoopback);

    /// <summary>The address to print and to open; the first one, with a host a browser understands.</summary>
    public Uri Front => Urls[0].Host is "0.0.0.0" or "[::]" or "*" or "+" ? new UriBuilder(Urls[0]) { Host = "127.0.0.1" }.Uri : Urls[0];

    /// <summary>Reads `http://host:port[;…]`; the reason when it cannot.</summary>
    public static (Listeners? Listeners, string? Reason) Read(string urls, int ykcPort)
    {
        var parsed = new List<Uri>();
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var spelled = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(spelled, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || (uri.HostNameType is UriHostNameType.Dns && !uri.IsLoopback))
            {
                return (null, $"--urls: '{url}' is not an address to listen on; write for example http://127.0.0.1:5080 or http://0.0.0.0:8080");
            }

            parsed.Add(uri);
        }

        if (parsed.Count == 0)
        {
            return (null, "--urls is empty; write for example http://127.0.0.1:5080");
        }

        return ykcPort is < 0 or > 65535
            ? (null, $"--ykc-port: {ykcPort} is not a port; write 9000, or 0 for none")
            : (new Listeners(parsed, ykcPort), null);
    }

    public void Open(KestrelServerOptions kestrel)
    {
        foreach (var url in Urls)
        {
            kestrel.Listen(Address(url), url.Port, listen =>
            {
                listen.UsePorch();
                if (url.Scheme == "https")
                {
                    listen.UseHttps();
                }
            });
        }

        if (YkcPort > 0)
        {
            kestrel.Listen(Urls[0].IsLoopback ? IPAddress.Loopback : IPAddress.Any, YkcPort, listen => listen.UseYkc());
        }
    }

    private static IPAddress Address(Uri url) =>
        url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host.Trim('[', ']'));
}
