using System.Net;
using Doorstep.App.Stations;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Devices;

/// <summary>The way in for YKC piles: a TCP port of their own.</summary>
public sealed class YkcDoor(YkcTools tools) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        if (tools.Strangers.MustWait(address))
        {
            tools.Link.Figures.Refused("too-many-attempts");
            return;
        }

        using var link = new YkcLink(connection, tools, address);
        await link.Run(connection.ConnectionClosed);
    }
}

/// <summary>What every YKC link needs.</summary>
public sealed record YkcTools(LinkTools Link, Strangers Strangers, PileDirectory Piles, BindFirstSeen Bind, YkcTable Table)
{
    public required ILogger Log { get; init; }
}

public static class YkcPort
{
    /// <summary>Speaks 云快充 V1.5/V1.6 on this port; after AddDevices.</summary>
    public static ListenOptions UseYkc(this ListenOptions listen)
    {
        var services = listen.ApplicationServices;
        var tools = new YkcTools(
            services.GetRequiredService<LinkTools>(),
            services.GetRequiredService<Strangers>(),
            services.GetRequiredService<PileDirectory>(),
            services.GetRequiredService<BindFirstSeen>(),
            new YkcTable(ActivatorUtilities.CreateInstance<YkcPrices>(services), services.GetRequiredService<CityClock>()))
        {
            Log = services.GetRequiredService<ILogger<YkcLink>>(),
        };
        var door = new YkcDoor(tools);
        listen.Use(_ => door.OnConnectedAsync);
        return listen;
    }
}
