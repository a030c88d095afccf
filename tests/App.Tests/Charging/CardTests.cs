using Doorstep.App.Charging;
using Doorstep.App.People;
using Doorstep.App.Stations;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Charging.ChargingCity;

namespace Doorstep.App.Tests.Charging;

/// <summary>A card that was shown is known for a short while, and with it what its holder pays.</summary>
public sealed class CardTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_that_was_shown_brings_its_holders_agreement_and_a_change_is_felt_at_once()
    {
        await using var city = await Open();
        await Agree(city, Today);
        Assert.Equal(Rich, (await city.Store.Get<CardBook>().Find("rich", Ct))?.Resident);

        // On another node, which tells nobody here.
        await Agree(city, null);
        var agreements = city.Store.Get<AgreementBook>();
        Assert.True(await agreements.HasOn(Rich, Today, Ct));

        agreements.Forget(Rich);
        Assert.False(await agreements.HasOn(Rich, Today, Ct));
    }

    [Fact]
    public async Task An_agreement_read_before_somebody_changed_it_is_not_remembered()
    {
        await using var city = await Open();
        var agreements = city.Store.Get<AgreementBook>();
        long before = agreements.Changes;
        agreements.Forget(Rich);
        agreements.Remember(Rich, Today, null, before);
        Assert.False(await agreements.HasOn(Rich, Today, Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_card_begins_nothing_where_the_app_could_not_either(bool pileOut)
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        Assert.Equal(CardVerdict.Accepted, await Show(city, pile));
        pile = await Close(city, pileOut);

        Assert.Equal(CardVerdict.Blocked, await Show(city, pile));
        Assert.Equal(CardVerdict.Blocked, (await city.Began(pile, 1, "RICH", 1_000)).Verdict);
        Assert.Equal(pileOut ? "pile.out-of-service" : "station.not-open", Assert.Single(await city.Rows()).StopReason);
        Assert.IsType<PileCommand.StopCharging>(Assert.Single(city.Door.Sent));
    }

    [Fact]
    public async Task A_card_ends_what_it_began_though_the_station_closed_meanwhile()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        await city.Began(pile, 1, "RICH", 1_000);
        pile = await Close(city, pileOut: false);

        Assert.Equal(CardVerdict.Accepted, await Show(city, pile));
        Assert.Empty(city.Door.Sent);
    }

    private static Task<CardVerdict> Show(ChargingCity city, LivePile pile) => city.Piles.Cards.Run(city.Station, pile, new(1, "RICH"), Ct);

    private static async Task<LivePile> Close(ChargingCity city, bool pileOut)
    {
        _ = pileOut
            ? await city.Store.Read(db => db.Piles.ExecuteUpdateAsync(p => p.SetProperty(x => x.OutOfService, true).SetProperty(x => x.ChangedAt, city.Now)))
            : await city.Store.Read(db => db.Stations.ExecuteUpdateAsync(s => s.SetProperty(x => x.State, StationState.Paused).SetProperty(x => x.ChangedAt, city.Now)));
        await city.Store.Get<FollowStations>().Follow(Ct);
        await city.Reopen();
        return await city.Connect(Classic);
    }

    private static Task<int> Agree(ChargingCity city, DateOnly? from) =>
        city.Store.Read(db => db.Residents.Where(r => r.Id == Rich).ExecuteUpdateAsync(r => r.SetProperty(x => x.AgreementFrom, from)));
}
