using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>What every use case that posts to the ledger needs, in the city's time.</summary>
public sealed record WalletPosting(AuditStamp Stamp, CityClock Clock, Outbox Outbox)
{
    internal void Apply(DoorstepDb db, WalletRow row, WalletChange change, Posting posting) => WalletBook.Apply(db, row, change, posting, Stamp.Ids, Clock.GetUtcNow());
}
