using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Binds a charging card to a resident: what it starts, he pays. Refuses `card.uid`, `card.taken`, `card.too-many`. Binding it again changes nothing.</summary>
public sealed class BindCard(GroupCommit writes, AuditStamp stamp)
{
    private const int Most = 10;

    public sealed record Request(ResidentId Resident, string Uid);

    public async Task<Decision<string>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ChangeResident, Thing.Of(request.Resident)) is { } no)
        {
            return no;
        }

        var uid = CardUid.Parse(request.Uid);
        return uid.Granted
            ? await writes.Run((db, token) => Bind(db, who, request.Resident, uid.Value, token), ct)
            : uid.Refusal;
    }

    private async Task<Decision<string>> Bind(DoorstepDb db, Actor who, ResidentId resident, string uid, CancellationToken ct)
    {
        if (await ResidentBook.Find(db, resident, ct) is not { DeletedAt: null })
        {
            return new Refusal("resident.unknown");
        }

        if (await db.Cards.FindAsync([uid], ct) is { } known)
        {
            return known.Resident == resident ? uid : new Refusal("card.taken");
        }

        if (await db.Cards.CountAsync(c => c.Resident == resident, ct) >= Most)
        {
            return new Refusal("card.too-many", ("most", "10"));
        }

        db.Cards.Add(new() { Uid = uid, Resident = resident, CreatedAt = stamp.Now });
        stamp.Note(db, who, "card.bind", $"card:{uid}", null, new { resident });
        return uid;
    }
}
