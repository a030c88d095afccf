using System.Collections.Concurrent;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>A run's inputs and, once it ended, its plan and forecast.</summary>
public sealed record ShelvedRun(SitingProblem Problem, PlanDocument? Plan, ForecastView? Forecast)
{
    /// <summary>Set when files on disk are not what the run left: the plan is shown, but neither believed nor published.</summary>
    public Refusal? Distrust { get; init; }
}

/// <summary>
/// Reads runs back from their folders and keeps the latest few in memory. Whatever is read is held against the fingerprints in the record: inputs by their
/// digest, the plan by its hash; a plan that is not the one the run left is put before the verifier and refused with what it finds.
/// </summary>
public sealed class RunShelf(RunFolder folders)
{
    private const int Most = 8;

    private readonly ConcurrentDictionary<long, (string Stamp, ShelvedRun Run)> kept = new();

    public async Task<Decision<ShelvedRun>> Read(SitingRunRow row, CancellationToken ct)
    {
        var folder = await folders.Ensure(row.Id, ct);
        var stamp = $"{row.State} {row.ProblemDigest} {StampOf(folder)}";
        if (kept.TryGetValue(row.Id, out var known) && known.Stamp == stamp)
        {
            return known.Run;
        }

        var read = Open(row, folder, ct);
        if (read.Granted)
        {
            if (kept.Count >= Most)
            {
                kept.TryRemove(kept.Keys.Min(), out _);
            }

            kept[row.Id] = (stamp, read.Value);
        }

        return read;
    }

    private static Decision<ShelvedRun> Open(SitingRunRow row, string folder, CancellationToken ct)
    {
        if (ReadProblem.Run(folder, ct) is not { Problem: { } problem })
        {
            return new Refusal("siting.inputs-lost", ("run", $"{row.Id}"));
        }

        if (ProblemDigest.Of(problem) != row.ProblemDigest || !RunFolder.HasEarlier(folder, row.EarlierHash))
        {
            return new ShelvedRun(problem, null, null) { Distrust = new("siting.inputs-changed", ("run", $"{row.Id}")) };
        }

        if (row.Outcome is null || SitingJson.Read<RunOutcome>(row.Outcome) is not { Figures: not null } outcome)
        {
            return new ShelvedRun(problem, null, null);
        }

        var file = Path.Combine(folder, RunFolder.Plan);
        var plan = PlanFiles.Read(file);
        if (!plan.Granted)
        {
            return new ShelvedRun(problem, null, null) { Distrust = RunFolder.Said(plan.Refusal) };
        }

        if (RunFolder.HashOf(file) == outcome.PlanHash)
        {
            var foreseen = Path.Combine(folder, RunFolder.Forecast);
            var forecast = PlanFiles.ReadForecast(foreseen, plan.Value);
            return forecast.Granted && RunFolder.HashOf(foreseen) == outcome.ForecastHash
                ? new ShelvedRun(problem, plan.Value, ForecastView.Of(problem, forecast.Value))
                : new ShelvedRun(problem, plan.Value, null) { Distrust = new("siting.forecast-changed") };
        }

        var verdict = VerifyPlan.Run(problem, plan.Value, ct);
        return new ShelvedRun(problem, null, null)
        {
            Distrust = verdict.FalsePart is { } part ? new Refusal("siting.plan-tampered", ("part", part)) : new Refusal("siting.plan-replaced", ("run", $"{row.Id}")),
        };
    }

    /// <summary>Changes when any of the files does. What is still being written does not count: it is renamed at any moment.</summary>
    private static string StampOf(string folder) => Directory.Exists(folder)
        ? string.Join(' ', new DirectoryInfo(folder).GetFiles().Where(f => f.Extension != ".partial").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"))
        : "";
}
