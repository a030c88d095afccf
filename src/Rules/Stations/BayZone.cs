namespace Doorstep.Rules.Stations;

/// <summary>居民预约专区 or 社会充电专区.</summary>
public enum BayZone
{
    Public,
    Resident,
}
