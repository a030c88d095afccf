using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>A person has looked at a disputed session and closes the question; money moves, if it must, by a refund of the bill.</summary>
public sealed class ResolveDispute(SessionAccess sessions, GroupCommit writes, AuditStamp stamp)
{
    private const int LongestRemark = 500;

    public async Task<Decision<SessionId>> Run(Actor who, SessionId session, string remark, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.JudgeSession, session, ct);
        if (!row.Granted)
        {
            return row.Refusal;
        }

        if (string.IsNullOrWhiteSpace(remark) || remark.Length > LongestRemark)
        {
            return new Refusal("session.reason-missing");
        }

        var resolved = await sessions.Owner(row.Value).Resolve(session, remark).OrMoving();
        if (resolved.Granted)
        {
            await writes.Run(
                (db, _) =>
                {
                    stamp.Note(db, who, "session.resolve", $"session:{session}", new { row.Value.DisputeReason }, new { remark });
                    return Task.CompletedTask;
                },
                ct);
        }

        return resolved;
    }
}
