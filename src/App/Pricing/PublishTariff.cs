using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>Publishes a tariff, or a new version of one from a day to come; what is in force is never changed.</summary>
public sealed class PublishTariff(GroupCommit writes, PriceBook book, CityClock clock, AuditStamp stamp)
{
    /// <param name="owner">The organisation whose tariff it is: a provider, or the city for one that all may use.</param>
    public async Task<Decision<Tariff>> Run(Actor who, OrganisationId owner, Tariff draft, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, owner, draft, token), ct);
        if (!done.Granted)
        {
            return done.Refusal;
        }

        book.Put(done.Value);
        return PriceBook.Published(done.Value);
    }

    private async Task<Decision<TariffRow>> Write(DoorstepDb db, Actor who, OrganisationId owner, Tariff draft, CancellationToken ct)
    {
        var tariff = draft.Checked();
        if (!tariff.Granted)
        {
            return tariff.Refusal;
        }

        await db.Tariffs.Where(t => t.Code == draft.Code).LoadAsync(ct);
        var versions = db.Tariffs.Local.Where(t => t.Code == draft.Code).ToList();
        if (Permissions.Refuses(who, Act.ChangeTariff, Thing.Of(versions.FirstOrDefault()?.Owner ?? owner)) is { } no)
        {
            return no;
        }

        if (await db.Organisations.FindAsync([owner], ct) is null)
        {
            return new Refusal("organisation.unknown", ("organisation", owner.Value));
        }

        var published = versions.Where(t => t.WithdrawnAt is null).Select(PriceBook.Published).ToList();
        if (TariffDates.WhyNotPublish(published, draft, LocalClock.Day(clock.GetUtcNow())) is { } late)
        {
            return late;
        }

        var row = new TariffRow
        {
            Id = stamp.Ids.Next(),
            Code = draft.Code,
            Owner = versions.FirstOrDefault()?.Owner ?? owner,
            Name = draft.Name,
            ValidFrom = draft.ValidFrom,
            ValidUntil = draft.ValidUntil,
            Rates = PricingJson.Write(draft),
            CreatedAt = stamp.Now,
            ChangedAt = stamp.Now,
        };
        db.Tariffs.Add(row);
        stamp.Note(db, who, "tariff.publish", $"tariff:{draft.Code}", null, new { row.Id, row.ValidFrom, row.ValidUntil, row.Rates });
        return row;
    }
}
