using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Blocks a card (lost, lent) or lets it charge again, or takes it off the resident. Refuses `card.unknown`.</summary>
public sealed class ChangeCard(GroupCommit writes, AuditStamp stamp)
{
    public sealed record Request(ResidentId Resident, string Uid, bool Blocked = false, bool Unbind = false);

    public Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct) => writes.Run<Decision<bool>>(
        async (db, token) =>
        {
            if (Permissions.Refuses(who, Act.ChangeResident, Thing.Of(request.Resident)) is { } no)
            {
                return no;
            }

            var uid = CardUid.Parse(request.Uid);
            if (!uid.Granted || await db.Cards.FindAsync([uid.Value], token) is not { } card || card.Resident != request.Resident)
            {
                return new Refusal("card.unknown");
            }

            if (request.Unbind)
            {
                db.Cards.Remove(card);
            }
            else
            {
                card.BlockedAt = request.Blocked ? card.BlockedAt ?? stamp.Now : null;
            }

            stamp.Note(db, who, request.Unbind ? "card.unbind" : request.Blocked ? "card.block" : "card.unblock", $"card:{card.Uid}", null, new { card.Resident });
            return true;
        },
        ct);
}
