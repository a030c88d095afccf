using System.Globalization;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <summary>One plan's column; shares 0–1, money CNY, walks in metres, waits in minutes.</summary>
public sealed record RunColumn(SitingRunLine Run, RunFigures Figures)
{
    public int InsideSites { get; init; }

    public IReadOnlyDictionary<string, int> Piles { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public double MeanWalk { get; init; }

    public double WorstDistrict { get; init; }

    /// <summary>Inequality between communities' served shares: 0 is all alike.</summary>
    public double Gini { get; init; }

    /// <summary>Lowest P(wait ≤ promise) of any pool, by the queue's formula.</summary>
    public double WorstWithinWait { get; init; }

    /// <summary>Foreseen wait that 95 of 100 do not exceed, at the worst station of the class; null without a forecast.</summary>
    public IReadOnlyDictionary<string, double> WaitP95 { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> ServedByDistrict { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Sites { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Verified { get; init; }
}

/// <summary>An assumption that is not the same in both runs, as invariant text.</summary>
public sealed record Difference(string Assumption, string A, string B);

/// <summary>A community of both plans and the share of its vehicles without a pile that each serves, 0–1.</summary>
public sealed record ComparedCommunity(string Id, string Name, string District, double Vehicles, double A, double B);

/// <summary>Two plans side by side, with what they were asked differently and the sites only one of them builds.</summary>
public sealed record RunComparison(RunColumn A, RunColumn B)
{
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>True when both planned for the same communities; else shares are of different wholes.</summary>
    public bool SamePeople { get; init; }

    public IReadOnlyList<string> OnlyA { get; init; } = [];

    public IReadOnlyList<string> OnlyB { get; init; } = [];

    /// <summary>What either plan does for each community that both were made for.</summary>
    public IReadOnlyList<ComparedCommunity> Communities { get; init; } = [];
}

/// <summary>Puts two finished plans side by side, each figure held against its own frozen inputs. Refuses `siting.no-plan` (run) where one has none.</summary>
public sealed class CompareSitingRuns(ReadSitingRun read, RunShelf shelf)
{
    public async Task<Decision<RunComparison>> Run(Actor who, long a, long b, CancellationToken ct)
    {
        var first = await Column(who, a, ct);
        if (!first.Granted)
        {
            return first.Refusal;
        }

        var second = await Column(who, b, ct);
        if (!second.Granted)
        {
            return second.Refusal;
        }

        var ((columnA, shelvedA), (columnB, shelvedB)) = (first.Value, second.Value);
        return new RunComparison(columnA, columnB)
        {
            Differences = Differences(columnA.Run, columnB.Run, id => NameOf(shelvedA, id) ?? NameOf(shelvedB, id) ?? id),
            SamePeople = shelvedA.Problem.Communities.Select(c => c.Id).ToHashSet(StringComparer.Ordinal).SetEquals(shelvedB.Problem.Communities.Select(c => c.Id)),
            OnlyA = [.. columnA.Sites.Keys.Except(columnB.Sites.Keys, StringComparer.Ordinal).Select(id => columnA.Sites[id])],
            OnlyB = [.. columnB.Sites.Keys.Except(columnA.Sites.Keys, StringComparer.Ordinal).Select(id => columnB.Sites[id])],
            Communities = Communities(shelvedA, shelvedB),
        };
    }

    private static List<ComparedCommunity> Communities(ShelvedRun a, ShelvedRun b)
    {
        var served = b.Plan!.Communities.ToDictionary(c => c.Id, c => c.ServedShare, StringComparer.Ordinal);
        var first = a.Plan!.Communities.ToDictionary(c => c.Id, c => c.ServedShare, StringComparer.Ordinal);
        return [.. a.Problem.Communities.Where(c => first.ContainsKey(c.Id) && served.ContainsKey(c.Id)).Select(c => new ComparedCommunity(c.Id, c.Name, c.District, c.VehiclesWithoutPile, first[c.Id], served[c.Id]))];
    }

    private async Task<Decision<(RunColumn Column, ShelvedRun Shelved)>> Column(Actor who, long run, CancellationToken ct)
    {
        var found = await read.Find(who, run, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        var shelved = await shelf.Read(found.Value, ct);
        if (!shelved.Granted)
        {
            return shelved.Refusal;
        }

        if (shelved.Value is not { Plan: { } plan, Problem: { } problem })
        {
            return shelved.Value.Distrust ?? new Refusal("siting.no-plan", ("run", found.Value.Name));
        }

        // Each plan is held against its own inputs, so two problems may stand side by side; what differs is said beside them.
        var compared = ComparePlans.Run(problem, [(found.Value.Name, plan)]);
        return compared.Granted ? (Column(found.Value, shelved.Value, compared.Value[0]), shelved.Value) : compared.Refusal;
    }

    private static RunColumn Column(SitingRunRow row, ShelvedRun shelved, ComparedPlan compared)
    {
        var line = SitingRunLine.Of(row);
        var names = shelved.Problem.Candidates.ToDictionary(c => c.Id, c => c.Name, StringComparer.Ordinal);
        return new(line, line.Outcome!.Figures!)
        {
            InsideSites = compared.InsideSites,
            Piles = compared.Piles,
            MeanWalk = compared.MeanWalk,
            WorstDistrict = compared.WorstDistrict,
            Gini = compared.Gini,
            WorstWithinWait = compared.WorstWithinWait,
            ServedByDistrict = compared.ServedByDistrict,
            WaitP95 = shelved.Forecast?.Stations.SelectMany(s => s.Classes).GroupBy(c => c.Class, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Max(c => c.WaitP95), StringComparer.Ordinal) ?? [],
            Sites = shelved.Plan!.Sites.ToDictionary(s => s.Id, s => names[s.Id], StringComparer.Ordinal),
            Verified = shelved.Distrust is null && line.Outcome.Check is { Holds: true },
        };
    }

    private static List<Difference> Differences(SitingRunLine a, SitingRunLine b, Func<string, string> name) =>
    [
        .. typeof(Assumptions).GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsStatic: false })
            .Select(p => new Difference(p.Name, Text(p.GetValue(a.Assumptions)), Text(p.GetValue(b.Assumptions)))).Where(d => d.A != d.B),
        .. new[]
        {
            new Difference("Area", AreaText(a.Area), AreaText(b.Area)),
            new Difference("LockedIn", string.Join(' ', a.Locks.In.Select(name)), string.Join(' ', b.Locks.In.Select(name))),
            new Difference("LockedOut", string.Join(' ', a.Locks.Out.Select(name)), string.Join(' ', b.Locks.Out.Select(name))),
        }.Where(d => d.A != d.B),
    ];

    private static string? NameOf(ShelvedRun run, string site) => run.Problem.Candidates.FirstOrDefault(c => c.Id == site)?.Name;

    private static string AreaText(SitingArea area) => area.Street ?? area.District ?? string.Join(' ', area.Communities);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
