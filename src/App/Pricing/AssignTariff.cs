using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>Lets a station charge a tariff from a local day on; a station that has a price changes over tomorrow at the earliest.</summary>
public sealed class AssignTariff(GroupCommit writes, PriceBook book, CityClock clock, AuditStamp stamp)
{
    public async Task<Decision<Assignment>> Run(Actor who, StationId station, string tariff, DateOnly from, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, station, tariff, from, token), ct);
        if (!done.Granted)
        {
            return done.Refusal;
        }

        book.Put(done.Value);
        return new Assignment(done.Value.Id, station, tariff, from, done.Value.Until);
    }

    private async Task<Decision<StationTariffRow>> Write(DoorstepDb db, Actor who, StationId station, string tariff, DateOnly from, CancellationToken ct)
    {
        if (await db.Stations.FindAsync([station], ct) is not { } home)
        {
            return new Refusal("station.unknown", ("code", station.Value));
        }

        if (Permissions.Refuses(who, Act.ChangeTariff, Thing.Of(home.Provider, home.Division)) is { } no)
        {
            return no;
        }

        if (await WhyNotTariff(db, home.Provider, tariff, ct) is { } wrong)
        {
            return wrong;
        }

        await db.StationTariffs.Where(a => a.Station == station).LoadAsync(ct);
        var known = db.StationTariffs.Local.Where(a => a.Station == station && a.WithdrawnAt is null).ToList();
        if (known.Find(a => a.From == from && a.TariffCode == tariff) is { } same)
        {
            return same;
        }

        var today = LocalClock.Day(clock.GetUtcNow());
        if (TariffDates.WhyNotAssign(known.Exists(a => a.From <= today), from, today) is { } late)
        {
            return late;
        }

        var row = new StationTariffRow { Id = stamp.Ids.Next(), Station = station, TariffCode = tariff, From = from, CreatedAt = stamp.Now, ChangedAt = stamp.Now };
        db.StationTariffs.Add(row);
        stamp.Note(db, who, "tariff.assign", $"station:{station}", null, new { Tariff = tariff, From = from });
        return row;
    }

    private static async Task<Refusal?> WhyNotTariff(DoorstepDb db, OrganisationId provider, string tariff, CancellationToken ct)
    {
        var version = await db.Tariffs.AsNoTracking().FirstOrDefaultAsync(t => t.Code == tariff && t.WithdrawnAt == null, ct);
        if (version is null)
        {
            return new("tariff.unknown", ("tariff", tariff));
        }

        // Its own, or one that the city published for all.
        var owner = await db.Organisations.FindAsync([version.Owner], ct);
        return version.Owner == provider || owner?.Kind is OrganisationKind.City ? null : new("tariff.belongs-to-another", ("tariff", tariff));
    }
}
