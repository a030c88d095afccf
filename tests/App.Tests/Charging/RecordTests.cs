using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using static Doorstep.App.Tests.Charging.ChargingCity;

namespace Doorstep.App.Tests.Charging;

/// <summary>Whole charges in one message, as YKC piles send them.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_record_sent_three_times_is_billed_once()
    {
        await using var city = await Open();
        var pile = await city.Connect(Ykc);
        var id = (await city.Start(pile, Rich)).Value;
        var number = ((PileCommand.StartCharging)city.Door.Sent[0]).Transaction;
        Assert.Equal(32, number.Length);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(10));
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await Recorded(city, pile, number, 1_500));
        }

        Assert.Equal((SessionState.Paid, 150L), ((await city.Row(id)).State, (await city.Row(id)).Total?.Fen));
        Assert.Equal(49_850, (await city.Wallet(Rich)).Balance.Fen);
    }

    [Fact]
    public async Task A_record_under_a_number_we_never_gave_is_a_charge_from_a_time_without_us()
    {
        await using var city = await Open();
        var pile = await city.Connect(Ykc);

        await Recorded(city, pile, "32010600019238012606301200000042", 2_000, "RICH");
        await Recorded(city, pile, "32010600019238012606301200000042", 2_000, "RICH");

        var row = Assert.Single(await city.Rows());
        Assert.Equal((true, SessionState.Paid, 200L), (row.Offline, row.State, row.Total!.Value.Fen));
    }

    [Fact]
    public async Task A_record_of_a_start_that_failed_frees_the_money()
    {
        await using var city = await Open();
        var pile = await city.Connect(Ykc);
        var id = (await city.Start(pile, Rich)).Value;

        await Recorded(city, pile, ((PileCommand.StartCharging)city.Door.Sent[0]).Transaction, 0);

        Assert.Equal(SessionState.Failed, (await city.Row(id)).State);
        Assert.Equal(0, (await city.Wallet(Rich)).Held.Fen);
    }

    [Fact]
    public async Task Energy_given_after_a_start_was_given_up_is_paid_in_a_session_of_its_own()
    {
        await using var city = await Open();
        var pile = await city.Connect(Ykc);
        var id = (await city.Start(pile, Rich)).Value;
        var number = ((PileCommand.StartCharging)city.Door.Sent[0]).Transaction;
        city.Store.Clock.Advance(TimeSpan.FromMinutes(2));
        await city.Piles.Beat.Run(city.Station, CancellationToken.None);
        Assert.Equal(SessionState.Failed, (await city.Row(id)).State);

        await Recorded(city, pile, number, 700);
        await Recorded(city, pile, number, 700);

        Assert.Equal([(SessionState.Failed, 0L), (SessionState.Paid, 70L)], (await city.Rows()).OrderBy(r => r.Id.Value).Select(r => (r.State, r.Total?.Fen ?? 0)));
        Assert.Equal(49_930, (await city.Wallet(Rich)).Balance.Fen);
    }

    [Fact]
    public async Task A_card_asks_to_start_twice_and_gets_the_same_number()
    {
        await using var city = await Open();
        var pile = await city.Connect(Ykc);

        var first = await city.Piles.Cards.Start(city.Station, pile, new(1, "rich"), CancellationToken.None);
        var second = await city.Piles.Cards.Start(city.Station, pile, new(1, "RICH"), CancellationToken.None);

        Assert.Equal((CardVerdict.Accepted, 10_000L), (first.Verdict, first.Held.Fen));
        Assert.Equal(first, second);
        Assert.Equal(CardVerdict.Short, (await city.Piles.Cards.Start(city.Station, pile, new(2, "POOR"), CancellationToken.None)).Verdict);
    }

    private static Task<bool> Recorded(ChargingCity city, LivePile pile, string number, long energy, string? card = null) => city.Piles.Transactions.Record.Run(
        city.Station,
        pile,
        new(1, number, card, city.Now.AddMinutes(-10), city.Now, new PileClaim(new Energy(energy), new Energy(energy), new Money(energy / 10)), "41", "0-1"),
        CancellationToken.None);
}
