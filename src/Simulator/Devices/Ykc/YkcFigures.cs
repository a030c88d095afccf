using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>A pile's measurements as YKC messages.</summary>
internal static class YkcFigures
{
    private static readonly (PileFault Ours, HardwareFaults Theirs)[] FaultBits =
    [
        (PileFault.EmergencyStop, HardwareFaults.EmergencyStop),
        (PileFault.OverTemperature, HardwareFaults.OutletOverTemperature),
        (PileFault.MeterLink, HardwareFaults.MeterLink),
        (PileFault.CardReader, HardwareFaults.CardReaderLink),
        (PileFault.Contactor, HardwareFaults.Contactor),
        (PileFault.DoorOpen, HardwareFaults.DoorOpen),
    ];

    public static Realtime Realtime(PileNumber pile, VirtualConnector connector, BillingModel? model)
    {
        var reading = connector.Pile.Read(connector);
        var session = connector.Session;
        var charging = session is not null;
        var energy = charging ? YkcBill.DeciWh(session!.MeterWh) - YkcBill.DeciWh(session.MeterStartWh) : 0;
        return new Realtime
        {
            Transaction = charging ? Transaction(session!) : default,
            Pile = pile,
            Gun = Gun.Of(connector.Number),
            // a charging pile never says idle, even while the car pauses (§2.7)
            Status = connector.Faults != PileFault.None ? GunStatus.Fault : charging ? GunStatus.Charging : GunStatus.Idle,
            Home = connector.Car is null ? GunHome.Homed : GunHome.Away,
            Plugged = connector.Car is not null,
            VoltageDeciVolts = U16(reading.Volts * 10),
            CurrentDeciAmperes = U16(reading.Amperes * 10),
            CableTemperature = charging ? OffsetTemperature.Of((int)reading.CableCelsius) : default,
            StateOfCharge = U8(reading.Battery?.SocPercent ?? 0),
            BatteryTemperature = reading.Battery is { } b ? OffsetTemperature.Of((int)b.MaxCelsius) : default,
            ChargedMinutes = charging ? Minutes(session!) : default,
            RemainingMinutes = U16(reading.Battery?.RemainingMinutes ?? 0),
            EnergyDeciWh = (uint)energy,
            LossEnergyDeciWh = (uint)energy,
            AmountCentiFen = charging ? new YkcBill(model, session!).AmountCentiFen : 0,
            Faults = Faults(connector.Faults),
        };
    }

    public static BmsHandshake Handshake(PileNumber pile, ChargeSession session) => new()
    {
        Transaction = Transaction(session),
        Pile = pile,
        Gun = Gun.Of(session.Connector.Number),
        ProtocolVersion = "010100",
        Battery = session.Car.Model.Chemistry == Charging.Chemistry.Lfp ? BatteryType.LithiumIronPhosphate : BatteryType.Ternary,
        CapacityDeciAh = U16(session.Car.Model.CapacityAh * 10),
        VoltageDeciVolts = U16(session.Car.Model.NominalWh / session.Car.Model.CapacityAh * 10),
        Maker = "DOOR",
        YearSince1985 = 39,
        Month = 6,
        Day = 1,
        ChargeCount = 100,
        Ownership = 1,
        Vin = session.Car.Vin,
        Software = "010106E807FFFFFF",
    };

    public static BmsParameters Parameters(PileNumber pile, ChargeSession session)
    {
        var (car, battery, spec) = (session.Car, session.Car.Battery, session.Connector.Pile.Spec);
        return new BmsParameters
        {
            Transaction = Transaction(session),
            Pile = pile,
            Gun = Gun.Of(session.Connector.Number),
            CellMaxCentiVolts = U16(battery.MaxVolts / car.Model.SeriesCells * 100),
            MaxCurrent = Current(battery.MaxAmperes),
            NominalDeciKWh = U16(car.Model.NominalWh / 100),
            MaxDeciVolts = U16(battery.MaxVolts * 10),
            MaxTemperature = OffsetTemperature.Of(60),
            StateOfChargeTenths = U16(battery.Soc * 1000),
            BatteryDeciVolts = U16(battery.PackOpenCircuit * 10),
            PileMaxDeciVolts = 10_000,
            PileMinDeciVolts = 2_000,
            PileMaxCurrent = Current(Math.Min(250, spec.RatedWatts / 300.0)),
            PileMinCurrent = Current(1),
        };
    }

    public static BmsDemand Demand(PileNumber pile, ChargeSession session, ChargeReading reading, BatteryReading battery) => new()
    {
        Transaction = Transaction(session),
        Pile = pile,
        Gun = Gun.Of(session.Connector.Number),
        DemandDeciVolts = U16(battery.DemandVolts * 10),
        DemandCurrent = Current(battery.DemandAmperes),
        Mode = (byte)(battery.ConstantVoltage ? 1 : 2),
        MeasuredDeciVolts = U16(reading.Volts * 10),
        MeasuredCurrent = Current(reading.Amperes),
        HighestCell = (ushort)Math.Clamp(Math.Round(battery.CellMaxVolts * 100), 0, 0xFFF),
        StateOfCharge = U8(battery.SocPercent),
        RemainingMinutes = U16(battery.RemainingMinutes),
        PileDeciVolts = U16(reading.Volts * 10),
        PileCurrent = Current(reading.Amperes),
        ChargedMinutes = Minutes(session),
    };

