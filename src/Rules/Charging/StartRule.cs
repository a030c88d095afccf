namespace Doorstep.Rules.Charging;

/// <summary>What must be known of a connector before a start on it is granted.</summary>
public sealed record ConnectorFacts(ConnectorId Connector, bool PileInService, bool InService, bool Linked, ReportedStatus Status, bool Busy);

/// <summary>Whether a start may be asked of a connector at all.</summary>
public static class StartRule
{
    /// <summary>Null when it may; else `pile.out-of-service`, `pile.offline`, `connector.busy`, `connector.faulted` or `connector.unavailable`.</summary>
    public static Refusal? Refuses(ConnectorFacts facts)
    {
        var code = !facts.PileInService ? "pile.out-of-service"
            : facts.Busy ? "connector.busy"
            : !facts.Linked ? "pile.offline"
            : facts.Status == ReportedStatus.Faulted ? "connector.faulted"
            : !facts.InService || facts.Status == ReportedStatus.Unavailable ? "connector.unavailable"
            : null;
        return code is null ? null : new Refusal(code, ("pile", facts.Connector.Pile.Value), ("connector", $"{facts.Connector.Number}"));
    }
}
