using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>
/// Makes a verified plan a call for projects. Its sites are copied into the call, so that it says the same for ever. Refuses a plan that is not verified or
/// no longer the one that was (`siting.not-verified`), and one whose call is open (`call.open-already`).
/// </summary>
public sealed class PublishPlan(ReadSitingRun read, GroupCommit writes, AuditStamp stamp, CityClock clock)
{
    public async Task<Decision<CallView>> Run(Actor who, long run, CallDraft draft, CancellationToken ct)
    {
        var today = LocalClock.Day(clock.GetUtcNow());
        if ((Permissions.Refuses(who, Act.PublishCall, default) ?? draft.Faults(today).FirstOrDefault()) is { } no)
        {
            return no;
        }

        var found = await read.Run(who, run, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        if (!found.Value.Run.HasPlan)
        {
            return new Refusal("siting.no-plan", ("run", found.Value.Run.Name));
        }

        if (!found.Value.Verified)
        {
            return found.Value.Distrust ?? new Refusal("siting.not-verified", ("part", found.Value.Run.Outcome?.Check?.FalsePart ?? ""));
        }

        var row = Row(who, found.Value, draft);
        return await writes.Run((db, _) => Task.FromResult(Write(db, who, row, today)), ct);
    }

    private Decision<CallView> Write(DoorstepDb db, Actor who, CallRow row, DateOnly today)
    {
        if (db.Calls.Any(c => c.Run == row.Run && c.ClosedAt == null && c.Until >= today))
        {
            return new Refusal("call.open-already", ("run", $"{row.Run}"));
        }

        db.Calls.Add(row);
        stamp.Note(db, who, "call.publish", $"call:{row.Id}", null, new { row.Run, row.Title, row.From, row.Until, row.PlanHash });
        return CallView.Of(row);
    }

    private CallRow Row(Actor who, SitingRunView view, CallDraft draft) => new()
    {
        Id = stamp.Ids.Next(),
        Run = view.Run.Id,
        Title = draft.Title.Trim(),
        EnglishTitle = draft.EnglishTitle.Trim(),
        Text = draft.Text.Trim(),
        EnglishText = draft.EnglishText.Trim(),
        From = draft.From,
        Until = draft.Until,
        Sites = SitingJson.Write(view.Sites.Where(s => s.Chosen).Select(s => new CallSite(s.Id, s.Name, s.Kind, s.District)
        {
            Inside = s.Inside,
            Longitude = s.Longitude,
            Latitude = s.Latitude,
            Bays = s.Bays,
            Kva = s.Kva,
            Piles = s.Piles,
        })),
        Figures = SitingJson.Write(view.Run.Outcome!.Figures),
        ProblemDigest = view.Run.ProblemDigest,
        PlanHash = view.Run.Outcome.PlanHash,
        Demonstration = view.Run.Demonstration,
        By = who.Id,
        ByName = who.Name,
        PublishedAt = stamp.Now,
    };
}
