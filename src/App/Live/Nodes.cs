using Doorstep.App.Charging;

namespace Doorstep.App.Live;

/// <summary>The nodes of the city as this one knows them.</summary>
public sealed class Nodes(IClusterMembershipService members, ILocalSiloDetails here)
{
    /// <summary>This node's name; another start of the same node has another.</summary>
    public string Here { get; } = here.SiloAddress.ToParsableString();

    /// <summary>Grows whenever a node comes or goes.</summary>
    public long Version => members.CurrentSnapshot.Version.Value;

    /// <summary>Every coming and going from now on.</summary>
    public IAsyncEnumerable<ClusterMembershipSnapshot> Changes => members.MembershipUpdates;

    /// <summary>True once the node that held a connection was declared dead, and the connection with it.</summary>
    public bool IsLost(PileOrigin origin) =>
        origin.Node.Length > 0 && origin.Node != Here && members.CurrentSnapshot.GetSiloStatus(SiloAddress.FromParsableString(origin.Node)) == SiloStatus.Dead;
}
