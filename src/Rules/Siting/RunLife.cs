namespace Doorstep.Rules.Siting;

/// <summary>Where a siting run stands: Queued → Running → Finished, Stopped (by hand, with the best plan so far) or Failed.</summary>
public enum RunState
{
    Queued,
    Running,
    Finished,
    Stopped,
    Failed,
}

/// <summary>The life of a siting run. Running goes back to Queued only when the program that worked on it ended; nothing leaves an end.</summary>
public static class RunLife
{
    public static bool IsOver(this RunState state) => state is RunState.Finished or RunState.Stopped or RunState.Failed;

    /// <summary>Null when a run in this state may still be stopped; else `siting.run-over`.</summary>
    public static Refusal? RefusesStop(RunState state) => state.IsOver() ? new("siting.run-over", ("state", state.ToString())) : null;

    /// <summary>
    /// True when somebody must take the run up: it waits, or whoever worked on it has shown no sign of life for <paramref name="patience"/>.
    /// </summary>
    public static bool WaitsForHands(RunState state, DateTimeOffset? lastSign, DateTimeOffset now, TimeSpan patience) =>
        state == RunState.Queued || (state == RunState.Running && (lastSign is not { } sign || now - sign > patience));
}
