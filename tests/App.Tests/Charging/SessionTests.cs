using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Charging.ChargingCity;

namespace Doorstep.App.Tests.Charging;

public sealed class SessionTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_resident_starts_charges_stops_and_pays_what_the_readings_say(Engine engine)
    {
        await using var city = await Open(engine);
        var pile = await city.Connect(Classic);

        var id = (await city.Start(pile, Rich)).Value;
        Assert.Equal(10_000, (await city.Wallet(Rich)).Held.Fen);
        var command = Assert.IsType<PileCommand.StartCharging>(Assert.Single(city.Door.Sent));
        var answer = await city.Began(pile, 1, command.Token, 1_000);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(30));
        await city.Read(pile, answer.Transaction, 3_000);
        await city.Ended(pile, answer.Transaction, 3_500);

        var row = await city.Row(id);
        Assert.Equal((SessionState.Paid, 2_500L, 250L), (row.State, row.Energy.WattHours, row.Total?.Fen));
        var wallet = await city.Wallet(Rich);
        Assert.Equal((49_750L, 0L), (wallet.Balance.Fen, wallet.Held.Fen));
        Assert.Equal(0, (await city.Store.Read(db => db.Ledger.ToListAsync())).Sum(l => l.Amount.Fen));
        Assert.Equal(250, (await city.Store.Read(db => db.Bills.SingleAsync())).Total.Fen);
        Assert.Equal([1_000, 3_000], (await city.Store.Read(db => db.Readings.OrderBy(r => r.At).ToListAsync())).Select(r => r.Register.WattHours));
    }

    [Fact]
    public async Task Without_money_nothing_starts_and_nothing_is_stored()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);

        Assert.Equal("wallet.short", (await city.Start(pile, Poor)).Refusal?.Code);
        Assert.Empty(await city.Rows());
        Assert.Empty(city.Door.Sent);
        Assert.True((await city.Start(pile, Rich)).Granted);
    }

    [Fact]
    public async Task A_pile_that_is_away_cannot_be_started_and_gives_the_money_back()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        city.Door.Gone = true;

        Assert.Equal("pile.offline", (await city.Start(pile, Rich)).Refusal?.Code);
        Assert.Equal(SessionState.Failed, Assert.Single(await city.Rows()).State);
        Assert.Equal(0, (await city.Wallet(Rich)).Held.Fen);
    }

    [Fact]
    public async Task Two_residents_racing_for_one_connector_get_one_session()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);

        var answers = await Task.WhenAll(city.Start(pile, Rich), city.Start(pile, null));

        Assert.Single(answers, a => a.Granted);
        Assert.Single(answers, a => a.Refusal?.Code == "connector.busy");
    }

    [Fact]
    public async Task The_same_resident_asking_twice_gets_the_same_session()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);

        var answers = await Task.WhenAll(city.Start(pile, Rich), city.Start(pile, Rich));

        Assert.Equal(answers[0].Value, answers[1].Value);
        Assert.Single(await city.Rows());
    }

    [Fact]
    public async Task A_start_repeated_after_a_lost_answer_returns_the_same_transaction_also_after_a_crash()
    {
        await using var city = await Open();
        var at = city.Now;
        var first = await city.Began(await city.Connect(Classic), 1, "RICH", 1_000, at);

        Assert.Equal(first, await city.Began(await city.Connect(Classic), 1, "RICH", 1_000, at));
        await city.Reopen();
        Assert.Equal(first, await city.Began(await city.Connect(Classic), 1, "RICH", 1_000, at));
        Assert.Single(await city.Rows());
    }

    [Fact]
    public async Task A_start_repeated_after_days_is_found_in_the_store()
    {
        await using var before = await Open();
        var at = before.Now;
        var pile = await before.Connect(Classic);
        var first = await before.Began(pile, 1, "RICH", 1_000, at);
        await before.Ended(pile, first.Transaction, 2_000);
        await using var city = await before.StartedAgain(TimeSpan.FromDays(3));
        pile = await city.Connect(Classic);

        Assert.Equal(first.Transaction, (await city.Began(pile, 1, "RICH", 1_000, at)).Transaction);
        await city.Ended(pile, first.Transaction, 2_000);
        Assert.Equal(100, Assert.Single(await city.Rows()).Total?.Fen);
    }

    [Fact]
    public async Task A_second_start_on_a_connector_ends_the_first_and_each_pays_its_own()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var first = await city.Began(pile, 1, "RICH", 1_000);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(10));
        await city.Read(pile, first.Transaction, 2_000);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(1));

        var second = await city.Began(pile, 1, "RICH", 2_100);
        await city.Ended(pile, first.Transaction, 2_100);
        await city.Ended(pile, second.Transaction, 4_100);

        Assert.NotEqual(first.Transaction, second.Transaction);
        Assert.Equal([110L, 200L], (await city.Rows()).Select(r => r.Total?.Fen ?? 0));
    }

    [Fact]
    public async Task A_foreign_stop_stops_nobody_and_a_stop_without_number_stops_the_one_it_can_mean()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var other = await city.Connect(Second);
        var answer = await city.Began(pile, 1, "RICH", 1_000);

        await city.Ended(pile, "987654", 9_000);
        await city.Ended(other, answer.Transaction, 9_000);
        Assert.Equal(SessionState.Charging, Assert.Single(await city.Rows()).State);

        await city.Ended(pile, "-1", 1_500, "rich");
        Assert.Equal((SessionState.Paid, 50L), (await city.Rows()).Select(r => (r.State, r.Total!.Value.Fen)).Single());
    }

    [Fact]
    public async Task An_unknown_card_is_refused_and_what_it_took_is_recorded_without_payer()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);

        var answer = await city.Began(pile, 1, "STRANGER", 1_000);
        Assert.Equal(CardVerdict.Unknown, answer.Verdict);
        Assert.IsType<PileCommand.StopCharging>(Assert.Single(city.Door.Sent));
        await city.Ended(pile, answer.Transaction, 1_010);

        var row = Assert.Single(await city.Rows());
        Assert.Equal((SessionState.Billed, true, 10L), (row.State, row.Disputed, row.Energy.WattHours));
    }

    [Fact]
    public async Task A_card_without_money_is_refused_stopped_and_owes_what_it_took()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);

        var answer = await city.Began(pile, 1, "POOR", 0);
        Assert.Equal(CardVerdict.Short, answer.Verdict);
        Assert.Single(city.Door.Sent);
        await city.Ended(pile, answer.Transaction, 3_000);

        Assert.Equal((SessionState.Paid, 300L), (await city.Rows()).Select(r => (r.State, r.Total!.Value.Fen)).Single());
        var wallet = await city.Wallet(Poor);
        Assert.Equal((0L, 200L), (wallet.Balance.Fen, wallet.Debt.Fen));
    }

    [Fact]
    public async Task What_a_pile_kept_while_it_could_not_reach_us_is_recorded_and_paid()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var then = city.Now.AddHours(-9);

        var answer = await city.Began(pile, 1, "RICH", 1_000, then);
        Assert.Equal(CardVerdict.Accepted, answer.Verdict);
        await city.Ended(pile, answer.Transaction, 6_000, at: then.AddHours(1));

        var row = Assert.Single(await city.Rows());
        Assert.Equal((true, StartedBy.Pile, SessionState.Paid, 500L, then), (row.Offline, row.StartedBy, row.State, row.Total!.Value.Fen, row.StartedAt));
    }

    [Fact]
    public async Task An_open_session_is_resumed_after_a_crash_with_every_confirmed_reading()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var id = (await city.Start(pile, Rich)).Value;
        var token = ((PileCommand.StartCharging)city.Door.Sent[0]).Token;
        var answer = await city.Began(pile, 1, token, 1_000);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await city.Read(pile, answer.Transaction, 1_500);
        await city.Reopen();
        pile = await city.Connect(Classic);

        Assert.Equal(500, city.Station.Find(id)?.State.Energy.WattHours);
        Assert.Equal(50, city.Station.Find(id)?.Cost.Money.Fen);
        await city.People.Close.Run(city.Station, new(id, SessionLife.StoppedByResident), CancellationToken.None);
        Assert.Equal(answer.Transaction, ((PileCommand.StopCharging)city.Door.Sent[^1]).Transaction);
        await city.Ended(pile, answer.Transaction, 2_000);

        Assert.Equal((SessionState.Paid, 100L), (await city.Rows()).Select(r => (r.State, r.Total!.Value.Fen)).Single());
    }

    [Fact]
    public async Task A_session_is_stopped_before_its_money_is_used_up()
    {
        await using var city = await Open();
        await city.Store.Write(db => db.Wallets.Single(w => w.Resident == Poor).Balance = new Money(600));
        var pile = await city.Connect(Classic);
        var answer = await city.Began(pile, 1, "POOR", 0);

        await city.Read(pile, answer.Transaction, 5_800);
        Assert.Empty(city.Door.Sent);
        city.Store.Clock.Advance(TimeSpan.FromSeconds(30));
        await city.Read(pile, answer.Transaction, 5_950);

        Assert.IsType<PileCommand.StopCharging>(Assert.Single(city.Door.Sent));
        Assert.Equal("money", Assert.Single(await city.Rows()).StopReason);
    }

    [Fact]
    public async Task A_resent_reading_changes_nothing()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var answer = await city.Began(pile, 1, "RICH", 0);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(1));

        await city.Read(pile, answer.Transaction, 100);
        await city.Read(pile, answer.Transaction, 100);

        Assert.Equal(2, await city.Store.Read(db => db.Readings.CountAsync()));
        Assert.Equal(10, city.Station.Sessions.Single().Cost.Money.Fen);
    }

    [Fact]
    public async Task A_second_owner_cannot_write_over_the_first()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var answer = await city.Began(pile, 1, "RICH", 0);
        var left = city.Station;
        await city.Reopen();
        await city.Ended(await city.Connect(Classic), answer.Transaction, 1_000);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => city.Piles.Transactions.End.Run(
            left, left.FindPile(Classic)!, new(null, answer.Transaction, null, city.Now, new PileClaim(new Energy(9_000)), "Local", []), CancellationToken.None));
        Assert.Equal(100, Assert.Single(await city.Rows()).Total?.Fen);
    }

    [Fact]
    public async Task Transaction_numbers_are_never_given_twice()
    {
        await using var city = await Open();
        using var here = new TransactionNames(city.Store.Writes);
        using var there = new TransactionNames(city.Store.Writes);
        var given = new List<string>();
        for (int i = 0; i < 1_500; i++)
        {
            given.Add(await here.Next(CancellationToken.None));
            given.Add(await there.Next(CancellationToken.None));
        }

        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.All(given, g => Assert.InRange(int.Parse(g), 1, int.MaxValue));
    }

    [Fact]
    public async Task Another_connection_of_the_same_pile_closes_the_first_and_raises_an_alert()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        var first = pile.Link!;

        await city.Piles.Link.Up(city.Station, new PileOrigin(Classic, city.Door, 99), new(Doorstep.Rules.Stations.PileProtocol.Ocpp16, "10.6.6.6"), CancellationToken.None);
        await city.Piles.Link.Down(city.Station, first, "closed", CancellationToken.None);
        await city.Store.Write(_ => { });

        Assert.Equal([first.Link], city.Door.Closed);
        Assert.Equal(99, pile.Link?.Link);
        Assert.Contains(await city.Store.Read(db => db.PileEvents.ToListAsync()), e => e.Kind == "alert" && e.Text.StartsWith("link.takeover", StringComparison.Ordinal));
    }
}
