using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Doorstep.Load;

/// <summary>The started product in a process of its own, on a data folder that is thrown away.</summary>
internal sealed class ServerUnderTest(string program, string data, int port, int ykcPort) : IDisposable
{
    /// <summary>Read by the socket library when it starts; meant for this program only, never for a server it measures.</summary>
    public const string InlineSockets = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private Process? process;

    public IPEndPoint Http { get; } = new(IPAddress.Loopback, port);

    public IPEndPoint Ykc { get; } = new(IPAddress.Loopback, ykcPort);

    public string Data => data;

    public static string FindProgram()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "Host", "bin", "Release", "net10.0", "doorstep");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException("Build the product first: dotnet build -c Release src/Host");
    }

    public static async Task WaitForPort(IPEndPoint endpoint, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await probe.ConnectAsync(endpoint, ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, ct);
            }
        }
    }

    /// <summary>Starts the server and waits until it says ready; returns how long that took.</summary>
    public async Task<TimeSpan> Start(CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var serve = Plain(new(program, ["serve", "--urls", $"http://{Http}", "--ykc-port", $"{Ykc.Port}", "--data", data]));
        serve.Environment["Serilog__MinimumLevel__Default"] = "Warning";
        process = Process.Start(serve)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await WaitForPort(Http, ct);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Http}") };
        while (!(await http.GetAsync("/health/ready", ct)).IsSuccessStatusCode)
        {
            await Task.Delay(20, ct);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>A bearer token made on the data folder, as an administrator would.</summary>
    public async Task<string> Token(CancellationToken ct)
    {
        using var command = Process.Start(Plain(new(program, ["token", "--role", "City", "--data", data])))!;
        var token = (await command.StandardOutput.ReadToEndAsync(ct)).Trim().Split('\n')[^1];
        await command.WaitForExitAsync(ct);
        return token;
    }

    /// <summary>A process that starts as anybody would start it, not with this program's own settings.</summary>
    public static ProcessStartInfo Plain(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.Environment.Remove(InlineSockets);
        return start;
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentMemory()
    {
        process!.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>CPU time used so far.</summary>
    public TimeSpan Cpu()
    {
        process!.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            Kill();
        }

        process?.Dispose();
    }
}
