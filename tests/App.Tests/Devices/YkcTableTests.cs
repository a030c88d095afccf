using Doorstep.App.Charging;
using Doorstep.App.Devices;
using Doorstep.App.Tests.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Devices.YkcDesk;
using ConnectorState = Doorstep.Rules.Stations.ConnectorState;

namespace Doorstep.App.Tests.Devices;

public sealed class YkcTableTests
{
    [Fact]
    public async Task A_card_held_to_the_pile_charges_and_pays_what_was_read()
    {
        await using var desk = await Open();
        var charge = await desk.StartByCard();
        Assert.Equal(10_000u, desk.Last<StartDecision>().BalanceFen);

        await desk.Hear(Reported(charge, 0));
        desk.City.Store.Clock.Advance(TimeSpan.FromMinutes(10));
        await desk.Hear(Reported(charge, 11_000), new Heartbeat(Number, One, Faulted: false));
        await desk.Hear(desk.Record(charge, 11_730));

        Assert.Equal((charge, true), (desk.Last<TransactionRecordReply>().Transaction, desk.Last<TransactionRecordReply>().Stored));
        var row = Assert.Single(await desk.City.Rows());
        Assert.Equal((SessionState.Paid, 1_173L, 117L, StartedBy.Card, "Manual"), (row.State, row.Energy.WattHours, row.Total?.Fen ?? 0, row.StartedBy, row.StopReason));
        Assert.Null(row.DisputeReason);
        Assert.Equal(50_000 - 117, (await desk.City.Wallet(ChargingCity.Rich)).Balance.Fen);
    }

