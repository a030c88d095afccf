using Doorstep.Simulator.Devices;
using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Tests.Devices.Ykc;

public sealed class YkcPileTests
{
    private const string Id = "42070000000101";
    private const string Card = "00000000D14B0A54";
    private static readonly PileNumber Number = PileNumber.Parse(Id);
    private static readonly Gun One = Gun.Of(1);
    private static readonly TransactionNumber Charge = TransactionNumber.Make(Number, One, new DateTime(2026, 7, 1, 18, 0, 0, DateTimeKind.Unspecified), 1);

    [Fact]
    public async Task Pile_logs_in_takes_its_model_and_tells_its_state()
    {
        await using var street = new Street(PileSpec.Dc120(Id));
        var login = await street.Peer.NextFrame<Login>();
        Assert.Equal(0, login.Sequence);
        var told = Assert.IsType<Login>(login.Message);
        Assert.Equal((Number, PileKind.Dc, (byte)2, (byte)16), (told.Pile, told.Kind, told.GunCount, told.ProtocolVersion));
        Assert.Equal("0000", (await street.Peer.Next<ModelCheck>()).ModelNumber);
        await street.Peer.Next<ModelRequest>();
        var idle = await street.Peer.Next<Realtime>(r => r.Gun.Number == 2);
        Assert.Equal((GunStatus.Idle, true, false), (idle.Status, idle.Transaction.IsNone, idle.Plugged));
        Assert.Null(idle.CableCelsius);
        Assert.True(street.Link.Up);
    }

    [Fact]
    public async Task Heartbeat_of_every_gun_goes_every_ten_seconds()
    {
        await using var street = new Street(PileSpec.Dc120(Id), rhythm: new LinkRhythm());
        await street.Ready();
        for (var beat = 0; beat < 6; beat++)
        {
            street.Pass(TimeSpan.FromSeconds(10));
            Assert.Equal(1, (await street.Peer.Next<Heartbeat>()).Gun.Number);
            Assert.Equal(2, (await street.Peer.Next<Heartbeat>()).Gun.Number);
            await street.Settled();
        }

        Assert.Equal(1, street.Peer.Logins);
    }

    [Fact]
    public async Task Three_unanswered_heartbeats_mean_a_dead_link_and_a_new_login()
    {
        await using var street = new Street(PileSpec.Ac7(Id), rhythm: new LinkRhythm());
        await street.Ready();
        street.Peer.AnswersHeartbeats = false;
        street.Pass(TimeSpan.FromSeconds(34), TimeSpan.FromSeconds(1));
        await street.Settled();
        Assert.Equal(1, street.Peer.Logins);
        await street.Until(() => street.Peer.Logins >= 2);
    }

    [Fact]
    public async Task Remote_start_charges_bills_by_the_model_and_is_acknowledged()
    {
        await using var street = new Street(PileSpec.Dc60(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car(0.3, 0.9));
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 }, 0x0201);
        var reply = await street.Peer.NextFrame<RemoteStartReply>();
        Assert.Equal((ushort)0x0201, reply.Sequence);
        Assert.True(((RemoteStartReply)reply.Message).Accepted);
        Assert.Equal("LDSTEST0000000017", (await street.Peer.Next<BmsHandshake>()).Vin);
        var charging = await street.Peer.Next<Realtime>(r => r.Status == GunStatus.Charging);
        Assert.Equal(Charge, charging.Transaction);

