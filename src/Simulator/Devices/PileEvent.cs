namespace Doorstep.Simulator.Devices;

/// <summary>What a pile tells its link; handed over inside the pile's lock, in the order it happened.</summary>
public abstract record PileEvent;

/// <summary>State, plug, fault or lock of a connector changed.</summary>
public sealed record ConnectorChanged(VirtualConnector Connector) : PileEvent;

/// <summary>Somebody holds a card (or the car its VIN) to the pile and waits: the link asks the platform and then calls <see cref="VirtualPile.Start"/> or nothing.</summary>
public sealed record CredentialPresented(VirtualConnector Connector, Credential Credential) : PileEvent;

public sealed record SessionBegan(ChargeSession Session) : PileEvent;

public sealed record SessionEnded(ChargeSession Session) : PileEvent;

/// <summary>A start order that waited for a plug was given up.</summary>
public sealed record StartExpired(VirtualConnector Connector, StartOrder Order) : PileEvent;

/// <summary>A ground lock moved or was run over.</summary>
public sealed record GroundLockMoved(VirtualConnector Connector) : PileEvent;

/// <summary>The pile has no power: the link drops without a word.</summary>
public sealed record PowerLost : PileEvent;

/// <summary>Power is back: the link connects again and sends what it stored.</summary>
public sealed record PowerRestored : PileEvent;

/// <summary>The pile restarts: the link closes and begins again with its login.</summary>
public sealed record PileRestarted : PileEvent;

/// <summary>Kinds of credential.</summary>
public enum CredentialKind
{
    Card,
    Vin,
}

/// <summary>A card number, or a VIN.</summary>
public readonly record struct Credential(CredentialKind Kind, string Value);
