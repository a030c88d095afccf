using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <summary>Closes a call before its last day; what it said stays readable. Closing twice changes nothing.</summary>
public sealed class CloseCall(GroupCommit writes, AuditStamp stamp)
{
    public async Task<Decision<CallView>> Run(Actor who, long call, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.PublishCall, default) is { } no)
        {
            return no;
        }

        return await writes.Run<Decision<CallView>>(
            async (db, token) =>
            {
                if (await db.Calls.FindAsync([call], token) is not { } row)
                {
                    return new Refusal("call.unknown", ("call", $"{call}"));
                }

                if (row.ClosedAt is null)
                {
                    row.ClosedAt = stamp.Now;
                    stamp.Note(db, who, "call.close", $"call:{call}", null, new { row.Title });
                }

                return CallView.Of(row);
            },
            ct);
    }
}
