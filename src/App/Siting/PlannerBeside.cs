using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>How this program is started once more, and what the second one may use of the machine.</summary>
/// <param name="Program">The executable.</param>
/// <param name="Arguments">What comes before the order: the command that answers with <see cref="PlannerTalk"/>.</param>
/// <param name="Cores">Cores it may use, at least 1.</param>
public sealed record PlannerProgram(string Program, IReadOnlyList<string> Arguments, int Cores);

/// <summary>
/// Plans in a process beside this one, with the least priority and fewer cores, so that charging does not feel it, and so that a solver that dies of its
/// own native code takes nothing with it. It is heard line by line; closing its input ends it at once, the line `stop` ends it with the best plan.
/// </summary>
public sealed class PlannerBeside(PlannerProgram program) : IPlanner
{
    /// <summary>Nice 19: whatever charging wants comes first.</summary>
    private const string Nice = "/usr/bin/nice";

    public async Task<RunOutcome> Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct)
    {
        using var process = Process.Start(Asked(order)) ?? throw new InvalidOperationException("The planner could not be started.");
        try
        {
            if (OperatingSystem.IsWindows())
            {
                process.PriorityClass = ProcessPriorityClass.Idle;
            }

            await using var stopping = stop.Register(() => Tell(process, PlannerTalk.Stop));
            RunOutcome? outcome = null;
            while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
            {
                if (PlannerTalk.Read(line) is { } said)
                {
                    if (said.Point is { } point)
                    {
                        progress.Report(point);
                    }

                    outcome = said.Outcome ?? outcome;
                }
            }

            await process.WaitForExitAsync(ct);
            return outcome ?? new() { Failure = RefusalRecord.Of(new Refusal("siting.planner-lost", ("code", $"{process.ExitCode}"))) };
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo Asked(WorkOrder order)
    {
        var gentle = File.Exists(Nice);
        string[] told =
        [
            .. gentle ? (string[])["-n", "19", program.Program] : [],
            .. program.Arguments,
            "--folder", order.Folder,
            "--work", order.Work,
            "--seed", order.Seed.ToString(CultureInfo.InvariantCulture),
            "--seconds", order.Seconds.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo(gentle ? Nice : program.Program, told)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = program.Cores.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }

    private static void Tell(Process process, string word)
    {
        try
        {
            process.StandardInput.WriteLine(word);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended by itself in this moment.
        }
    }
}

/// <summary>The lines between the program and its planner: one JSON object each, a step or the outcome.</summary>
public static class PlannerTalk
{
    public const string Stop = "stop";

    /// <summary>Either of the two.</summary>
    public sealed record Said(RunPoint? Point, RunOutcome? Outcome);

    public static string Write(RunPoint point) => SitingJson.Write(new Said(point, null));

    public static string Write(RunOutcome outcome) => SitingJson.Write(new Said(null, outcome));

    /// <summary>Null for a line that is none of ours, such as a word of a native library.</summary>
    public static Said? Read(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return SitingJson.Read<Said>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
