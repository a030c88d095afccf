namespace Doorstep.Rules.Stations;

/// <summary>How many of a kind of connector there are, how many of them work, and how many of those are free.</summary>
public readonly record struct ConnectorCount(int Free, int Working, int Total)
{
    public static ConnectorCount operator +(ConnectorCount a, ConnectorCount b) => new(a.Free + b.Free, a.Working + b.Working, a.Total + b.Total);
}

/// <summary>A station at a glance: its fast (DC) and slow (AC) connectors counted.</summary>
public sealed record StationSummary(ConnectorCount Fast, ConnectorCount Slow)
{
    public static readonly StationSummary None = new(default, default);

    public ConnectorCount All => Fast + Slow;

    /// <summary>Counts connectors by kind and state.</summary>
    public static StationSummary Of(IEnumerable<(PileKind Kind, ConnectorState State)> connectors)
    {
        ConnectorCount fast = default;
        ConnectorCount slow = default;
        foreach (var (kind, state) in connectors)
        {
            var one = new ConnectorCount(state is ConnectorState.Free ? 1 : 0, Works(state) ? 1 : 0, 1);
            if (kind is PileKind.Dc)
            {
                fast += one;
            }
            else
            {
                slow += one;
            }
        }

        return new(fast, slow);
    }

    /// <summary>Whether somebody may count on the connector, now or once it is free.</summary>
    public static bool Works(ConnectorState state) =>
        state is not (ConnectorState.Unknown or ConnectorState.Offline or ConnectorState.Unavailable or ConnectorState.Faulted);
}
