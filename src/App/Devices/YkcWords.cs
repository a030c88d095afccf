using System.Globalization;
using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>The protocol's words and units in ours.</summary>
internal static class YkcWords
{
    private static readonly string[] CarReasons = ["soc-reached", "pack-voltage-reached", "cell-voltage-reached", "charger-aborted"];
    private static readonly string[] CarFaults = ["insulation", "outlet-hot", "connector-hot", "connector", "pack-hot", "relay", "detection-point-2", "other"];
    private static readonly string[] CarErrors = ["over-current", "voltage"];
    private static readonly string[] PileReasons = ["condition-reached", "by-hand", "abnormal", "car-aborted"];
    private static readonly string[] PileFaults = ["charger-hot", "connector", "inside-hot", "energy-blocked", "emergency-stop", "other"];
    private static readonly string[] PileErrors = ["current-mismatch", "voltage"];
    private static readonly string[] CarStates = ["cell-voltage", "soc", "over-current", "over-temperature", "insulation", "connector"];

    /// <summary>Tenths of a Wh to whole Wh, to the nearest.</summary>
    public static Energy Energy(ulong deciWh) => new((long)((deciWh + 5) / 10));

    /// <summary>Hundredths of a fen to whole fen, to the nearest.</summary>
    public static Money Money(uint centiFen) => new((centiFen + 50L) / 100);

    public static uint Fen(Money money) => (uint)Math.Clamp(money.Fen, 0, uint.MaxValue);

    public static ReportedStatus Status(Realtime live, bool hasCharged) => live.Status switch
    {
        GunStatus.Offline => ReportedStatus.Unavailable,
        GunStatus.Fault => ReportedStatus.Faulted,
        GunStatus.Charging => ReportedStatus.Charging,
        GunStatus.Idle when !live.Plugged => ReportedStatus.Available,
        GunStatus.Idle when hasCharged => ReportedStatus.Finishing,
        GunStatus.Idle => ReportedStatus.Preparing,
        _ => ReportedStatus.Unknown,
    };

    public static string Faults(HardwareFaults faults) => faults == HardwareFaults.None ? "" : faults.ToString();

    /// <summary>Why a start at the pile is refused, in the pile's eleven words (§3, 0x32).</summary>
    public static StartRefusal Refusal(CardStartAnswer answer) => (answer.Verdict, answer.Refusal) switch
    {
        (CardVerdict.Accepted, _) => StartRefusal.None,
        (_, "wallet.debt") => StartRefusal.UnsettledBill,
        (_, "station.residents-only") => StartRefusal.NotAllowedHere,
        (CardVerdict.Unknown, _) => StartRefusal.NoAccount,
        (CardVerdict.Short, _) => StartRefusal.InsufficientBalance,
        (CardVerdict.Busy, _) => StartRefusal.PileHasUnsettledBill,
        (_, "") => StartRefusal.Frozen,
        _ => StartRefusal.PileDisabled,
    };

    public static string Reason(RemoteStartFailure failure) => failure switch
    {
        RemoteStartFailure.None => "",
        RemoteStartFailure.NumberMismatch => "number-mismatch",
        RemoteStartFailure.AlreadyCharging => "already-charging",
        RemoteStartFailure.Fault => "pile-fault",
        RemoteStartFailure.Offline => "pile-offline",
        RemoteStartFailure.NotPlugged => "not-plugged",
        _ => $"reason-{(byte)failure:X2}",
    };

    public static string Reason(RemoteStopFailure failure) => failure switch
    {
        RemoteStopFailure.None => "",
        RemoteStopFailure.NumberMismatch => "number-mismatch",
        RemoteStopFailure.NotCharging => "not-charging",
        _ => $"reason-{(byte)failure:X2}",
    };

    public static string Reason(StopReason reason) => Enum.IsDefined(reason) ? reason.ToString() : $"{(byte)reason:X2}";

    /// <summary>What a car said of itself; its VIN names a person's property and stays out of the pile's log.</summary>
    public static string Of(BmsMessage message) => message switch
    {
        BmsHandshake m => Text($"handshake {m.Battery} {m.CapacityDeciAh / 10m} Ah {m.VoltageDeciVolts / 10m} V"),
        BmsParameters m => Text($"battery {m.StateOfChargeTenths / 10m} % {m.BatteryDeciVolts / 10m} V, at most {m.MaxDeciVolts / 10m} V {m.MaxTemperature.Celsius} °C"),
        BmsChargeEnd m => Text($"end {m.StateOfCharge} % {m.ChargedMinutes} min {m.EnergyDeciKWh / 10m} kWh, cells {m.CellMinCentiVolts / 100m}–{m.CellMaxCentiVolts / 100m} V"),
        BmsError m => Text($"errors {m.Bits:X16}"),
        BmsAbort m => $"car-stopped {Items(m.ReasonBits, CarReasons)} {Items(m.FaultBits, CarFaults)} {Items(m.ErrorBits, CarErrors)}",
        ChargerAbort m => $"pile-stopped {Items(m.ReasonBits, PileReasons)} {Items(m.FaultBits, PileFaults)} {Items(m.ErrorBits, PileErrors)}",
        BmsStatus m => $"car-warns {Items(m.StatusBits, CarStates)}",
        _ => $"{message.Type:X2}",
    };

    /// <summary>True for what somebody has to look at: an abort with a fault or an error.</summary>
    public static bool IsFault(BmsMessage message) => message is BmsAbort { FaultBits: not 0 } or BmsAbort { ErrorBits: not 0 } or ChargerAbort { FaultBits: not 0 } or ChargerAbort { ErrorBits: not 0 };

    /// <summary>The warnings of 0x25: the six items below the permission to charge.</summary>
    public static ushort Warnings(BmsStatus status) => (ushort)(status.StatusBits & 0x0FFF);

    private static string Items(int bits, string[] names)
    {
        var set = names.Where((_, item) => ((bits >> (2 * item)) & 3) != 0).ToList();
        return set.Count == 0 ? "-" : string.Join(',', set);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