        street.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(15));
        var live = await street.Peer.Next<Realtime>(r => r.EnergyDeciWh > 100_000);
        Assert.InRange(live.StateOfCharge, 31, 89);
        var demand = await street.Peer.Next<BmsDemand>();
        Assert.InRange(demand.DemandCurrent.DeciAmperes!.Value, 100, 4000);
        Assert.True((await street.Peer.Next<BmsStatus>()).ChargingAllowed);

        street.Peer.Send(new RemoteStop(Number, One), 0x0202);
        Assert.Equal((ushort)0x0202, (await street.Peer.NextFrame<RemoteStopReply>(r => r.Accepted)).Sequence);
        await street.Peer.Next<BmsChargeEnd>();
        var record = await street.Peer.Next<TransactionRecord>();
        Assert.Equal((Charge, StopReason.App, TradeFlag.App), (record.Transaction, record.StopReason, record.Trade));
        var periods = new[] { record.Tip, record.Peak, record.Flat, record.Valley };
        Assert.Equal(record.TotalEnergyDeciWh, record.MeterEndDeciWh - record.MeterStartDeciWh);
        Assert.Equal(record.TotalEnergyDeciWh, (uint)periods.Sum(p => p.EnergyDeciWh));
        Assert.Equal(record.TotalAmountCentiFen, (uint)periods.Sum(p => p.AmountCentiFen));
        // 18:00…20:00 local time is peak in the model: 1.3 CNY/kWh
        Assert.Equal(record.TotalEnergyDeciWh, record.Peak.EnergyDeciWh);
        Assert.Equal(130_000u, record.Peak.UnitPrice);
        Assert.Equal(record.Peak.EnergyDeciWh * 1.3, record.Peak.AmountCentiFen, 1.0);
        Assert.Equal(street.Pace.GetUtcNow(), record.End.Moment);
        await street.Settled();
        Assert.Equal(0, street.Link.RecordsWaiting);
    }

    [Fact]
    public async Task Session_over_a_tariff_boundary_is_split_there()
    {
        await using var street = new Street(PileSpec.Ac7(Id));
        await street.Ready();
        street.Pass(TimeSpan.FromMinutes(100), TimeSpan.FromSeconds(10));
        street.Pile.PlugIn(1, Bench.Car(0.1));
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 });
        await street.Peer.Next<RemoteStartReply>(r => r.Accepted);
        street.Pass(TimeSpan.FromMinutes(40), TimeSpan.FromSeconds(10));
        street.Peer.Send(new RemoteStop(Number, One));
        var record = await street.Peer.Next<TransactionRecord>();
        // begun at 19:40 local time, peak until 20:00, then tip
        Assert.Equal(record.Peak.EnergyDeciWh, record.Tip.EnergyDeciWh, 20.0);
        Assert.Equal(0u, record.Flat.EnergyDeciWh + record.Valley.EnergyDeciWh);
    }

    [Fact]
    public async Task Lost_acknowledgement_brings_the_record_again_three_times_and_once_more_after_login()
    {
        await using var street = new Street(PileSpec.Ac7(Id));
        await street.Ready();
        street.Peer.Acknowledges = false;
        street.Pile.PlugIn(1, Bench.Car());
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 });
        await street.Peer.Next<RemoteStartReply>(r => r.Accepted);
        street.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        street.Pile.Stop(1, StopCause.Local);
        var first = await street.Peer.Next<TransactionRecord>();
        for (var time = 2; time <= 3; time++)
        {
            street.Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
            Assert.Equal(first, await street.Peer.Next<TransactionRecord>());
        }

        street.Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
        await street.Settled();
        Assert.Equal(1, street.Link.RecordsWaiting);
        street.Peer.Acknowledges = true;
        street.Peer.Drop();
        await street.Again();
        Assert.Equal(first, await street.Peer.Next<TransactionRecord>());
        await street.Settled();
        Assert.Equal((0, 1L), (street.Link.RecordsWaiting, street.Traffic.RecordsKept));
    }

    [Fact]
    public async Task Known_card_charges_while_the_link_is_down_and_the_record_follows_the_next_login()
    {
        await using var street = new Street(PileSpec.Ac7(Id), Card);
        await street.Ready();
        street.Peer.Away = true;
        street.Peer.Drop();
        await street.Until(() => !street.Link.Up);
        street.Pile.PlugIn(1, Bench.Car());
        street.Pile.Present(1, new Credential(CredentialKind.Card, "0000000000000001"));
        Assert.Null(street.Pile.Connectors[0].Session);
        street.Pile.Present(1, new Credential(CredentialKind.Card, Card));
        Assert.NotNull(street.Pile.Connectors[0].Session);
        street.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(10));
        street.Pile.Present(1, new Credential(CredentialKind.Card, Card));
        Assert.Equal(1, street.Link.RecordsWaiting);
        street.Peer.Away = false;
        await street.Again();
        Assert.Equal("0100", (await street.Peer.Next<ModelCheck>(m => m.ModelNumber != "0000")).ModelNumber);
        var record = await street.Peer.Next<TransactionRecord>();
        Assert.Equal((TradeFlag.OfflineCard, StopReason.Manual, Card), (record.Trade, record.StopReason, record.PhysicalCard.ToString()));
        Assert.Equal((Number, 1), (record.Transaction.Pile, record.Transaction.Gun.Number));
        Assert.InRange(record.TotalEnergyDeciWh, 30_000u, 36_000u);
        await street.Settled();
        Assert.Equal(0, street.Link.RecordsWaiting);
    }

    [Fact]
    public async Task Card_is_asked_for_and_charges_only_with_the_platforms_consent()
    {
        await using var street = new Street(PileSpec.Ac7(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car());
        street.Pile.Present(1, new Credential(CredentialKind.Card, Card));
        var asked = await street.Peer.NextFrame<StartRequest>(r => r.Card.ToString() == Card && r.Mode == StartMode.Card);
        street.Peer.Send(new StartDecision { Transaction = Charge, Pile = Number, Gun = One, Accepted = false, Refusal = StartRefusal.InsufficientBalance }, asked.Sequence);
        await street.Settled();
        Assert.Null(street.Pile.Connectors[0].Session);
        street.Pile.Present(1, new Credential(CredentialKind.Card, Card));
        await street.Peer.Next<StartRequest>();
        street.Peer.Send(new StartDecision { Transaction = Charge, Pile = Number, Gun = One, Accepted = true, BalanceFen = 5_000 });
        await street.Peer.Next<Realtime>(r => r.Status == GunStatus.Charging && r.Transaction == Charge);
        street.Pile.Present(1, new Credential(CredentialKind.Card, Card));
        Assert.Equal(TradeFlag.Card, (await street.Peer.Next<TransactionRecord>()).Trade);
    }

    [Fact]
    public async Task Start_without_a_car_is_refused_and_succeeds_when_the_plug_comes_in_time()
    {
        await using var street = new Street(PileSpec.Ac7(Id));
        await street.Ready();
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 }, 0x77);
        Assert.Equal(RemoteStartFailure.NotPlugged, (await street.Peer.Next<RemoteStartReply>(r => !r.Accepted)).Failure);
        street.Pass(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(10));
        street.Pile.PlugIn(1, Bench.Car());
        Assert.True((await street.Peer.Next<RemoteStartReply>()).Accepted);
        Assert.NotNull(street.Pile.Connectors[0].Session);
    }

    [Fact]
    public async Task Session_ends_when_the_balance_is_used_up()
    {
        await using var street = new Street(PileSpec.Dc60(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car(0.1));
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 500 });
        await street.Peer.Next<RemoteStartReply>(r => r.Accepted);
        street.Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        var record = await street.Peer.Next<TransactionRecord>();
        Assert.Equal(StopReason.Balance, record.StopReason);
        Assert.InRange(record.TotalAmountCentiFen, 50_000u, 50_500u);
    }

    [Fact]
    public async Task Percentage_of_the_platform_limits_the_pile_and_a_lock_refuses_the_next_start()
    {
        await using var street = new Street(PileSpec.Dc60(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car());
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 });
        street.Peer.Send(new WorkParameter(Number, Locked: false, 30));
        Assert.True((await street.Peer.Next<WorkParameterReply>()).Accepted);
        street.Pass(TimeSpan.FromSeconds(10));
        Assert.InRange(street.Pile.Connectors[0].Watts, 17_000, 18_000);
        street.Peer.Send(new WorkParameter(Number, Locked: false, 20));
        Assert.False((await street.Peer.Next<WorkParameterReply>()).Accepted);
        street.Peer.Send(new RemoteStop(Number, One));
        street.Peer.Send(new WorkParameter(Number, Locked: true, 0));
        Assert.True((await street.Peer.Next<WorkParameterReply>()).Accepted);
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 });
        Assert.Equal(RemoteStartFailure.Fault, (await street.Peer.Next<RemoteStartReply>(r => !r.Accepted)).Failure);
    }

    [Fact]
    public async Task Power_loss_silences_the_pile_and_its_record_comes_when_power_is_back()
    {
        await using var street = new Street(PileSpec.Dc60(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car());
        street.Peer.Send(new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 });
        await street.Peer.Next<RemoteStartReply>(r => r.Accepted);
        street.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        street.Pile.Break(null, PileFault.PowerLoss);
        await street.Until(() => !street.Link.Up);
        Assert.Equal(1, street.Link.RecordsWaiting);
        street.Pile.Mend(null, PileFault.PowerLoss);
        await street.Again();
        Assert.Equal(StopReason.PowerLoss, (await street.Peer.Next<TransactionRecord>()).StopReason);
    }

    [Fact]
    public async Task Reboot_is_answered_and_followed_by_a_new_login_with_sequence_zero()
    {
        await using var street = new Street(PileSpec.Ac7(Id));
        await street.Ready();
        street.Peer.Send(new Reboot(Number, ExecuteWhen.Now), 9);
        Assert.Equal((ushort)9, (await street.Peer.NextFrame<RebootReply>(r => r.Accepted)).Sequence);
        await street.Until(() => street.Peer.Logins >= 2);
        Assert.Equal((ushort)0, (await street.Peer.NextFrame<Login>()).Sequence);
    }

    [Fact]
    public async Task Upkeep_commands_get_their_own_answers()
    {
        await using var street = new Street(PileSpec.Ac7(Id) with { HasGroundLocks = true });
        await street.Ready();
        var card = Code8.Parse(Card);
        street.Peer.Send(new TimeSync(Number, Cp56Time.Of(street.Pace.GetUtcNow())));
        Assert.Equal(street.Pace.GetUtcNow(), (await street.Peer.Next<TimeSyncReply>()).Time.Moment);
        street.Peer.Send(new CardsSync(Number, [new OfflineCard(card, card)]));
        Assert.True((await street.Peer.Next<CardsSyncReply>()).Saved);
        street.Peer.Send(new CardsQuery(Number, [card, default]));
        Assert.Equal([true, false], (await street.Peer.Next<CardsQueryReply>()).Cards.Select(c => c.Known));
        street.Peer.Send(new CardsClear(Number, [card]));
        Assert.True((await street.Peer.Next<CardsClearReply>()).Cards[0].Cleared);
        street.Peer.Send(new GroundLockCommand(Number, 1, LockArm.Up));
        Assert.Equal(LockArm.Up, (await street.Peer.Next<GroundLockReport>()).Arm);
        Assert.True((await street.Peer.Next<GroundLockReply>()).Accepted);
        street.Peer.Send(new QrPrefix(Number, QrFormat.Pile, "https://d.example/"));
        await street.Peer.Next<QrPrefixReply>();
        street.Peer.Send(new ModelSet(Number, YkcPeer.Model with { Number = "0200" }));
        Assert.True((await street.Peer.Next<ModelSetReply>()).Accepted);
        street.Peer.Send(new BalanceUpdate(Number, One, default, 5));
        Assert.Equal(BalanceOutcome.WrongDevice, (await street.Peer.Next<BalanceUpdateReply>()).Outcome);
    }

    [Fact]
    public async Task Parallel_charge_begins_when_both_guns_have_their_order()
    {
        await using var street = new Street(PileSpec.Dc120(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car());
        street.Pile.PlugIn(2, Bench.Car());
        var start = new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 };
        street.Peer.Send(new ParallelRemoteStart(start, "260701180000"));
        Assert.Equal((true, false), await street.Peer.Next<ParallelRemoteStartReply>() is var one ? (one.Reply.Accepted, one.Link.Auxiliary) : default);
        Assert.All(street.Pile.Connectors, c => Assert.Null(c.Session));
        var other = TransactionNumber.Make(Number, Gun.Of(2), new DateTime(2026, 7, 1, 18, 0, 0, DateTimeKind.Unspecified), 2);
        street.Peer.Send(new ParallelRemoteStart(start with { Transaction = other, Gun = Gun.Of(2) }, "260701180000"));
        Assert.True((await street.Peer.Next<ParallelRemoteStartReply>()).Link.Auxiliary);
        await street.Settled();
        Assert.Equal([Charge.ToString(), other.ToString()], street.Pile.Connectors.Select(c => c.Session?.PlatformId));
    }

    [Fact]
    public async Task Order_for_another_pile_or_a_busy_gun_is_refused_with_its_reason()
    {
        await using var street = new Street(PileSpec.Ac7(Id));
        await street.Ready();
        street.Pile.PlugIn(1, Bench.Car());
        var start = new RemoteStart { Transaction = Charge, Pile = Number, Gun = One, BalanceFen = 100_000 };
        street.Peer.Send(start with { Pile = PileNumber.Parse("42070000000199") });
        Assert.Equal(RemoteStartFailure.NumberMismatch, (await street.Peer.Next<RemoteStartReply>()).Failure);
        street.Peer.Send(new RemoteStop(Number, One));
        Assert.Equal(RemoteStopFailure.NotCharging, (await street.Peer.Next<RemoteStopReply>()).Failure);
        street.Peer.Send(start);
        Assert.True((await street.Peer.Next<RemoteStartReply>()).Accepted);
        // the same order once more changes nothing, another one finds the gun busy
        street.Peer.Send(start);
        Assert.True((await street.Peer.Next<RemoteStartReply>()).Accepted);
        street.Peer.Send(start with { Transaction = TransactionNumber.Parse("42070000000101012607011800009999") });
        Assert.Equal(RemoteStartFailure.AlreadyCharging, (await street.Peer.Next<RemoteStartReply>()).Failure);
        Assert.Equal(1, street.Pile.Connectors[0].Session!.Ordinal);
    }

    [Fact]
    public async Task Refused_login_is_tried_again_later()
    {
        await using var street = new Street(PileSpec.Ac7(Id), null, refuses: true);
        await street.Until(() => street.Peer.Logins >= 2);
        Assert.False(street.Link.Up);
        street.Peer.RefusesLogin = false;
        await street.Until(() => street.Link.Up);
    }

    [Fact]
    public async Task Pile_goes_offline_and_comes_back_as_the_network_has_it()
    {
        var bad = new BadNetworkSetting { OfflineEvery = TimeSpan.FromMinutes(2), OfflineFor = TimeSpan.FromSeconds(30) };
        await using var street = new Street(PileSpec.Ac7(Id), network: bad);
        for (var time = 0; time < 3; time++)
        {
            await street.Until(() => street.Link.Up);
            street.Pass(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(10));
            await street.Until(() => !street.Link.Up);
        }

        Assert.True(street.Peer.Logins >= 3);
    }

    [Fact]
    public async Task Bad_network_loses_no_session()
    {
        var bad = new BadNetworkSetting { Drop = 0.1, Duplicate = 0.1, Truncate = 0.05, Cut = 0.02 };
        var hasty = Street.Deaf with { ReplyTimeout = TimeSpan.FromSeconds(3), LongestPause = TimeSpan.FromSeconds(2), RecordRetry = TimeSpan.FromSeconds(2), RecordTries = 100 };
        await using var street = new Street(PileSpec.Dc60(Id), Card, network: bad, rhythm: hasty);
        for (var charge = 1; charge <= 5; charge++)
        {
            await street.Until(() => street.Link.Up);
            street.Pile.PlugIn(1, Bench.Car());
            street.Pile.Start(1, new StartOrder(StartedBy.Plug, null, Card));
            street.Pass(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(5));
            street.Pile.Stop(1, StopCause.Local);
            street.Pile.PlugOut(1);
        }

        await street.Until(() => street.Traffic.RecordsKept == 5);
        Assert.Equal(0, street.Link.RecordsWaiting);
    }
}
