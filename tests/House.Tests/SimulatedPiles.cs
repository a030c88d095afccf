using System.Diagnostics;

namespace Doorstep.House.Tests;

/// <summary>`doorstep piles` in a process of its own: DC piles with one gun, to which a car comes whenever one is started; they outlive the server's death.</summary>
public sealed class SimulatedPiles : IDisposable
{
    private readonly Process process;

    private SimulatedPiles(Process process) => this.process = process;

    /// <param name="ids">Link name of pile n as a .NET format with {0}.</param>
    public static SimulatedPiles Connect(House house, string ids, int first, int count, string secret) => new(House.Begin(
        "piles", "--protocol", "ocpp16", "--server", $"ws://127.0.0.1:{house.Address.Port}/ocpp", "--ids", ids, "--first", $"{first}", "--count", $"{count}", "--secret", secret,
        "--conduct", "oncall", "--report", "1", "--dc", "1", "--seed", OneGunEach));

    // With this seed the first five DC piles drawn are of 60 kW.
    private const string OneGunEach = "53";

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
