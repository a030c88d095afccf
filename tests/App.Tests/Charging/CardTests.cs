using Doorstep.App.Charging;
using Doorstep.App.People;
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

    private static Task<int> Agree(ChargingCity city, DateOnly? from) =>
        city.Store.Read(db => db.Residents.Where(r => r.Id == Rich).ExecuteUpdateAsync(r => r.SetProperty(x => x.AgreementFrom, from)));
}
