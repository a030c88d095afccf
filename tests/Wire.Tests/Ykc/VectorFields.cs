using System.Globalization;
using System.Text;
using Doorstep.Wire.Ykc;

namespace Doorstep.Wire.Tests.Ykc;

/// <summary>A message as the field names and units of the golden vectors.</summary>
internal static class VectorFields
{
    public static Dictionary<string, object> Of(YkcMessage message) => message switch
    {
        Login m => new() { ["pileNo"] = m.Pile, ["pileType"] = (int)m.Kind, ["gunCount"] = m.GunCount, ["protocolVersionX10"] = m.ProtocolVersion, ["programVersion"] = m.Program, ["networkType"] = m.Network, ["sim"] = m.Sim, ["carrier"] = m.Carrier },
        LoginReply m => new() { ["pileNo"] = m.Pile, ["loginResult"] = m.Accepted ? 0 : 1 },
        Heartbeat m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.Gun, ["gunFault"] = Bit(m.Faulted) },
        HeartbeatReply m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.Gun, ["ack"] = 0 },
        ModelCheck m => new() { ["pileNo"] = m.Pile, ["modelNo"] = m.ModelNumber },
        ModelCheckReply m => new() { ["pileNo"] = m.Pile, ["modelNo"] = m.ModelNumber, ["verifyResult"] = m.Same ? 0 : 1 },
        ModelRequest m => new() { ["pileNo"] = m.Pile },
        ModelReply m => Model(m.Pile, m.Model),
        ModelSet m => Model(m.Pile, m.Model),
        ModelSetReply m => new() { ["pileNo"] = m.Pile, ["result"] = Bit(m.Accepted) },
        ReadRealtime m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.Gun },
        Realtime m => new()
        {
            ["transactionNo"] = m.Transaction,
            ["pileNo"] = m.Pile,
            ["gunNo"] = m.Gun,
            ["status"] = (int)m.Status,
            ["gunHomed"] = (int)m.Home,
            ["gunPlugged"] = Bit(m.Plugged),
            ["voltage"] = Tenths(m.VoltageDeciVolts),
            ["current"] = Tenths(m.CurrentDeciAmperes),
            ["cableTemp"] = m.CableTemperature.Celsius,
            ["cableCode"] = m.CableCode,
            ["soc"] = m.StateOfCharge,
            ["batteryMaxTemp"] = m.BatteryTemperature.Celsius,
            ["chargeMinutes"] = m.ChargedMinutes,
            ["remainMinutes"] = m.RemainingMinutes,
            ["energy"] = E4(m.EnergyDeciWh),
            ["lossEnergy"] = E4(m.LossEnergyDeciWh),
            ["amount"] = E4(m.AmountCentiFen),
            ["hardwareFaultBits"] = (int)m.Faults,
        },
        BmsMessage m => Bms(m),
        StartRequest m => Start(m),
        StartDecision m => Decision(m),
        RemoteStart m => Remote(m),
        RemoteStartReply m => Reply(m),
        RemoteStop m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.Gun },
        RemoteStopReply m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.Gun, ["stopResult"] = m.Accepted ? "01" : "00", ["failReason"] = (int)m.Failure },
        TransactionRecord m => Record(m),
        TransactionRecordReply m => new() { ["transactionNo"] = m.Transaction, ["confirmResult"] = m.Stored ? 0 : 1 },
        BalanceUpdate m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.Gun, ["physicalCardNo"] = m.PhysicalCard, ["balance"] = Scaled(m.BalanceFen, 2) },
        BalanceUpdateReply m => new() { ["pileNo"] = m.Pile, ["physicalCardNo"] = m.PhysicalCard, ["result"] = (int)m.Outcome },
        CardsSync m => new() { ["pileNo"] = m.Pile, ["count"] = m.Cards.Length, ["cards"] = string.Join(';', m.Cards.Select(c => $"logicCardNo={c.Logic},physicalCardNo={c.Physical}")) },
        CardsSyncReply m => new() { ["pileNo"] = m.Pile, ["saveResult"] = Bit(m.Saved), ["failReason"] = m.Reason },
        CardsClear m => new() { ["pileNo"] = m.Pile, ["count"] = m.PhysicalCards.Length, ["cards"] = string.Join(';', m.PhysicalCards.Select(c => $"physicalCardNo={c}")) },
        CardsClearReply m => new() { ["pileNo"] = m.Pile, ["cards"] = string.Join(';', m.Cards.Select(c => $"physicalCardNo={c.Physical},cleared={Bit(c.Cleared)},failReason={c.Reason:X2}")) },
        CardsQuery m => new() { ["pileNo"] = m.Pile, ["count"] = m.PhysicalCards.Length, ["cards"] = string.Join(';', m.PhysicalCards.Select(c => $"physicalCardNo={c}")) },
        CardsQueryReply m => new() { ["pileNo"] = m.Pile, ["cards"] = string.Join(';', m.Cards.Select(c => $"physicalCardNo={c.Physical},exists={Bit(c.Known)}")) },
        WorkParameter m => new() { ["pileNo"] = m.Pile, ["disable"] = Bit(m.Locked), ["maxPowerPercent"] = m.MaxPowerPercent },
        WorkParameterReply m => new() { ["pileNo"] = m.Pile, ["result"] = Bit(m.Accepted) },
        TimeSync m => new() { ["pileNo"] = m.Pile, ["time"] = m.Time },
        TimeSyncReply m => new() { ["pileNo"] = m.Pile, ["time"] = m.Time },
        GroundLockReport m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.GunNumber, ["lockState"] = (int)m.Arm, ["parkState"] = m.Occupied ? 255 : 0, ["battery"] = m.BatteryPercent, ["alarm"] = (int)m.Alarm, ["reserved"] = "00000000" },
        GroundLockCommand m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.GunNumber, ["command"] = (int)m.Arm, ["reserved"] = "00000000" },
        GroundLockReply m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.GunNumber, ["result"] = Bit(m.Accepted), ["reserved"] = "00000000" },
        Reboot m => new() { ["pileNo"] = m.Pile, ["execMode"] = (int)m.When },
        RebootReply m => new() { ["pileNo"] = m.Pile, ["result"] = Bit(m.Accepted) },
        FirmwareUpdate m => new() { ["pileNo"] = m.Pile, ["pileModel"] = m.Model, ["pilePower"] = m.PowerKw, ["serverAddr"] = m.Server, ["serverPort"] = m.Port, ["user"] = m.User, ["password"] = m.Password, ["filePath"] = m.Path, ["execMode"] = (int)m.When, ["timeoutMin"] = m.TimeoutMinutes },
        FirmwareUpdateReply m => new() { ["pileNo"] = m.Pile, ["upgradeState"] = (int)m.Outcome },
        ParallelStartRequest m => With(Start(m.Start), ("auxGun", Bit(m.Link.Auxiliary)), ("parallelNo", m.Link.Number)),
        ParallelStartDecision m => With(Decision(m.Decision), ("parallelNo", m.ParallelNumber)),
        ParallelRemoteStart m => With(Remote(m.Start), ("parallelNo", m.ParallelNumber)),
        ParallelRemoteStartReply m => With(Reply(m.Reply), ("auxGun", Bit(m.Link.Auxiliary)), ("parallelNo", m.Link.Number)),
        QrPrefix m => new() { ["pileNo"] = m.Pile, ["format"] = (int)m.Format, ["prefix"] = m.Prefix },
        QrUrl m => new() { ["pileNo"] = m.Pile, ["gunNo"] = m.GunNumber, ["url"] = m.Url },
        UnknownMessage m => new() { ["body"] = Convert.ToHexString(m.Body.Span) },
        _ => throw new InvalidOperationException($"no golden vector is known for {message}"),
    };

    private static Dictionary<string, object> Bms(BmsMessage message)
    {
        Dictionary<string, object> stage = message switch
        {
            BmsHandshake m => new() { ["bmsProtocolVersion"] = m.ProtocolVersion, ["batteryType"] = (int)m.Battery, ["ratedCapacityAh"] = Tenths(m.CapacityDeciAh), ["ratedVoltage"] = Tenths(m.VoltageDeciVolts), ["batteryMaker"] = m.Maker, ["batterySerial"] = m.Serial, ["prodYear"] = m.YearSince1985 + 1985, ["prodMonth"] = m.Month, ["prodDay"] = m.Day, ["chargeCount"] = m.ChargeCount, ["ownership"] = m.Ownership, ["reserved"] = m.Reserved, ["vin"] = m.Vin, ["bmsSoftwareVersion"] = m.Software },
            BmsParameters m => new() { ["cellMaxVoltage"] = Scaled(m.CellMaxCentiVolts, 2), ["maxCurrent"] = Current(m.MaxCurrent), ["nominalEnergyKwh"] = Tenths(m.NominalDeciKWh), ["maxVoltage"] = Tenths(m.MaxDeciVolts), ["maxTemp"] = m.MaxTemperature.Celsius, ["soc"] = Tenths(m.StateOfChargeTenths), ["batteryVoltage"] = Tenths(m.BatteryDeciVolts), ["pileMaxVoltage"] = Tenths(m.PileMaxDeciVolts), ["pileMinVoltage"] = Tenths(m.PileMinDeciVolts), ["pileMaxCurrent"] = Current(m.PileMaxCurrent), ["pileMinCurrent"] = Current(m.PileMinCurrent) },
            BmsChargeEnd m => new() { ["endSoc"] = m.StateOfCharge, ["cellMinVoltage"] = Scaled(m.CellMinCentiVolts, 2), ["cellMaxVoltage"] = Scaled(m.CellMaxCentiVolts, 2), ["batteryMinTemp"] = m.MinTemperature.Celsius, ["batteryMaxTemp"] = m.MaxTemperature.Celsius, ["chargeMinutes"] = m.ChargedMinutes, ["outputEnergyKwh"] = Tenths(m.EnergyDeciKWh), ["chargerNo"] = m.ChargerNumber },
            BmsError m => new() { ["errorBits8"] = Convert.ToHexString(BitConverter.GetBytes(m.Bits)) },
            BmsAbort m => new() { ["stopReasonBits"] = m.ReasonBits, ["faultBits"] = m.FaultBits, ["errorBits"] = m.ErrorBits },
            ChargerAbort m => new() { ["stopReasonBits"] = m.ReasonBits, ["faultBits"] = m.FaultBits, ["errorBits"] = m.ErrorBits },
            BmsDemand m => new() { ["bmsDemandVoltage"] = Tenths(m.DemandDeciVolts), ["bmsDemandCurrent"] = Current(m.DemandCurrent), ["chargeMode"] = m.Mode, ["bmsMeasuredVoltage"] = Tenths(m.MeasuredDeciVolts), ["bmsMeasuredCurrent"] = Current(m.MeasuredCurrent), ["cellMaxVoltageAndGroup"] = m.HighestCell, ["soc"] = m.StateOfCharge, ["bmsRemainMinutes"] = m.RemainingMinutes, ["pileVoltage"] = Tenths(m.PileDeciVolts), ["pileCurrent"] = Current(m.PileCurrent), ["chargeMinutes"] = m.ChargedMinutes },
            BmsStatus m => new() { ["cellMaxVoltageNo"] = m.HighestCellLessOne + 1, ["maxTemp"] = m.MaxTemperature.Celsius, ["maxTempPoint"] = m.MaxTemperaturePointLessOne + 1, ["minTemp"] = m.MinTemperature.Celsius, ["minTempPoint"] = m.MinTemperaturePointLessOne + 1, ["statusBits"] = m.StatusBits },
            _ => throw new InvalidOperationException(),
        };
        return With(stage, ("transactionNo", message.Transaction), ("pileNo", message.Pile), ("gunNo", message.Gun));
    }

    private static Dictionary<string, object> Start(StartRequest m) => new()
    {
        ["pileNo"] = m.Pile,
        ["gunNo"] = m.Gun,
        ["startMode"] = (int)m.Mode,
        ["needPassword"] = Bit(m.WithPassword),
        ["accountOrCard"] = m.Card,
        ["passwordMd5"] = Convert.ToHexString(Encoding.Latin1.GetBytes(m.PasswordMd5.PadRight(16, '\0'))),
        ["vinReversed"] = m.Vin,
    };

    private static Dictionary<string, object> Decision(StartDecision m) => new()
    {
        ["transactionNo"] = m.Transaction,
        ["pileNo"] = m.Pile,
        ["gunNo"] = m.Gun,
        ["logicCardNo"] = m.LogicCard,
        ["balance"] = Scaled(m.BalanceFen, 2),
        ["authSuccess"] = Bit(m.Accepted),
        ["failReason"] = ((byte)m.Refusal).ToString("X2", CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, object> Remote(RemoteStart m) => new()
    {
        ["transactionNo"] = m.Transaction,
        ["pileNo"] = m.Pile,
        ["gunNo"] = m.Gun,
        ["logicCardNo"] = m.LogicCard,
        ["physicalCardNo"] = m.PhysicalCard,
        ["balance"] = Scaled(m.BalanceFen, 2),
    };

    private static Dictionary<string, object> Reply(RemoteStartReply m) => new()
    {
        ["transactionNo"] = m.Transaction,
        ["pileNo"] = m.Pile,
        ["gunNo"] = m.Gun,
        ["startResult"] = m.Accepted ? "01" : "00",
        ["failReason"] = (int)m.Failure,
    };

    private static Dictionary<string, object> Model(PileNumber pile, BillingModel model)
    {
        var fields = new Dictionary<string, object>
        {
            ["pileNo"] = pile,
            ["modelNo"] = model.Number,
            ["lossRatio"] = model.LossRatio,
            ["periodRateNo48"] = string.Concat(model.HalfHours.Select(p => ((byte)p).ToString("X2", CultureInfo.InvariantCulture))),
        };
        foreach (var (name, price) in new[] { ("tip", model.Tip), ("peak", model.Peak), ("flat", model.Flat), ("valley", model.Valley) })
        {
            fields[name + "ElecPrice"] = Scaled(price.Electricity, 5);
            fields[name + "ServicePrice"] = Scaled(price.Service, 5);
        }

        return fields;
    }

    private static Dictionary<string, object> Record(TransactionRecord m)
    {
        var fields = new Dictionary<string, object>
        {
            ["transactionNo"] = m.Transaction,
            ["pileNo"] = m.Pile,
            ["gunNo"] = m.Gun,
            ["startTime"] = m.Start,
            ["endTime"] = m.End,
            ["meterStart"] = E4(m.MeterStartDeciWh),
            ["meterEnd"] = E4(m.MeterEndDeciWh),
            ["totalEnergy"] = E4(m.TotalEnergyDeciWh),
            ["totalLossEnergy"] = E4(m.TotalLossEnergyDeciWh),
            ["totalAmount"] = E4(m.TotalAmountCentiFen),
            ["vin"] = m.Vin,
            ["tradeFlag"] = (int)m.Trade,
            ["tradeTime"] = m.TradeTime,
            ["stopReason"] = (int)m.StopReason,
            ["physicalCardNo"] = m.PhysicalCard,
        };
        if (m.Meter is { } meter)
        {
            With(fields, ("meterNo", meter.Number), ("meterCipher", meter.Cipher), ("meterProtocolVersion", meter.ProtocolVersion), ("meterEncrypt", meter.Encrypted));
        }

        foreach (var (name, period) in new[] { ("tip", m.Tip), ("peak", m.Peak), ("flat", m.Flat), ("valley", m.Valley) })
        {
            With(fields, (name + "UnitPrice", Scaled(period.UnitPrice, 5)), (name + "Energy", E4(period.EnergyDeciWh)), (name + "LossEnergy", E4(period.LossEnergyDeciWh)), (name + "Amount", E4(period.AmountCentiFen)));
        }

        return fields;
    }

    private static Dictionary<string, object> With(Dictionary<string, object> fields, params (string Name, object Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            fields[name] = value;
        }

        return fields;
    }

    private static int Bit(bool value) => value ? 1 : 0;

    private static string Current(BmsCurrent current) => Tenths(current.SignedDeciAmperes);

    private static string Tenths(long value) => Scaled(value, 1);

    private static string E4(ulong value) => Scaled((long)value, 4);

    private static string Scaled(long value, int digits) =>
        (value / (decimal)Math.Pow(10, digits)).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
