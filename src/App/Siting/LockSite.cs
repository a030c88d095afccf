using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <summary>
/// Takes sites in or out by hand: a new run on the same frozen inputs, with these sites locked, that begins with the plan it comes from. Sites locked in the run it comes from stay as they were
/// unless named again. Refuses `siting.site-unknown` (site) and `siting.site-both` (site).
/// </summary>
public sealed class LockSite(ReadSitingRun read, RunShelf shelf, OpenRun open)
{
    /// <param name="Free">Sites that are left to the computation again.</param>
    public sealed record Request(long Run, string Name, SiteLocks Locks, IReadOnlyList<string> Free);

    public async Task<Decision<SitingRunLine>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.PlanSites, default) is { } no)
        {
            return no;
        }

        var found = await read.Find(who, request.Run, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        var shelved = await shelf.Read(found.Value, ct);
        if (!shelved.Granted)
        {
            return shelved.Refusal;
        }

        if (shelved.Value.Distrust is { Code: "siting.inputs-changed" } changed)
        {
            return changed;
        }

        var problem = shelved.Value.Problem;
        var line = SitingRunLine.Of(found.Value);
        if (WhyNot(problem, request) is { } wrong)
        {
            return wrong;
        }

        var locks = Together(line.Locks, request);
        var locked = problem with { Candidates = [.. problem.Candidates.Select(c => c with { Lock = LockOf(c, locks, request.Free) })] };
        return await open.Run(who, new(request.Name, line.Area, line.Assumptions) { Locks = locks, DerivedFrom = line.Id, Earlier = shelved.Value.Plan }, locked, ct);
    }

    private static Refusal? WhyNot(SitingProblem problem, Request request)
    {
        var known = problem.Candidates.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        string[] named = [.. request.Locks.In, .. request.Locks.Out, .. request.Free];
        return Array.Find(named, id => !known.Contains(id)) is { } stranger ? new Refusal("siting.site-unknown", ("site", stranger))
            : named.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice ? new Refusal("siting.site-both", ("site", twice.Key))
            : null;
    }

    private static SiteLocks Together(SiteLocks before, Request request)
    {
        HashSet<string> named = [.. request.Locks.In, .. request.Locks.Out, .. request.Free];
        return new([.. before.In.Where(id => !named.Contains(id)), .. request.Locks.In], [.. before.Out.Where(id => !named.Contains(id)), .. request.Locks.Out]);
    }

    private static SiteLock LockOf(Candidate site, SiteLocks locks, IReadOnlyList<string> free) =>
        locks.In.Contains(site.Id, StringComparer.Ordinal) ? SiteLock.In
        : locks.Out.Contains(site.Id, StringComparer.Ordinal) ? SiteLock.Out
        : free.Contains(site.Id, StringComparer.Ordinal) ? SiteLock.Free
        : site.Lock;
}
