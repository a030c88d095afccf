using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <param name="Why">Why it is returned, or a remark with the confirmation.</param>
public sealed record SurveyJudgement(long Survey, bool Confirmed, string Why);

/// <summary>
/// The street confirms a submitted survey, which from then on counts in gaps and plans, or returns it with a reason. Refuses `survey.unknown`,
/// `survey.not-submitted` (state), `survey.reason-missing`, `people.not-allowed`.
/// </summary>
public sealed class JudgeSurvey(GroupCommit writes, AuditStamp stamp)
{
    public Task<Decision<SurveyRow>> Run(Actor who, SurveyJudgement judgement, CancellationToken ct) => writes.Run(
        async (db, token) =>
        {
            if (await db.Surveys.FindAsync([judgement.Survey], token) is not { } row || await db.Communities.FindAsync([row.Community], token) is not { } community)
            {
                return new Refusal("survey.unknown");
            }

            if (CensusAccess.Refuses(who, Act.JudgeSurvey, community) is { } no)
            {
                return no;
            }

            var next = SurveyLife.Judge(row.State, judgement.Confirmed, judgement.Why);
            if (!next.Granted)
            {
                return next.Refusal;
            }

            var before = EnterSurvey.Facts(row);
            (row.State, row.JudgedBy, row.JudgedAt, row.JudgedWhy) = (next.Value, who.Name, stamp.Now, judgement.Why.Trim());
            row.Version++;
            stamp.Note(db, who, judgement.Confirmed ? "survey.confirm" : "survey.return", $"community:{row.Community}", before, EnterSurvey.Facts(row));
            return Decision<SurveyRow>.Grant(row);
        },
        ct);
}
