using Doorstep.Machine;
using Doorstep.Rules.Charging;
using Doorstep.Simulator;
using Doorstep.Simulator.Charging;
using Doorstep.Simulator.Devices;
using Doorstep.Simulator.Devices.Ykc;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Time.Testing;
using StartedBy = Doorstep.Rules.Charging.StartedBy;

namespace Doorstep.App.Tests.Devices;

/// <summary>YKC over real sockets through Kestrel and the station's grain.</summary>
public sealed class YkcSocketTests(YkcTown town) : IClassFixture<YkcTown>
{
    [Fact]
    public async Task A_simulated_pile_logs_in_charges_by_card_and_its_record_is_acknowledged()
    {
        var number = town.Pile();
        await using var pile = new SimulatedPile(town, number);
        await Eventually.True(() => pile.Link.Up, "login");
        await Eventually.True(async () => await Status(number) == ReportedStatus.Available, "first report");

        pile.Pile.PlugIn(1, new Car(CarModel.Usual[2], new Battery(CarModel.Usual[2], 0.3, 20)) { Vin = "LDSTEST0000000017", TargetSoc = 1 });
        pile.Pile.Present(1, new Credential(CredentialKind.Card, YkcTown.Card(number)));
        await Eventually.True(async () => await Status(number) == ReportedStatus.Charging, "charging");
        pile.Pass(TimeSpan.FromSeconds(45));
        pile.Pile.Present(1, new Credential(CredentialKind.Card, YkcTown.Card(number)));
        await Eventually.True(() => pile.Link.RecordsWaiting == 0, "acknowledgement");

        var row = Assert.Single(await town.Sessions(number));
        Assert.Equal((SessionState.Paid, StartedBy.Card, "Manual"), (row.State, row.StartedBy, row.StopReason));
        Assert.True(row.Energy.WattHours > 100, $"{row.Energy}");
        Assert.Equal(row.PileEnergy, row.Energy);
        var readings = await town.Read(db => Task.FromResult(db.Readings.Where(r => r.Session == row.Id).ToList()));
        Assert.True(readings.Count >= 3, $"{readings.Count} readings");
        Assert.Contains(readings, r => r is { StateOfCharge: > 300, Temperature: > 0 });
    }

    [Fact]
    public async Task A_record_whose_acknowledgement_the_pile_never_heard_is_billed_once()
    {
        var pile = town.Pile();
        TransactionNumber charge;
        TransactionRecord record;
        using (var first = await LoggedIn(pile))
        {
            charge = (await first.Ask<StartDecision>(YkcClient.Start(pile))).Transaction;
            record = YkcClient.Record(charge, pile, 10_000);
            await first.Send(YkcClient.Live(charge, pile, 4_000), record);
        }

        using var second = await LoggedIn(pile);
        Assert.Equal((charge, true), Told(await second.Ask<TransactionRecordReply>(record)));
        Assert.Equal((charge, true), Told(await second.Ask<TransactionRecordReply>(record)));

        var row = Assert.Single(await town.Sessions(pile));
        Assert.Equal((SessionState.Paid, 100L), (row.State, row.Total?.Fen));

        static (TransactionNumber, bool) Told(TransactionRecordReply reply) => (reply.Transaction, reply.Stored);
    }

    [Fact]
    public async Task A_concentrator_speaks_for_two_piles_on_one_socket()
    {
        var (one, two) = (town.Pile(), town.Pile());
        using var link = await LoggedIn(one);
        Assert.True((await link.Ask<LoginReply>(YkcClient.Login(two))).Accepted);

        var first = await link.Ask<StartDecision>(YkcClient.Start(one));
        var second = await link.Ask<StartDecision>(YkcClient.Start(two));
        Assert.Equal((one, two), (first.Transaction.Pile.ToString(), second.Transaction.Pile.ToString()));
        await link.Send(YkcClient.Live(first.Transaction, one, 100), YkcClient.Live(second.Transaction, two, 200));
        Assert.True((await link.Ask<TransactionRecordReply>(YkcClient.Record(second.Transaction, two, 300))).Stored);
        Assert.True((await link.Ask<TransactionRecordReply>(YkcClient.Record(first.Transaction, one, 500))).Stored);

        Assert.Equal(50, Assert.Single(await town.Sessions(one)).Energy.WattHours);
        Assert.Equal(30, Assert.Single(await town.Sessions(two)).Energy.WattHours);
    }

    [Fact]
    public async Task A_second_link_of_the_same_pile_takes_over_and_is_reported()
    {
        var pile = town.Pile();
        using var first = await LoggedIn(pile);
        using var second = await LoggedIn(pile);

        Assert.True(await first.IsClosed());
        Assert.Equal(1, (await second.Ask<HeartbeatReply>(new Heartbeat(PileNumber.Parse(pile), Gun.Of(1), false))).Gun.Number);
        await Eventually.True(async () => (await town.Events(pile, "alert")).Exists(t => t.StartsWith("link.takeover", StringComparison.Ordinal)), "alert");
    }

