using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Doorstep.App.Live;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ocpp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Devices;

/// <summary>
/// The way in for OCPP piles: `/ocpp/{chargePointId}`. A pile is known before it may talk: by id and secret (HTTP Basic), or, where it has no
/// secret, by what it showed when it was first seen.
/// </summary>
public sealed class OcppDoor(PileDirectory piles, BindFirstSeen bind, Strangers strangers, DeviceFigures figures, IServiceProvider services)
{
    private const int LongestId = 48;

    private readonly Ocpp16Table v16 = new();
    private readonly Ocpp201Table v201 = new();
    private readonly ILogger log = services.GetRequiredService<ILogger<OcppDoor>>();

    public async Task Run(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var id = http.Request.RouteValues["chargePointId"] as string ?? "";
        if (strangers.MustWait(address))
        {
            Refuse(http, StatusCodes.Status429TooManyRequests, "too-many-attempts");
        }
        else if (!http.WebSockets.IsWebSocketRequest)
        {
            Refuse(http, StatusCodes.Status400BadRequest, "no-websocket");
        }
        else if (id.Length > LongestId || piles.FindByLinkName(id) is not { Protocol: not PileProtocol.Ykc } pile)
        {
            strangers.Failed(address);
            Refuse(http, StatusCodes.Status404NotFound, "unknown-pile");
        }
        else if (!await Known(pile, http, address))
        {
            strangers.Failed(address);
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"doorstep\"";
            Refuse(http, StatusCodes.Status401Unauthorized, "wrong-secret");
        }
        else
        {
            await Accept(http, pile, address);
        }
    }

    private async Task Accept(HttpContext http, PileEntry pile, string address)
    {
        if (Choose(http.WebSockets.WebSocketRequestedProtocols, pile) is not { } table)
        {
            // OCPP-J 1.6 §3.1.2: complete the handshake without a subprotocol, then close.
            figures.Refused("no-subprotocol");
            using var none = await http.WebSockets.AcceptWebSocketAsync();
            // Not waiting for the other side's close: it may be no pile at all.
            await none.CloseOutputAsync(WebSocketCloseStatus.ProtocolError, "Speak ocpp2.0.1 or ocpp1.6", http.RequestAborted);
            return;
        }

        await Follow(pile, table.Version, address);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = OcppSubprotocol.Of(table.Version),
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
        });
        http.Features.Get<Porch.Visit>()?.LetIn();
        using var link = new OcppLink(socket, pile, table, services.GetRequiredService<LinkTools>(), address);
        await link.Run(http.RequestAborted);
    }

    /// <summary>A pile that no longer offers the version it was recorded with got other firmware.</summary>
    private async Task Follow(PileEntry pile, OcppVersion spoken, string address)
    {
        var protocol = spoken == OcppVersion.V16 ? PileProtocol.Ocpp16 : PileProtocol.Ocpp201;
        if (protocol != pile.Protocol)
        {
            log.LogWarning("Pile {Pile} was recorded with {Recorded} and speaks {Spoken} now", pile.Pile, pile.Protocol, protocol);
            // The pile has shown what it speaks, even if this link ends meanwhile.
            await services.GetRequiredService<FollowProtocol>().Run(pile.Pile, protocol, address, CancellationToken.None);
        }
    }

    /// <summary>The recorded version where the pile offers it, else the one of ours that it names first.</summary>
    private IOcppTable? Choose(IList<string> offered, PileEntry pile)
    {
        var recorded = pile.Protocol == PileProtocol.Ocpp16 ? OcppSubprotocol.Ocpp16 : OcppSubprotocol.Ocpp201;
        var chosen = offered.Contains(recorded) ? recorded : offered.FirstOrDefault(o => OcppSubprotocol.VersionOf(o) is not null);
        return OcppSubprotocol.VersionOf(chosen) switch
        {
            OcppVersion.V16 => v16,
            OcppVersion.V201 => v201,
            _ => null,
        };
    }

    private async Task<bool> Known(PileEntry pile, HttpContext http, string address)
    {
        var shown = Secret(http.Request.Headers.Authorization.ToString(), pile.LinkName);
        if (pile.Secret is { } secret)
        {
            return shown is not null && secret.Matches(shown);
        }

        var mark = shown is null ? $"address:{address}" : $"secret:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{pile.Pile}:{shown}")))}";
        var bound = await bind.Run(pile.Pile, mark, http.RequestAborted);
        if (!bound.Granted)
        {
            log.LogWarning("Pile {Pile} came from {Address} and is bound elsewhere", pile.Pile, address);
        }

        return bound.Granted;
    }

    /// <summary>The password of a Basic header whose user is the pile itself; null when there is none.</summary>
    private static string? Secret(string header, string linkName)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || header.Length > 1000)
        {
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.StartsWith($"{linkName}:", StringComparison.Ordinal) ? text[(linkName.Length + 1)..] : null;
    }

    private void Refuse(HttpContext http, int status, string why)
    {
        figures.Refused(why);
        http.Response.StatusCode = status;
    }
}

/// <summary>What every link needs.</summary>
public sealed record LinkTools(NodeDoor Door, CityClock Clock, DeviceSettings Settings, DeviceFigures Figures, ILogger<OcppLink> Log)
{
    internal OcppPens Pens { get; } = new();
}
