using System.Net;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Devices;

/// <summary>The way in for YKC piles: a TCP port of their own.</summary>
public sealed class YkcDoor(YkcTools tools) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        if (tools.Admission.MustWait(address))
        {
            return;
        }

        using var link = new YkcLink(connection, tools, address);
        await link.Run(connection.ConnectionClosed);
    }
}

/// <summary>What every YKC link needs.</summary>
public sealed record YkcTools(LinkTools Link, YkcAdmission Admission, YkcTable Table, ILogger<YkcDoor> Log);

/// <summary>A pile is known before it may talk: by its number, and by the SIM card or address it was first seen with.</summary>
public sealed class YkcAdmission(PileDirectory piles, BindFirstSeen bind, Strangers strangers, DeviceFigures figures, ILogger<YkcAdmission> log)
{
    /// <summary>True for an address that failed too often of late.</summary>
    public bool MustWait(string address)
    {
        bool wait = strangers.MustWait(address);
        if (wait)
        {
            figures.Refused("too-many-attempts");
        }

        return wait;
    }

    public void Failed(string address) => strangers.Failed(address);

    /// <summary>The pile with this number; null for a stranger, who is counted.</summary>
    public PileEntry? Find(Login login, string address)
    {
        var number = login.Pile.ToString();
        if ((piles.FindByLinkName(number) ?? piles.Find(new PileId(number))) is { Protocol: PileProtocol.Ykc } pile)
        {
            return pile;
        }

        strangers.Failed(address);
        figures.Refused("unknown-pile");
        return null;
    }

    /// <summary>False for a pile that came with another SIM card, or without one from another address, than when it was first seen.</summary>
    public async Task<bool> Binds(PileEntry pile, Login login, string address, CancellationToken ct)
    {
        var mark = login.Sim.Any(digit => digit is not ('0' or 'F')) ? $"sim:{login.Sim}" : $"address:{address}";
        if ((await bind.Run(pile.Pile, mark, ct)).Granted)
        {
            return true;
        }

        log.LogWarning("Pile {Pile} came from {Address} and is bound elsewhere", pile.Pile, address);
        strangers.Failed(address);
        figures.Refused("bound-elsewhere");
        return false;
    }
}
