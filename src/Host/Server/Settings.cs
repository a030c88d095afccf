using Doorstep.App.Devices;
using Doorstep.App.Live;
using Doorstep.App.Pricing;
using Doorstep.App.Siting;
using Doorstep.App.Store;
using Doorstep.Web.Shell;

namespace Doorstep.Host.Server;

/// <summary>Every setting of the program: one record per topic, from a file, the environment and the command line (the later wins).</summary>
internal sealed record Settings
{
    public ListenSettings Listen { get; init; } = new();

    public StoreSettings Store { get; init; } = new();

    public LiveSettings Live { get; init; } = new();

    public DeviceSettings Devices { get; init; } = new();

    public WalletSettings Wallet { get; init; } = new();

    public SitingSettings Siting { get; init; } = new();

    public PageSettings Pages { get; init; } = new();

    /// <summary>Reads and checks; a wrong value comes back as a sentence that says what to write instead.</summary>
    /// <param name="file">The file named on the command line, or null for `doorstep.json` in the data folder when it is there.</param>
    /// <param name="commandLine">`Listen:Urls` → value.</param>
    public static (Settings? Settings, IReadOnlyList<string> Problems) Read(string? file, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var given = commandLine.Where(pair => pair.Value is not null).ToList();
        var folder = given.Find(pair => pair.Key == "Store:DataFolder").Value;
        if (file is not null && !File.Exists(file))
        {
            return (null, [$"--settings: there is no file {file}."]);
        }

        var path = file ?? (folder is null ? null : Path.Combine(folder, "doorstep.json"));
        try
        {
            var builder = new ConfigurationBuilder();
            if (path is not null && File.Exists(path))
            {
                builder.AddJsonFile(Path.GetFullPath(path), optional: false);
            }

            var configuration = builder.AddEnvironmentVariables("DOORSTEP_").AddInMemoryCollection(given).Build();
            var settings = new Settings();
            configuration.Bind(settings, options => options.ErrorOnUnknownConfiguration = true);
            settings = settings with { Live = settings.Live with { Postgres = settings.Live.Postgres ?? settings.Store.Postgres } };
            IReadOnlyList<string> problems = [.. settings.Listen.Problems(), .. settings.Store.Problems(), .. settings.Live.Problems(), .. settings.Devices.Problems(), .. settings.Wallet.Problems(), .. settings.Siting.Problems(settings.Store.DataFolder), .. settings.Pages.Problems()];
            return problems.Count == 0 ? (settings, []) : (null, problems);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or InvalidDataException or FormatException)
        {
            return (null, [$"The settings cannot be read: {wrong.InnerException?.Message ?? wrong.Message} (file {path ?? "none"}, environment DOORSTEP_…; the sections are Listen, Store, Live, Devices, Wallet, Siting, Pages)."]);
        }
    }
}

/// <summary>Where the program listens.</summary>
internal sealed record ListenSettings
{
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>TCP port for YKC piles; 0 for none.</summary>
    public int YkcPort { get; init; } = 9000;

    public IEnumerable<string> Problems() => Listeners.Read(Urls, YkcPort).Reason is { } reason ? [reason] : [];
}
