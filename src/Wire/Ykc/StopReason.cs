namespace Doorstep.Wire.Ykc;

/// <summary>Why a charge ended (§7): 0x40–0x49 done, 0x4A–0x64 the start failed, 0x6A–0x89 aborted, 0x90 unknown.</summary>
public enum StopReason : byte
{
    /// <summary>None given; seen in samples.</summary>
    None = 0x00,

    /// <summary>Stopped by app.</summary>
    App = 0x40,

    /// <summary>State of charge 100 %.</summary>
    Full = 0x41,

    /// <summary>Energy limit.</summary>
    EnergyLimit = 0x42,

    /// <summary>Amount limit.</summary>
    AmountLimit = 0x43,

    /// <summary>Time limit.</summary>
    TimeLimit = 0x44,

    /// <summary>By hand at the pile.</summary>
    Manual = 0x45,

    /// <summary>Start failed: control system.</summary>
    StartControlSystem = 0x4A,

    /// <summary>Start failed: control pilot open.</summary>
    StartPilotOpen = 0x4B,

    /// <summary>Start failed: breaker.</summary>
    StartBreaker = 0x4C,

    /// <summary>Start failed: meter link.</summary>
    StartMeterLink = 0x4D,

    /// <summary>Start failed: balance.</summary>
    StartBalance = 0x4E,

    /// <summary>Start failed: charging module.</summary>
    StartModule = 0x4F,

    /// <summary>Start failed: emergency stop.</summary>
    StartEmergencyStop = 0x50,

    /// <summary>Start failed: surge arrester.</summary>
    StartArrester = 0x51,

    /// <summary>Start failed: BMS not ready.</summary>
    StartBmsNotReady = 0x52,

    /// <summary>Start failed: temperature.</summary>
    StartTemperature = 0x53,

    /// <summary>Start failed: battery reversed.</summary>
    StartBatteryReversed = 0x54,

    /// <summary>Start failed: electronic lock.</summary>
    StartLock = 0x55,

    /// <summary>Start failed: contactor did not close.</summary>
    StartClosing = 0x56,

    /// <summary>Start failed: insulation.</summary>
    StartInsulation = 0x57,

    /// <summary>Start failed: BHM timeout.</summary>
    StartBhmTimeout = 0x59,

    /// <summary>Start failed: BRM timeout.</summary>
    StartBrmTimeout = 0x5A,

    /// <summary>Start failed: BCP timeout.</summary>
    StartBcpTimeout = 0x5B,

    /// <summary>Start failed: BRO (AA) timeout.</summary>
    StartBroTimeout = 0x5C,

    /// <summary>Start failed: BCS timeout.</summary>
    StartBcsTimeout = 0x5D,

    /// <summary>Start failed: BCL timeout.</summary>
    StartBclTimeout = 0x5E,

    /// <summary>Start failed: BSM timeout.</summary>
    StartBsmTimeout = 0x5F,

    /// <summary>Start failed: voltage present in BHM.</summary>
    StartVoltagePresent = 0x60,

    /// <summary>Start failed: battery voltage more than 5 % off BCP.</summary>
    StartVoltageDiffers = 0x61,

    /// <summary>Start failed: BRO went from AA to 00.</summary>
    StartBroWithdrawn = 0x62,

    /// <summary>Start failed: host configuration timeout.</summary>
    StartConfigTimeout = 0x63,

    /// <summary>Start failed: CRO AA not sent.</summary>
    StartCroNotSent = 0x64,

    /// <summary>Aborted: system locked out.</summary>
    Lockout = 0x6A,

    /// <summary>Aborted: control pilot open, the car was unplugged.</summary>
    PilotOpen = 0x6B,

    /// <summary>Aborted: breaker.</summary>
    Breaker = 0x6C,

    /// <summary>Aborted: meter link.</summary>
    MeterLink = 0x6D,

    /// <summary>Aborted: balance used up.</summary>
    Balance = 0x6E,

    /// <summary>Aborted: AC protection.</summary>
    AcProtection = 0x6F,

    /// <summary>Aborted: DC protection.</summary>
    DcProtection = 0x70,

    /// <summary>Aborted: charging module.</summary>
    Module = 0x71,

    /// <summary>Aborted: emergency stop.</summary>
    EmergencyStop = 0x72,

    /// <summary>Aborted: surge arrester.</summary>
    Arrester = 0x73,

    /// <summary>Aborted: temperature.</summary>
    Temperature = 0x74,

    /// <summary>Aborted: output abnormal.</summary>
    Output = 0x75,

    /// <summary>Aborted: no current.</summary>
    NoCurrent = 0x76,

    /// <summary>Aborted: electronic lock.</summary>
    Lock = 0x77,

    /// <summary>Aborted: total voltage.</summary>
    TotalVoltage = 0x79,

    /// <summary>Aborted: total current.</summary>
    TotalCurrent = 0x7A,

    /// <summary>Aborted: cell voltage.</summary>
    CellVoltage = 0x7B,

    /// <summary>Aborted: pack too hot.</summary>
    PackOverTemperature = 0x7C,

    /// <summary>Aborted: highest cell voltage.</summary>
    MaxCellVoltage = 0x7D,

    /// <summary>Aborted: highest pack temperature.</summary>
    MaxPackTemperature = 0x7E,

    /// <summary>Aborted: BMV.</summary>
    Bmv = 0x7F,

    /// <summary>Aborted: BMT.</summary>
    Bmt = 0x80,

    /// <summary>Aborted: battery state.</summary>
    BatteryState = 0x81,

    /// <summary>Aborted: the car forbids charging.</summary>
    CarForbids = 0x82,

    /// <summary>Aborted: power lost.</summary>
    PowerLoss = 0x83,

    /// <summary>Aborted: BCS timeout.</summary>
    BcsTimeout = 0x84,

    /// <summary>Aborted: BCL timeout.</summary>
    BclTimeout = 0x85,

    /// <summary>Aborted: BSM timeout.</summary>
    BsmTimeout = 0x86,

    /// <summary>Aborted: BST timeout.</summary>
    BstTimeout = 0x87,

    /// <summary>Aborted: BSD timeout.</summary>
    BsdTimeout = 0x88,

    /// <summary>Aborted: CCS timeout.</summary>
    CcsTimeout = 0x89,

    /// <summary>Unknown.</summary>
    Unknown = 0x90,
}
