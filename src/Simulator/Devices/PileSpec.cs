namespace Doorstep.Simulator.Devices;

/// <summary>Current of a connector.</summary>
public enum CurrentKind
{
    /// <summary>Alternating: the car's own charger limits, and the pile knows no state of charge.</summary>
    Ac,

    /// <summary>Direct: the pile talks to the car's BMS.</summary>
    Dc,
}

/// <summary>What a virtual pile is built as; connectors are numbered from 1.</summary>
public sealed record PileSpec(string Id, CurrentKind Kind, int RatedWatts, int ConnectorCount)
{
    /// <summary>Phases of an AC pile, 1 or 3.</summary>
    public int Phases { get; init; } = 1;

    /// <summary>Most one gun gives in W, where that is less than the pile has; null: all of it.</summary>
    public int? GunWatts { get; init; }

    /// <summary>The gun is held by an electronic lock while charging.</summary>
    public bool LocksGun { get; init; } = true;

    /// <summary>The pile ends the session when the car is full; otherwise it stays open, suspended by the car.</summary>
    public bool EndsWhenFull { get; init; } = true;

    /// <summary>Each bay has a ground lock.</summary>
    public bool HasGroundLocks { get; init; }

    /// <summary>Register at the start of the simulation in Wh.</summary>
    public long MeterStartWh { get; init; }

    public string Vendor { get; init; } = "Doorstep";

    public string Model { get; init; } = "Virtual";

    public string Firmware { get; init; } = "DS1.0.0";

    /// <summary>The 7 kW single-phase AC pile of residential areas.</summary>
    public static PileSpec Ac7(string id) => new(id, CurrentKind.Ac, 7_040, 1);

    /// <summary>A DC pile of 60 kW with one gun.</summary>
    public static PileSpec Dc60(string id) => new(id, CurrentKind.Dc, 60_000, 1);

    /// <summary>A DC pile of 120 kW whose two guns share the power.</summary>
    public static PileSpec Dc120(string id) => new(id, CurrentKind.Dc, 120_000, 2);
}
