namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>Ways of real OCPP firmware that have broken servers, each to be chosen.</summary>
public sealed record FirmwareHabits
{
    /// <summary>Message ids count 1, 2, 3 … and begin again at 1 after each restart.</summary>
    public bool IdsRestartAtOne { get; init; }

    /// <summary>A call sent again keeps its message id instead of taking a new one.</summary>
    public bool ResendsKeepTheirId { get; init; }

    /// <summary>A start without an answer is given up at once (1.6), so that its stop has no transaction id; otherwise it is sent again until answered.</summary>
    public bool GivesUpLostStarts { get; init; }

    /// <summary>Transaction id of a stop whose start was never confirmed (1.6): 0 or −1 in the field.</summary>
    public int UnconfirmedTransactionId { get; init; } = -1;

    /// <summary>Introduces itself on every connection, as most do, and not only after a restart.</summary>
    public bool BootsOnEveryLink { get; init; } = true;

    /// <summary>How meter values are dressed.</summary>
    public MeterStyle Meter { get; init; } = MeterStyle.Full;

    /// <summary>How long a restart takes, real time.</summary>
    public TimeSpan RebootTime { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>How a firmware dresses its meter values.</summary>
public enum MeterStyle
{
    /// <summary>Register in Wh, power, current, voltage, temperature and, where known, state of charge, each with its unit.</summary>
    Full,

    /// <summary>The register alone, with neither measurand nor unit: the standard's defaults.</summary>
    Bare,

    /// <summary>The register in kWh with three decimals.</summary>
    KilowattHours,

    /// <summary>Register and power per phase, without a total.</summary>
    PerPhase,
}
