using Doorstep.App.Pricing;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App;

/// <summary>Writes a whole drafted city into an empty store, in one transaction; a store that has divisions already is left alone.</summary>
public sealed class SeedCity(GroupCommit writes, AuditStamp stamp, CityClock clock, FollowStations stations, FollowPrices prices)
{
    /// <summary>True when the city was written, false when one was there.</summary>
    public async Task<Decision<bool>> Run(Actor who, CityDraft city, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.RunCity, default) is { } no)
        {
            return no;
        }

        if (Fault(city) is { } fault)
        {
            return fault;
        }

        bool written = await writes.Run((db, token) => Write(db, who, city, token), ct);
        if (written)
        {
            await stations.FollowAll(ct);
            await prices.FollowAll(ct);
        }

        return written;
    }

    private static Refusal? Fault(CityDraft city) =>
        city.Sites.SelectMany(site => site.Station.Faults()).FirstOrDefault()
        ?? city.Sites.SelectMany(site => site.Piles).SelectMany(pile => pile.Faults()).FirstOrDefault()
        ?? city.Candidates.SelectMany(site => site.Faults()).Concat(city.PublicStations.SelectMany(s => s.Faults())).Concat(city.Feeders.SelectMany(f => f.Faults())).FirstOrDefault()
        ?? city.Tariffs.Select(tariff => tariff.Checked().Refusal).FirstOrDefault(refusal => refusal is not null);

    private async Task<bool> Write(DoorstepDb db, Actor who, CityDraft city, CancellationToken ct)
    {
        if (await db.Divisions.AnyAsync(ct))
        {
            return false;
        }

        var now = stamp.Now;
        var day = LocalClock.Day(clock.GetUtcNow());
        AddPlaces(db, city);
        new SeedCensus(stamp, day).Write(db, city);
        AddOrganisations(db, city, now);
        foreach (var site in city.Sites)
        {
            AddSite(db, site, city.Demonstration, now);
            db.StationTariffs.Add(new() { Id = stamp.Ids.Next(), Station = site.Station.Id, TariffCode = site.TariffCode, From = day, CreatedAt = now, ChangedAt = now });
        }

        foreach (var tariff in city.Tariffs)
        {
            db.Tariffs.Add(TariffRow(tariff, city.Office!.Id, now));
        }

        var centres = city.Communities.ToDictionary(c => c.Code, c => c.Centre);
        foreach (var resident in city.Residents)
        {
            AddResident(db, resident, resident.Community is { } home ? centres[home] : null, city.Demonstration, day);
        }

        stamp.Note(db, who, "city.seed", "city", null, new { Stations = city.Sites.Count, Piles = city.Sites.Sum(s => s.Piles.Count), Residents = city.Residents.Count, city.Demonstration });
        return true;
    }

    private void AddPlaces(DoorstepDb db, CityDraft city)
    {
        db.Divisions.AddRange(city.Divisions.Select(d => new DivisionRow { Code = d.Code, Name = d.Name, EnglishName = d.EnglishName, Parent = d.Parent }));
        db.Communities.AddRange(city.Communities.Select(c => new CommunityRow
        {
            Code = c.Code,
            Name = c.Name,
            EnglishName = c.EnglishName,
            Division = c.Division,
            Longitude = c.Centre.Longitude,
            Latitude = c.Centre.Latitude,
            Boundary = GeoJson.Polygon(c.Boundary),
            Demonstration = city.Demonstration,
        }));
        db.Gates.AddRange(city.Communities.SelectMany(c => c.Gates.Select(gate => new GateRow { Id = stamp.Ids.Next(), Community = c.Code, Longitude = gate.Longitude, Latitude = gate.Latitude })));
        db.MapFeatures.AddRange(city.Features.Select(f => new MapFeatureRow
        {
            Id = stamp.Ids.Next(),
            Layer = f.Layer,
            Name = f.Name,
            Geometry = f.Area ? GeoJson.Polygon(f.Line) : GeoJson.Line(f.Line),
        }));
    }

    private static void AddOrganisations(DoorstepDb db, CityDraft city, DateTimeOffset now)
    {
        db.Organisations.AddRange(city.Providers.Select(p => Organisation(p, OrganisationKind.Provider)));
        if (city.Office is { } office && db.Organisations.Find(office.Id) is null)
        {
            db.Organisations.Add(Organisation(office, OrganisationKind.City));
        }

        OrganisationRow Organisation(ProviderDraft draft, OrganisationKind kind) => new()
        {
            Id = draft.Id,
            Name = draft.Name,
            EnglishName = draft.EnglishName,
            CreditCode = draft.CreditCode,
            Kind = kind,
            Demonstration = city.Demonstration,
            CreatedAt = now,
        };
    }

    private void AddSite(DoorstepDb db, SiteDraft site, bool demonstration, DateTimeOffset now)
    {
        var station = new StationRow
        {
            Id = site.Station.Id,
            Provider = site.Station.Provider,
            Name = site.Station.Name,
            State = StationState.Open,
            Demonstration = demonstration,
            CreatedAt = now,
            ChangedAt = now,
        };
        RecordStation.Fill(station, site.Station);
        db.Stations.Add(station);
        var bays = new Dictionary<ConnectorId, long>();
        foreach (var bay in site.Bays)
        {
            var row = new BayRow { Id = stamp.Ids.Next(), Station = site.Station.Id, Label = bay.Label, Zone = bay.Zone, HasLock = bay.HasLock, HasCamera = bay.HasCamera };
            db.Bays.Add(row);
            foreach (var reached in bay.Serves)
            {
                bays[reached] = row.Id;
            }
        }

        foreach (var pile in site.Piles)
        {
            AddPile(db, pile, bays, now);
        }
    }

    private static void AddPile(DoorstepDb db, PileDraft draft, Dictionary<ConnectorId, long> bays, DateTimeOffset now)
    {
        var row = new PileRow
        {
            Id = draft.Id,
            Station = draft.Station,
            LinkName = RecordPile.LinkNameOf(draft),
            Protocol = draft.Protocol,
            Kind = draft.Kind,
            RatedPower = draft.RatedPower,
            CreatedAt = now,
            ChangedAt = now,
        };
        RecordPile.Fill(row, draft, isNew: true);
        db.Piles.Add(row);
        db.Connectors.AddRange(draft.Connectors.Select((power, i) => new ConnectorRow
        {
            Pile = draft.Id,
            Number = i + 1,
            MaxPower = power,
            Standard = RecordPile.StandardOf(draft.Kind),
            Bay = bays.TryGetValue(new(draft.Id, i + 1), out long bay) ? bay : null,
        }));
    }

    private TariffRow TariffRow(Tariff tariff, OrganisationId owner, DateTimeOffset now) => new()
    {
        Id = stamp.Ids.Next(),
        Code = tariff.Code,
        Owner = owner,
        Name = tariff.Name,
        ValidFrom = tariff.ValidFrom,
        ValidUntil = tariff.ValidUntil,
        Rates = PricingJson.Write(tariff),
        CreatedAt = now,
        ChangedAt = now,
    };

    private void AddResident(DoorstepDb db, ResidentDraft draft, GeoPoint? home, bool demonstration, DateOnly day)
    {
        var id = new ResidentId(stamp.Ids.Next());
        db.Residents.Add(new()
        {
            Id = id,
            Phone = draft.Phone,
            DisplayName = draft.Name,
            AgreementFrom = draft.Agreement ? day.AddDays(-90) : null,
            AgreementUntil = draft.Agreement ? day.AddDays(-90).AddYears(1) : null,
            HomeLongitude = home?.Longitude,
            HomeLatitude = home?.Latitude,
            HomeCommunity = draft.Community,
            Demonstration = demonstration,
            CreatedAt = stamp.Now,
        });
        db.Vehicles.AddRange(draft.Vehicles.Select(v => new VehicleRow { Id = stamp.Ids.Next(), Resident = id, Plate = v.Plate, Model = v.Model, Battery = v.Battery }));
        db.Cards.AddRange(draft.Cards.Select(card => new CardRow { Uid = card, Resident = id, CreatedAt = stamp.Now }));
    }
}
