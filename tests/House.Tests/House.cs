using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>The started program in a process of its own, as its users meet it: real sockets, real files, real signals.</summary>
public sealed class House : IAsyncDisposable
{
    private readonly string[] arguments;

    private readonly StringBuilder output = new();

    private readonly Dictionary<string, string> environment;

    private Process? process;

    private House(string data, int port, int ykcPort, string[] arguments, Dictionary<string, string>? environment = null)
    {
        this.environment = environment ?? [];
        Data = data;
        Address = new Uri($"http://127.0.0.1:{port}");
        YkcPort = ykcPort;
        this.arguments = arguments;
    }

    public string Data { get; }

    public Uri Address { get; }

    public int YkcPort { get; }

    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Everything the program printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>`doorstep serve` on an empty data folder.</summary>
    public static async Task<House> Serve(params string[] more)
    {
        var (data, port, ykc) = Fresh();
        var house = new House(data, port, ykc, ["serve", "--urls", $"http://127.0.0.1:{port}", "--ykc-port", $"{ykc}", "--data", data, .. more]);
        await house.Start();
        return house;
    }

    /// <summary>One node of a city with several: `doorstep serve` with its own data folder, on the PostgreSQL database they share.</summary>
    public static async Task<House> Node(int number, string postgres)
    {
        var (data, port, ykc) = Fresh();
        var house = new House(data, port, ykc, ["serve", "--urls", $"http://127.0.0.1:{port}", "--ykc-port", $"{ykc}", "--data", data], new()
        {
            ["DOORSTEP_Store__Postgres"] = postgres,
            ["DOORSTEP_Store__Node"] = $"{number}",
            ["DOORSTEP_Live__Nodes"] = "postgres",
        });
        await house.Start();
        return house;
    }

    /// <summary>`doorstep` without a command: the demonstration city.</summary>
    public static async Task<House> Demonstrate(params string[] more)
    {
        var (data, port, ykc) = Fresh();
        var house = new House(data, port, ykc, ["--urls", $"http://127.0.0.1:{port}", "--ykc-port", $"{ykc}", "--data", data, .. more]);
        await house.Start();
        return house;
    }

    /// <summary>Runs one command of the program to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> Run(params string[] arguments) => Run(arguments, []);

    /// <summary>A command on an empty data folder that will not run; the folder is gone afterwards.</summary>
    public static async Task<(int Code, string Errors)> Refused(string command, Dictionary<string, string> environment, params string[] more)
    {
        var data = Directory.CreateTempSubdirectory("doorstep-house-").FullName;
        var (code, _, errors) = await Run([command, "--data", data, .. more], environment);
        Directory.Delete(data, recursive: true);
        return (code, errors);
    }

    public static async Task<(int Code, string Output, string Errors)> Run(string[] arguments, Dictionary<string, string> environment)
    {
        using var command = Process.Start(Ready(arguments, environment))!;
        var text = command.StandardOutput.ReadToEndAsync();
        var errors = command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return (command.ExitCode, await text, await errors);
    }

    /// <summary>Begins a command of the program that runs until it is ended; what it prints is not kept.</summary>
    public static Process Begin(params string[] arguments)
    {
        var started = Process.Start(new ProcessStartInfo(Program(), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    public async Task Start()
    {
        process = Process.Start(Ready(arguments, environment))!;
        process.OutputDataReceived += Heard;
        process.ErrorDataReceived += Heard;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            Assert.False(process.HasExited, Output);
            try
            {
                if ((await http.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>kill -9: the power went.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an init system asks; the exit code.</summary>
    public async Task<int> Terminate()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return process.ExitCode;
    }

    /// <summary>An HTTP client that is nobody.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>An HTTP client with the token an administrator gets on the data folder.</summary>
    public async Task<HttpClient> City()
    {
        var (code, text, errors) = await Run(["token", "--role", "City", "--data", Data], environment);
        Assert.True(code == 0, errors);
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text.Trim().Split('\n')[^1]);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await Kill();
        }

        process?.Dispose();
        if (Environment.GetEnvironmentVariable("DOORSTEP_LOGS") is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{Path.GetFileName(Data)}.log"), Output);
        }

        Directory.Delete(Data, recursive: true);
    }

    private static ProcessStartInfo Ready(string[] arguments, Dictionary<string, string> environment)
    {
        var ready = new ProcessStartInfo(Program(), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // What was set for the tests is no setting of the program.
        foreach (var name in ready.Environment.Keys.Where(k => k.StartsWith("DOORSTEP_", StringComparison.Ordinal)).ToList())
        {
            ready.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            ready.Environment[name] = value;
        }

        return ready;
    }

    private static (string Data, int Port, int Ykc) Fresh() =>
        (Directory.CreateTempSubdirectory("doorstep-house-").FullName, FreePort.Next(), FreePort.Next());

    /// <summary>The built program.</summary>
    public static string Executable => Program();

    private static string Program()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, "src", "Host", "bin", configuration, "net10.0", "doorstep");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Doorstep.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside a checkout.");
    }

    private void Heard(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}
