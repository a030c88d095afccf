using System.Diagnostics;
using System.Text.Json;

namespace Doorstep.House.Tests;

/// <summary>An OCPP client nobody of us wrote (tests/House.Tests/peers), in a process of its own.</summary>
public sealed class Peer : IDisposable
{
    private static readonly string Folder = Path.Combine(House.Root, "tests", "House.Tests", "peers");

    // Once a run: whoever came second would find a folder that is still being filled.
    private static readonly Lazy<Task> Installed = new(Install);

    private readonly Process process;

    private Peer(Process process) => this.process = process;

    /// <summary>Starts one charge by card or by remote start.</summary>
    public static async Task<Peer> Start(House house, string script, string identity, string secret, string mode)
    {
        await Installed.Value;
        return new Peer(Process.Start(new ProcessStartInfo("node", [script, $"ws://127.0.0.1:{house.Address.Port}/ocpp", identity, secret, Shop.Card, mode])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    private static async Task Install()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "ocpp-rpc")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = Folder })!;
            await install.WaitForExitAsync();
            Assert.Equal(0, install.ExitCode);
        }
    }

    /// <summary>Reads what it says until a step comes; fails when it ends before.</summary>
    public async Task<JsonElement> Until(string step, CancellationToken ct)
    {
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            if (said.GetProperty("step").GetString() == step)
            {
                return said.GetProperty("answer");
            }
        }

        throw new InvalidOperationException($"The peer ended before {step}: {await process.StandardError.ReadToEndAsync(ct)}");
    }

    /// <summary>Waits until it has said all of its steps; a failure tells how far it came and what the program wrote meanwhile.</summary>
    public async Task End(House house, CancellationToken ct)
    {
        var steps = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, $"{steps}\n{await process.StandardError.ReadToEndAsync(ct)}\n{house.Output}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