    public static BmsStatus Status(PileNumber pile, ChargeSession session, BatteryReading battery) => new()
    {
        Transaction = Transaction(session),
        Pile = pile,
        Gun = Gun.Of(session.Connector.Number),
        HighestCellLessOne = 11,
        MaxTemperature = OffsetTemperature.Of((int)Math.Round(battery.MaxCelsius)),
        MaxTemperaturePointLessOne = 3,
        MinTemperature = OffsetTemperature.Of((int)Math.Round(battery.MinCelsius)),
        MinTemperaturePointLessOne = 0,
        StatusBits = 1 << 12,
    };

    public static BmsChargeEnd ChargeEnd(PileNumber pile, ChargeSession session)
    {
        var battery = session.Car.Battery;
        return new BmsChargeEnd
        {
            Transaction = Transaction(session),
            Pile = pile,
            Gun = Gun.Of(session.Connector.Number),
            StateOfCharge = U8(battery.Soc * 100),
            CellMinCentiVolts = U16(battery.CellVolts * 100 - 1),
            CellMaxCentiVolts = U16(battery.CellVolts * 100 + 1),
            MinTemperature = OffsetTemperature.Of((int)battery.Celsius - 1),
            MaxTemperature = OffsetTemperature.Of((int)battery.Celsius + 1),
            ChargedMinutes = Minutes(session),
            EnergyDeciKWh = U16(session.EnergyWh / 100),
            ChargerNumber = (uint)session.Connector.Number,
        };
    }

    public static TransactionRecord Record(PileNumber pile, ChargeSession session, BillingModel? model)
    {
        var bill = new YkcBill(model, session);
        var (start, end) = (YkcBill.DeciWh(session.MeterStartWh), YkcBill.DeciWh(session.MeterWh));
        return new TransactionRecord
        {
            Transaction = Transaction(session),
            Pile = pile,
            Gun = Gun.Of(session.Connector.Number),
            Start = Cp56Time.Of(session.Began),
            End = Cp56Time.Of(session.Ended!.Value),
            Tip = bill[TariffPeriod.Tip],
            Peak = bill[TariffPeriod.Peak],
            Flat = bill[TariffPeriod.Flat],
            Valley = bill[TariffPeriod.Valley],
            MeterStartDeciWh = (ulong)start,
            MeterEndDeciWh = (ulong)end,
            TotalEnergyDeciWh = (uint)(end - start),
            TotalLossEnergyDeciWh = (uint)(end - start),
            TotalAmountCentiFen = bill.AmountCentiFen,
            Vin = session.Connector.Pile.Spec.Kind == CurrentKind.Dc ? session.Car.Vin : "",
            Trade = session.Order.By switch
            {
                StartedBy.Card => TradeFlag.Card,
                StartedBy.OfflineCard => TradeFlag.OfflineCard,
                StartedBy.Vin => TradeFlag.Vin,
                _ => TradeFlag.App,
            },
            TradeTime = Cp56Time.Of(session.Ended.Value),
            StopReason = Reason(session.Cause!.Value),
            PhysicalCard = Code8.TryParse(session.Order.Card, out var card) ? card : default,
        };
    }

    public static TransactionNumber Transaction(ChargeSession session) => TransactionNumber.Parse(session.PlatformId);

    private static ushort Minutes(ChargeSession session) =>
        U16(((session.Ended ?? session.Connector.Pile.Now) - session.Began).TotalMinutes);

    private static StopReason Reason(StopCause cause) => cause switch
    {
        StopCause.Remote or StopCause.Deauthorized => StopReason.App,
        StopCause.Local => StopReason.Manual,
        StopCause.Full => StopReason.Full,
        StopCause.EnergyLimit => StopReason.EnergyLimit,
        StopCause.BalanceUsedUp => StopReason.Balance,
        StopCause.Unplugged => StopReason.PilotOpen,
        StopCause.EmergencyStop => StopReason.EmergencyStop,
        StopCause.OverTemperature => StopReason.Temperature,
        StopCause.MeterFault => StopReason.MeterLink,
        StopCause.PowerLoss => StopReason.PowerLoss,
        StopCause.Restart => StopReason.Lockout,
        _ => StopReason.Unknown,
    };

    private static HardwareFaults Faults(PileFault faults)
    {
        var result = HardwareFaults.None;
        foreach (var (ours, theirs) in FaultBits)
        {
            if (faults.HasFlag(ours))
            {
                result |= theirs;
            }
        }

        return result;
    }

    private static BmsCurrent Current(double amperes) => BmsCurrent.Charging((int)Math.Round(amperes * 10));

    private static byte U8(double value) => (byte)Math.Clamp(Math.Round(value), 0, byte.MaxValue);

    private static ushort U16(double value) => (ushort)Math.Clamp(Math.Round(value), 0, ushort.MaxValue);
}
