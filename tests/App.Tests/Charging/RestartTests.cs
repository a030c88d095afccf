using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.TestCity;
using static Doorstep.App.Tests.Charging.ChargingCity;

namespace Doorstep.App.Tests.Charging;

/// <summary>What the program must know after it has forgotten everything.</summary>
public sealed class RestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_plug_without_a_person_is_remembered_through_a_restart(Engine engine)
    {
        await using var city = await Open(engine);
        var pile = await city.Connect(Second);
        await Plug(city, pile, "t0", 500);
        await Plug(city, pile, "t1", 1_000);
        Assert.Empty(await city.Rows());

        await city.Reopen();
        pile = await city.Connect(Second);
        var began = await city.Piles.Transactions.Begin.Run(city.Station, pile, new(1, "RICH", "t1", null, city.Now, null, Offline: false, Implied: true), Ct);
        Assert.Equal(CardVerdict.Accepted, began.Verdict);
        await city.Read(pile, "t1", 2_000);
        await city.Ended(pile, "t1", 3_000);

        var row = Assert.Single(await city.Rows());
        Assert.Equal((SessionState.Paid, 1_000L, 200L, false), (row.State, row.MeterStart?.WattHours, row.Total?.Fen, row.Disputed));
    }

    [Fact]
    public async Task A_plug_pulled_out_after_a_restart_is_nobodys_session_however_often_the_pile_says_so()
    {
        await using var city = await Open();
        await Plug(city, await city.Connect(Second), "t1", 1_000);

        await city.Reopen();
        var pile = await city.Connect(Second);
        for (var n = 0; n < 2; n++)
        {
            var pulled = await city.Piles.Transactions.Begin.Run(city.Station, pile, new(1, null, "t1", null, city.Now, new Energy(1_000), Offline: false, Implied: true) { Plugged = true }, Ct);
            Assert.True(pulled.Nothing);
        }

        Assert.Empty(await city.Rows());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_gun_taken_out_of_service_stays_out_through_a_restart_until_it_is_put_back(Engine engine)
    {
        await using var city = await Open(engine);
        await Order(PileOrderKind.TakeOutOfService);
        await Order(PileOrderKind.TakeOutOfService);

        await city.Reopen();
        var pile = await city.Connect(Classic);
        Assert.Equal("connector.unavailable", (await city.Start(pile, Rich)).Refusal?.Code);
        Assert.True((await city.Start(pile, Rich, connector: 2)).Granted);

        await Order(PileOrderKind.PutIntoService);
        await city.Reopen();
        Assert.True((await city.Start(await city.Connect(Classic), Rich)).Granted);

        async Task Order(PileOrderKind kind)
        {
            var live = await city.Connect(Classic);
            var waiting = city.People.Order.Run(city.Station, live, new(Classic, 1, kind), Ct);
            await city.People.Order.Answered(city.Station, live, new(city.Door.Sent.OfType<PileCommand.SetAvailability>().Last().Id, Accepted: true), Ct);
            Assert.True((await waiting).Granted);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_pile_that_forgot_its_counter_and_gives_a_name_again_is_paid_for_each_charge(Engine engine)
    {
        await using var city = await Open(engine);
        for (var n = 1; n <= 3; n++)
        {
            // Long enough that the third finds the first on disk only.
            city.Store.Clock.Advance(TimeSpan.FromHours(9));
            await city.Reopen();
            var pile = await city.Connect(Second);
            var id = (await city.Start(pile, Rich)).Value;
            var word = city.Door.Sent.OfType<PileCommand.StartCharging>().Last().Token;
            await city.Began(pile, 1, word, 1_000 * n, transaction: "tx-1");
            await city.Began(pile, 1, word, 1_000 * n, transaction: "tx-1");
            Assert.Equal(SessionState.Charging, (await city.Row(id)).State);
            city.Store.Clock.Advance(TimeSpan.FromMinutes(5));
            await city.Read(pile, "tx-1", (1_000 * n) + 500);
            await city.Ended(pile, "tx-1", (1_000 * n) + 1_000);
        }

        Assert.All(await city.Rows(), row => Assert.Equal((SessionState.Paid, 1_000L, false), (row.State, row.Energy.WattHours, row.Disputed)));
        Assert.Equal(3, (await city.Rows()).Count);
    }

    [Fact]
    public async Task A_card_at_a_pile_that_gives_a_name_again_pays_its_own_charge()
    {
        await using var city = await Open();
        var pile = await city.Connect(Second);
        await city.Began(pile, 1, "RICH", 1_000, transaction: "7");
        city.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await city.Ended(pile, "7", 2_000);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await city.Began(pile, 1, "RICH", 2_000, transaction: "7");
        city.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await city.Ended(pile, "7", 4_000);

        Assert.Equal([1_000L, 2_000L], (await city.Rows()).Select(r => r.Energy.WattHours));
        Assert.All(await city.Rows(), row => Assert.Equal(SessionState.Paid, row.State));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_dispute_of_long_ago_is_resolved_once_and_only_where_there_is_one(Engine engine)
    {
        await using var before = await Open(engine);
        var pile = await before.Connect(Classic);
        var name = (await before.Began(pile, 1, "STRANGER", 0)).Transaction;
        await before.Ended(pile, name, 1_000);
        var id = Assert.Single(await before.Rows()).Id;
        Assert.Equal("payer.unknown", (await before.Row(id)).DisputeReason);

        await using var city = await before.StartedAgain(TimeSpan.FromHours(13));
        Assert.Null(city.Station.Find(id));
        Assert.Equal(id, (await city.People.Close.Resolve(city.Station, id, "the guest paid at the desk", Ct)).Value);

        var row = await city.Row(id);
        Assert.Equal((false, null, "the guest paid at the desk"), (row.Disputed, row.DisputeReason, row.Remark));
        Assert.Equal("session.not-disputed", (await city.People.Close.Resolve(city.Station, id, "again", Ct)).Refusal?.Code);
        Assert.Equal("session.unknown", (await city.People.Close.Resolve(city.Station, new(77), "which", Ct)).Refusal?.Code);
    }

    private static Task<BeganAnswer> Plug(ChargingCity city, LivePile pile, string transaction, long register) => city.Piles.Transactions.Begin.Run(
        city.Station, pile, new(1, null, transaction, null, city.Now, new Energy(register), Offline: false) { Plugged = true }, Ct);
}
