namespace Doorstep.Load;

/// <summary>One row of the published table.</summary>
internal sealed record LoadRow(string What, int Connections, double CallsPerSecond, double P50, double P99, long Failures)
{
    public const string Head = "| what | connections | calls/s | p50 ms | p99 ms | failures |\n|---|---|---|---|---|---|";

    public static LoadRow Of(string what, int connections, Latencies latencies, double seconds, long failures) =>
        new(what, connections, latencies.Count / seconds, latencies.Percentile(0.5), latencies.Percentile(0.99), failures);

    public override string ToString() => FormattableString.Invariant(
        $"| {What} | {Connections:N0} | {CallsPerSecond:N0} | {P50:F2} | {P99:F2} | {Failures} |");
}