    [Fact]
    public async Task Readings_of_one_breath_are_kept_together_with_what_the_car_said()
    {
        await using var desk = await Open();
        var charge = await desk.StartByCard();
        await desk.Hear(Reported(charge, 0));

        await desk.Hear(
            new BmsDemand { Transaction = charge, Pile = Number, Gun = One, DemandDeciVolts = 4000, DemandCurrent = BmsCurrent.Charging(400), StateOfCharge = 41 },
            new BmsStatus { Transaction = charge, Pile = Number, Gun = One, HighestCellLessOne = 1, MaxTemperature = OffsetTemperature.Of(33), MinTemperature = OffsetTemperature.Of(20), StatusBits = 0x1000 },
            Reported(charge, 1_000),
            Reported(charge, 2_000),
            Reported(charge, 2_000));

        var readings = await desk.City.Store.Read(db => db.Readings.AsNoTracking().OrderBy(r => r.Register).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([0, 100, 200], readings.Select(r => r.Register.WattHours).Distinct());
        var last = desk.City.Station.Sessions.Single().Latest!;
        Assert.Equal((410, 330, 7_040L), (last.StateOfCharge ?? 0, last.Temperature ?? 0, last.Power?.Watts ?? 0));
        Assert.Empty(await desk.Events("bms"));
    }

    [Fact]
    public async Task A_record_whose_acknowledgement_was_lost_is_acknowledged_again_and_billed_once()
    {
        await using var desk = await Open();
        var charge = await desk.StartByCard();
        await desk.Hear(Reported(charge, 0));

        for (int i = 0; i < 3; i++)
        {
            await desk.Hear(desk.Record(charge, 500));
        }

        Assert.Equal(3, desk.Sent.Count(m => m is TransactionRecordReply { Stored: true }));
        Assert.Single(await desk.City.Rows());
        Assert.Equal(49_995, (await desk.City.Wallet(ChargingCity.Rich)).Balance.Fen);
    }

    [Fact]
    public async Task Two_charges_within_one_second_have_two_numbers()
    {
        await using var desk = await Open();
        // Session ids 625 ms apart end in the same four digits.
        desk.City.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        var first = await desk.StartByCard();
        await desk.Hear(Reported(first, 0), desk.Record(first, 500));
        desk.City.Store.Clock.Advance(TimeSpan.FromMilliseconds(625));
        var second = await desk.StartByCard();
        await desk.Hear(Reported(second, 0), desk.Record(second, 700));

        Assert.NotEqual(first, second);
        Assert.Equal([50, 70], (await desk.City.Rows()).Select(r => r.Energy.WattHours));
    }

    [Fact]
    public async Task What_a_pile_did_alone_is_known_by_its_record()
    {
        await using var desk = await Open();
        var own = TransactionNumber.Make(Number, One, new DateTime(2026, 6, 30, 23, 0, 0, DateTimeKind.Unspecified), 1);

        await desk.Hear(Reported(own, 5_000));
        Assert.Empty(await desk.City.Rows());
        Assert.Single(await desk.Events("charge.unknown"));
        await desk.Hear(Reported(own, 6_000), desk.Record(own, 20_000));

        var row = Assert.Single(await desk.City.Rows());
        Assert.Equal((SessionState.Paid, StartedBy.Pile, 2_000L, true), (row.State, row.StartedBy, row.Energy.WattHours, row.Offline));
        Assert.Equal(ChargingCity.Rich, row.Resident);
        Assert.True(desk.Last<TransactionRecordReply>().Stored);
    }

    [Fact]
    public async Task Live_figures_that_come_after_the_record_open_nothing()
    {
        await using var desk = await Open();
        var charge = await desk.StartByCard();
        await desk.Hear(Reported(charge, 0), desk.Record(charge, 500));

        await desk.Hear(Reported(charge, 500));

        Assert.Equal(SessionState.Paid, Assert.Single(await desk.City.Rows()).State);
    }

    [Theory]
    [InlineData("no-number")]
    [InlineData("no-such-gun")]
    [InlineData("no-date")]
    [InlineData("ends-before-it-begins")]
    [InlineData("meter-fell")]
    public async Task A_record_that_cannot_be_one_is_called_illegal(string why)
    {
        await using var desk = await Open();
        var good = desk.Record(TransactionNumber.Make(Number, One, new DateTime(2026, 6, 30, 23, 0, 0, DateTimeKind.Unspecified), 1), 500);
        var bad = why switch
        {
            "no-number" => good with { Transaction = default },
            "no-such-gun" => good with { Gun = Gun.Of(0) },
            "no-date" => good with { Start = default },
            "ends-before-it-begins" => good with { Start = good.End, End = good.Start },
            _ => good with { MeterEndDeciWh = 4_000 },
        };

        await desk.Hear(bad);

        Assert.False(desk.Last<TransactionRecordReply>().Stored);
        Assert.Empty(await desk.City.Rows());
        Assert.Contains(why, Assert.Single(await desk.Events("alert")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remote_start_waits_for_the_plug_and_begins_when_it_comes()
    {
        await using var desk = await Open();
        var id = (await desk.City.Start(desk.City.Station.FindPile(ChargingCity.Ykc)!, ChargingCity.Rich)).Value;
        await desk.Obey();
        var start = desk.Last<RemoteStart>();
        Assert.Equal(10_000u, start.BalanceFen);

        await desk.Hear(new RemoteStartReply(start.Transaction, Number, One, Accepted: false, RemoteStartFailure.NotPlugged));
        Assert.Equal(SessionState.Starting, (await desk.City.Row(id)).State);
        await desk.Hear(new RemoteStartReply(start.Transaction, Number, One, Accepted: true, RemoteStartFailure.None), Reported(start.Transaction, 0));
        Assert.Equal(SessionState.Charging, (await desk.City.Row(id)).State);

        Assert.True((await desk.Owner.Stop(new StopOrder(id, SessionLife.StoppedByResident))).Granted);
        await desk.Obey();
        Assert.Equal(1, desk.Last<RemoteStop>().Gun.Number);
        await desk.Hear(new RemoteStopReply(Number, One, Accepted: true, RemoteStopFailure.None), desk.Record(start.Transaction, 100, card: null));
        Assert.Equal((SessionState.Paid, 1L), ((await desk.City.Row(id)).State, (await desk.City.Row(id)).Total?.Fen));
    }

    [Fact]
    public async Task Remote_start_a_pile_refuses_frees_the_money()
    {
        await using var desk = await Open();
        var id = (await desk.City.Start(desk.City.Station.FindPile(ChargingCity.Ykc)!, ChargingCity.Rich)).Value;
        await desk.Obey();

        await desk.Hear(new RemoteStartReply(desk.Last<RemoteStart>().Transaction, Number, One, Accepted: false, RemoteStartFailure.Fault));

        Assert.Equal((SessionState.Failed, "pile-fault"), ((await desk.City.Row(id)).State, (await desk.City.Row(id)).FailReason));
        Assert.Equal(0, (await desk.City.Wallet(ChargingCity.Rich)).Held.Fen);
    }

    [Fact]
    public async Task A_session_free_of_charge_is_not_stopped_by_the_piles_own_guard()
    {
        await using var desk = await Open();
        await desk.City.Start(desk.City.Station.FindPile(ChargingCity.Ykc)!, payer: null);
        await desk.Obey();
        Assert.True(desk.Last<RemoteStart>().BalanceFen > 0);
    }

    [Theory]
    [InlineData(CardVerdict.Unknown, "", StartRefusal.NoAccount)]
    [InlineData(CardVerdict.Blocked, "", StartRefusal.Frozen)]
    [InlineData(CardVerdict.Short, "wallet.short", StartRefusal.InsufficientBalance)]
    [InlineData(CardVerdict.Short, "wallet.debt", StartRefusal.UnsettledBill)]
    [InlineData(CardVerdict.Busy, "connector.busy", StartRefusal.PileHasUnsettledBill)]
    [InlineData(CardVerdict.Blocked, "pile.out-of-service", StartRefusal.PileDisabled)]
    [InlineData(CardVerdict.Blocked, "station.residents-only", StartRefusal.NotAllowedHere)]
    [InlineData(CardVerdict.Blocked, "tariff.missing", StartRefusal.PileDisabled)]
    public void Every_refusal_has_a_word_of_the_pile(CardVerdict verdict, string code, StartRefusal word) =>
        Assert.Equal(word, YkcWords.Refusal(new CardStartAnswer(verdict, "", Money.Zero, code)));

    [Fact]
    public async Task A_card_nobody_gave_out_starts_nothing_and_a_short_number_is_found()
    {
        await using var desk = await Open();
        await desk.Hear(Ask("00000000AAAAAAAA"));
        Assert.Equal((false, StartRefusal.NoAccount), (desk.Last<StartDecision>().Accepted, desk.Last<StartDecision>().Refusal));
        await desk.Hear(Ask(Card, mode: StartMode.Vin));
        Assert.Equal(StartRefusal.UnknownVin, desk.Last<StartDecision>().Refusal);

        await desk.City.Store.Write(db => db.Cards.Add(new() { Uid = "BBBBBBBB", Resident = ChargingCity.Rich }));
        await desk.StartByCard("00000000BBBBBBBB", gun: 2);
    }

    [Fact]
    public async Task A_pile_gets_the_prices_of_its_station_and_new_ones_while_it_is_idle()
    {
        await using var desk = await Open();
        await desk.Hear(new ModelCheck(Number, "0000"));
        Assert.False(desk.Last<ModelCheckReply>().Same);
        await desk.Hear(new ModelRequest(Number));
        var model = desk.Last<ModelReply>().Model;
        Assert.Equal((60_000u, 40_000u), (model.Flat.Electricity, model.Flat.Service));
        await desk.Hear(new ModelCheck(Number, model.Number));
        Assert.True(desk.Last<ModelCheckReply>().Same);

        await desk.City.Charge("TWO", 0.8m);
        await desk.Table.Pass(desk.Talk);
        var set = desk.Last<ModelSet>();
        Assert.Equal(80_000u, set.Model.Flat.Electricity);
        Assert.NotEqual(model.Number, set.Model.Number);
        await desk.Hear(new ModelSetReply(Number, Accepted: true));
        await desk.Table.Pass(desk.Talk);
        Assert.Single(desk.Sent, m => m is ModelSet);
    }

    [Fact]
    public async Task A_pile_whose_station_has_no_prices_it_can_hold_does_not_charge()
    {
        await using var desk = await Open();
        await desk.City.Charge("FIVE", 0.8m, 0.9m, 1.0m, 1.1m, 1.2m);

        await desk.Hear(new ModelCheck(Number, "0100"), new ModelRequest(Number));

        Assert.False(desk.Last<ModelCheckReply>().Same);
        Assert.DoesNotContain(desk.Sent, m => m is ModelReply);
        await desk.Hear(Ask(Card));
        Assert.Equal(StartRefusal.PileDisabled, desk.Last<StartDecision>().Refusal);
        Assert.Contains(await desk.Events("alert"), t => t.Contains("tariff.more-than-four-rates", StringComparison.Ordinal));
        var id = (await desk.City.Start(desk.City.Station.FindPile(ChargingCity.Ykc)!, ChargingCity.Rich)).Value;
        await desk.Obey();
        Assert.DoesNotContain(desk.Sent, m => m is RemoteStart);
        Assert.Equal((SessionState.Failed, "tariff.more-than-four-rates"), ((await desk.City.Row(id)).State, (await desk.City.Row(id)).FailReason));
    }

    [Fact]
    public async Task Connector_says_what_the_gun_says()
    {
        await using var desk = await Open();
        var connector = desk.City.Station.FindPile(ChargingCity.Ykc)!.Connector(1);
        await desk.Hear(Reported(default, 0, GunStatus.Idle, plugged: false));
        Assert.Equal(ReportedStatus.Available, connector.Status);
        await desk.Hear(Reported(default, 0, GunStatus.Idle));
        Assert.Equal(ReportedStatus.Preparing, connector.Status);
        var charge = await desk.StartByCard();
        await desk.Hear(Reported(charge, 0));
        Assert.Equal(ReportedStatus.Charging, connector.Status);
        await desk.Hear(Reported(default, 0, GunStatus.Idle));
        Assert.Equal(ReportedStatus.Finishing, connector.Status);
        await desk.Hear(Reported(default, 0, GunStatus.Fault, HardwareFaults.EmergencyStop | HardwareFaults.DoorOpen, plugged: false));
        Assert.Equal((ReportedStatus.Faulted, "EmergencyStop, DoorOpen"), (connector.Status, connector.Fault));
    }

    [Fact]
    public async Task Orders_of_staff_reach_the_pile_and_its_answer_reaches_them()
    {
        await using var desk = await Open();
        var live = desk.City.Station.FindPile(ChargingCity.Ykc)!;

        Assert.True((await Ordered(PileOrderKind.ResetAtOnce, () => new RebootReply(Number, Accepted: true))).Granted);
        Assert.Equal(ExecuteWhen.Now, desk.Last<Reboot>().When);
        Assert.Equal("pile.refused", (await Ordered(PileOrderKind.TakeOutOfService, () => new WorkParameterReply(Number, Accepted: false))).Refusal?.Code);
        Assert.True(desk.Last<WorkParameter>().Locked);
        Assert.False(live.Connector(1).OutOfService);
        Assert.True((await Ordered(PileOrderKind.TakeOutOfService, () => new WorkParameterReply(Number, Accepted: true))).Granted);
        // A locked pile goes on calling its guns idle; the protocol has no other word.
        await desk.Hear(Reported(default, 0, GunStatus.Idle, plugged: false));
        Assert.Equal([ConnectorState.Unavailable, ConnectorState.Unavailable], Shown());
        Assert.True((await Ordered(PileOrderKind.PutIntoService, () => new WorkParameterReply(Number, Accepted: true))).Granted);
        Assert.DoesNotContain(ConnectorState.Unavailable, Shown());
        Assert.True((await Ordered(PileOrderKind.SendPrices, () => new ModelSetReply(Number, Accepted: true))).Granted);
        Assert.Equal("pile.refused", (await Ordered(PileOrderKind.Unlock, () => null)).Refusal?.Code);
        Assert.True((await Ordered(PileOrderKind.ReportStatus, () => Reported(default, 0, GunStatus.Idle) with { Gun = Gun.Of(2) })).Granted);
        Assert.Equal([1, 2], desk.Sent.OfType<ReadRealtime>().Select(r => r.Gun.Number));

        IEnumerable<ConnectorState> Shown() => desk.City.People.Look.At(desk.City.Station, 0)!.Piles.Single(p => p.Pile == live.Id).Connectors.Select(c => c.State);

        async Task<Decision<bool>> Ordered(PileOrderKind kind, Func<YkcMessage?> answer)
        {
            var waiting = desk.City.People.Order.Run(desk.City.Station, live, new PileOrder(live.Id, 0, kind), TestContext.Current.CancellationToken);
            await desk.Obey();
            if (answer() is { } message)
            {
                await desk.Hear(message);
            }

            return await waiting;
        }
    }

    [Fact]
    public async Task Power_is_limited_in_percent_but_not_below_thirty()
    {
        await using var desk = await Open();
        await desk.Table.Order(new PileCommand.LimitPower(1, 0, new Power(3_500)), desk.Talk);
        Assert.Equal((false, 50), (desk.Last<WorkParameter>().Locked, desk.Last<WorkParameter>().MaxPowerPercent));
        await desk.Table.Order(new PileCommand.LimitPower(2, 0, new Power(1_000)), desk.Talk);
        Assert.Single(desk.Sent, m => m is WorkParameter);
    }

    [Fact]
    public async Task Login_sets_the_clock_and_a_clock_that_stays_wrong_is_written_down()
    {
        await using var desk = await Open();
        await desk.Hear(new Login { Pile = Number, Kind = PileKind.Ac, GunCount = 2, ProtocolVersion = 16, Program = "V1", Network = 0, Sim = "898604D11722D0348606", Carrier = 0 });
        Assert.True(desk.Last<LoginReply>().Accepted);
        Assert.Equal(desk.City.Now, desk.Last<TimeSync>().Time.Moment);
        await desk.Hear(new TimeSyncReply(Number, desk.Last<TimeSync>().Time));
        Assert.Empty(await desk.Events("clock"));
        await desk.Hear(new TimeSyncReply(Number, Cp56Time.Of(desk.City.Now.AddHours(-1))));
        Assert.Single(await desk.Events("clock"));
    }

    [Fact]
    public async Task A_type_nobody_knows_is_written_down_once()
    {
        await using var desk = await Open();
        await desk.Hear(new UnknownMessage(0xB7, new byte[] { 1 }), new UnknownMessage(0xB7, new byte[] { 2 }), new LoginReply(Number, Accepted: true));
        Assert.Equal(["type B7", "type 02"], await desk.Events("unknown-message"));
    }

    [Fact]
    public void A_pile_is_answered_in_its_own_check_words()
    {
        var habit = new YkcCrcHabit();
        Assert.False(habit.Hear(CrcForm.LowFirst));
        Assert.True(habit.Hear(CrcForm.HighFirst));
        // Two equal bytes read as either order.
        Assert.False(habit.Hear(CrcForm.LowFirst));
        Assert.False(habit.Hear(CrcForm.HighFirst));
        Assert.Equal(CrcForm.HighFirst, habit.Form);
        Assert.True(habit.Hear(CrcForm.MisprintLowFirst));
        Assert.False(habit.Hear(CrcForm.LowFirst));
        Assert.Equal(CrcForm.MisprintLowFirst, habit.Form);
    }
}