    [Fact]
    public async Task A_pile_taken_over_leaves_the_others_of_its_concentrator_alone()
    {
        var (one, two) = (town.Pile(), town.Pile());
        using var concentrator = await LoggedIn(one);
        Assert.True((await concentrator.Ask<LoginReply>(YkcClient.Login(two))).Accepted);
        using var alone = await LoggedIn(two);
        await Eventually.True(async () => (await town.Events(two, "alert")).Count > 0, "takeover");

        Assert.Equal(one, (await concentrator.Ask<HeartbeatReply>(new Heartbeat(PileNumber.Parse(one), Gun.Of(1), false))).Pile.ToString());
        Assert.Equal(two, (await alone.Ask<HeartbeatReply>(new Heartbeat(PileNumber.Parse(two), Gun.Of(1), false))).Pile.ToString());
    }

    [Fact]
    public async Task A_pile_nobody_recorded_is_refused_and_the_link_closed()
    {
        using var stranger = await YkcClient.Connect(town);
        Assert.False((await stranger.Ask<LoginReply>(YkcClient.Login("99999999999999"))).Accepted);
        Assert.True(await stranger.IsClosed());
    }

    [Fact]
    public async Task A_pile_that_comes_with_another_card_than_at_first_is_refused()
    {
        var pile = town.Pile();
        using (var first = await YkcClient.Connect(town))
        {
            Assert.True((await first.Ask<LoginReply>(YkcClient.Login(pile, "898604D11722D0348606"))).Accepted);
        }

        using var second = await YkcClient.Connect(town);
        Assert.False((await second.Ask<LoginReply>(YkcClient.Login(pile, "898604D11722D0348607"))).Accepted);
        Assert.True(await second.IsClosed());
    }

    [Fact]
    public async Task Garbage_is_stepped_over_and_written_down()
    {
        var pile = town.Pile();
        using var link = await LoggedIn(pile);
        await link.Send([1, 2, 3, 0x68, 0x00, 0x68, 0x0D, 9, 9]);
        // The damaged frame's length byte reaches into the next frames; both are found again when nothing follows.
        Assert.Equal(pile, (await link.Ask<HeartbeatReply>(new Heartbeat(PileNumber.Parse(pile), Gun.Of(1), false))).Pile.ToString());
        await Eventually.True(async () => (await town.Events(pile, "bad-input")).Count > 0, "event");
    }

    [Fact]
    public async Task A_stream_without_frames_is_closed()
    {
        var pile = town.Pile();
        using var link = await LoggedIn(pile);
        await link.Send(new byte[20_000]);
        Assert.True(await link.IsClosed());
        await Eventually.True(async () => (await town.Events(pile, "link.down")).Contains("no frames in what the pile sends"), "event");
    }

    [Fact]
    public async Task A_pile_that_writes_its_check_words_the_other_way_round_is_answered_alike()
    {
        var pile = town.Pile();
        using var link = await YkcClient.Connect(town, CrcForm.HighFirst);
        await link.Send(YkcClient.Login(pile));
        Assert.Equal(CrcForm.HighFirst, (await link.Next<LoginReply>()).Crc);
    }

    private async Task<YkcClient> LoggedIn(string pile)
    {
        var link = await YkcClient.Connect(town);
        Assert.True((await link.Ask<LoginReply>(YkcClient.Login(pile))).Accepted);
        return link;
    }

    private async Task<ReportedStatus?> Status(string pile) =>
        (await town.Owner.Look(0))?.Piles.FirstOrDefault(p => p.Pile.Value == pile)?.Connectors.FirstOrDefault(c => c.Number == 1)?.Status;

    /// <summary>The simulator's pile on a clock that the test turns, ahead of the node's by what was turned.</summary>
    private sealed class SimulatedPile : IAsyncDisposable
    {
        private readonly CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        private readonly Task running;

        public SimulatedPile(YkcTown town, string number)
        {
            var pace = new Pace(time);
            Pile = new VirtualPile(PileSpec.Dc60(number), pace);
            Link = new YkcPileLink(Pile, new LinkSetting { Server = town.Address.ToString(), Pace = pace, Rhythm = new LinkRhythm { Heartbeat = TimeSpan.FromDays(1) }, Seed = 3 });
            Pile.Attach(Link);
            running = Link.Run(end.Token);
        }

        public VirtualPile Pile { get; }

        public YkcPileLink Link { get; }

        public void Pass(TimeSpan span)
        {
            for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(5))
            {
                time.Advance(TimeSpan.FromSeconds(5));
                Pile.Advance();
                lock (Pile.Gate)
                {
                    Link.Turn(time.GetUtcNow());
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.Dispose();
        }
    }
}
