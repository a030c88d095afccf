using Doorstep.Simulator.Devices.Ocpp;
using Doorstep.Simulator.Devices.Ykc;
using PileProtocol = Doorstep.Rules.Stations.PileProtocol;

namespace Doorstep.Simulator.Devices;

/// <summary>The one place where a protocol becomes a link.</summary>
public static class PileLinks
{
    /// <summary>Gives the pile its link.</summary>
    public static IPileLink Open(PileProtocol protocol, VirtualPile pile, LinkSetting setting)
    {
        ArgumentNullException.ThrowIfNull(pile);
        IPileLink link = protocol switch
        {
            PileProtocol.Ocpp16 => new Ocpp16Link(pile, setting),
            PileProtocol.Ocpp201 => new Ocpp201Link(pile, setting),
            PileProtocol.Ykc => new YkcPileLink(pile, setting),
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "No link speaks this protocol."),
        };
        pile.Attach(link);
        return link;
    }
}
