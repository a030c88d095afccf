using System.Diagnostics;

namespace Doorstep.House.Tests;

/// <summary>`doorstep piles` in a process of its own: one DC pile to which a car comes whenever it is started; it outlives the server's death.</summary>
public sealed class SimulatedPile : IDisposable
{
    private readonly Process process;

    private SimulatedPile(Process process) => this.process = process;

    public static SimulatedPile Connect(House house, string linkName, string secret) => new(House.Begin(
        "piles", "--protocol", "ocpp16", "--server", $"ws://127.0.0.1:{house.Address.Port}/ocpp", "--ids", linkName, "--secret", secret, "--conduct", "oncall", "--dc", "1", "--report", "1"));

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
