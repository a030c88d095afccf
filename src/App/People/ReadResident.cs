using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>One resident with vehicles and cards, masked by the reader's role; each reading by another is in the audit log. Refuses `resident.unknown`.</summary>
public sealed class ReadResident(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    public sealed record Request(ResidentId Resident);

    public sealed record Vehicle(long Id, string? Plate, string Model, string? Vin, Energy? Battery);

    public sealed record Card(string Uid, DateTimeOffset CreatedAt, bool Blocked);

    public sealed record Page(ResidentLine Resident, string Culture, string? ConsentVersion, IReadOnlyList<Vehicle> Vehicles, IReadOnlyList<Card> Cards);

    public async Task<Decision<Page>> Run(Actor who, Request request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await KnownResidents.Find(who, db, request.Resident, ct);
        if (!found.Granted)
        {
            return who.Role == Role.Public ? new Refusal("people.sign-in-needed") : found.Refusal;
        }

        if (who.Resident != request.Resident)
        {
            await writes.Run(
                (db, _) =>
                {
                    stamp.Note(db, who, "resident.read", $"resident:{request.Resident}");
                    return Task.CompletedTask;
                },
                ct);
        }

        var sight = Mask.SightOf(who, request.Resident);
        var vehicles = await db.Vehicles.AsNoTracking().Where(v => v.Resident == request.Resident).OrderBy(v => v.Id).ToListAsync(ct);
        var cards = await db.Cards.AsNoTracking().Where(c => c.Resident == request.Resident).OrderBy(c => c.CreatedAt).ToListAsync(ct);
        return new Page(
            ResidentLine.Of(found.Value, who, stamp.Now),
            found.Value.Culture,
            found.Value.ConsentVersion,
            sight == Sight.Hidden ? [] : vehicles.ConvertAll(v => new Vehicle(v.Id, Mask.Plate(v.Plate, sight), v.Model, Mask.Vin(v.Vin, sight), v.Battery)),
            sight == Sight.Hidden ? [] : cards.ConvertAll(c => new Card(c.Uid, c.CreatedAt, c.BlockedAt is not null)));
    }
}
