using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>The effect of a refund: the money itself goes.</summary>
public sealed record GiveMoneyBack(long Refund);

/// <summary>Performs <see cref="GiveMoneyBack"/>.</summary>
public sealed class GiveMoneyBackPerformer(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, IEnumerable<IPaymentSource> sources, CityClock clock) : IPerform<GiveMoneyBack>
{
    public async Task Perform(GiveMoneyBack effect, long id, CancellationToken ct)
    {
        RefundRow refund;
        PaymentRow payment;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            refund = await db.Refunds.AsNoTracking().SingleAsync(r => r.Id == effect.Refund, ct);
            payment = await db.Payments.AsNoTracking().SingleAsync(p => p.Id == refund.Payment, ct);
        }

        if (refund.DoneAt is not null)
        {
            return;
        }

        var source = sources.Single(s => s.Name == payment.Source.Split(':')[0]);
        var reference = await source.GiveBack(new(refund.Id, payment.Source, payment.Reference, refund.Amount), ct);
        await writes.Run(
            async (db, token) =>
            {
                var row = await db.Refunds.FindAsync([effect.Refund], token);
                row!.DoneAt = clock.GetUtcNow();
                row.Reference = reference;
            },
            CancellationToken.None);
    }
}
