namespace Doorstep.Rules.Stations;

/// <summary>What a pile gives: AC is the slow kind 慢充, DC the fast kind 快充.</summary>
public enum PileKind
{
    Ac,
    Dc,
}
