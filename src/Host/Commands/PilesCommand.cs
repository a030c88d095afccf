using System.CommandLine;
using Doorstep.Rules.Stations;
using Doorstep.Simulator.Devices;

namespace Doorstep.Host.Commands;

/// <summary>`doorstep piles`: virtual piles against any server, ours or another.</summary>
internal static class PilesCommand
{
    public static Command Make()
    {
        var protocol = new Option<PileProtocol>("--protocol") { Description = "ocpp16, ocpp201 or ykc", Required = true };
        var count = new Option<int>("--count") { Description = "how many piles", DefaultValueFactory = _ => 1 };
        var server = new Option<string>("--server") { Description = "ws://host:port/ocpp for OCPP, host:port for YKC", Required = true };
        var ids = new Option<string>("--ids") { Description = "id of pile n, for example DS-{0:D6}; YKC ids have 14 digits" };
        var first = new Option<int>("--first") { Description = "number of the first pile", DefaultValueFactory = _ => 1 };
        var secret = new Option<string>("--secret") { Description = "secret of pile n: {0} is its number, {1} its id" };
        var conduct = new Option<FleetConduct>("--conduct") { Description = "idle, cards (cars come and present a card), plugged (cars wait to be started) or oncall (a car comes when a pile is started)", DefaultValueFactory = _ => FleetConduct.Cards };
        var cars = new Option<double>("--cars") { Description = "cars per connector and simulated day", DefaultValueFactory = _ => 2 };
        var card = new Option<string>("--card") { Description = "number of card n" };
        var cards = new Option<int>("--cards-known") { Description = "how many different cards", DefaultValueFactory = _ => 1000 };
        var pace = new Option<double>("--pace") { Description = "how many times as fast as real time cars live", DefaultValueFactory = _ => 1 };
        var dc = new Option<double>("--dc") { Description = "share of DC piles, 0 to 1", DefaultValueFactory = _ => 0.2 };
        var ramp = new Option<int>("--ramp") { Description = "piles that connect per second; 0 for all at once", DefaultValueFactory = _ => 200 };
        var report = new Option<double>("--report") { Description = "seconds between two readings of a charging connector", DefaultValueFactory = _ => 15 };
        var seconds = new Option<double?>("--seconds") { Description = "ends by itself after so long" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var delay = new Option<int>("--bad-delay-ms") { Description = "bad network: most delay of a message" };
        var drop = new Option<double>("--bad-drop") { Description = "bad network: share of messages lost, 0 to 1" };
        var twice = new Option<double>("--bad-duplicate") { Description = "bad network: share of messages sent twice" };
        var cut = new Option<double>("--bad-truncate") { Description = "bad network: share of messages cut short" };
        var command = new Command(
            "piles",
            """
            Pretends to be piles, with cars, batteries, cards and, if you like, a bad network.
            Example: doorstep piles --protocol ocpp16 --count 100 --server ws://127.0.0.1:5080/ocpp --ids 'DS-{0:D6}' --secret 'secret-{0}'
            """) { protocol, count, server, ids, first, secret, conduct, cars, card, cards, pace, dc, ramp, report, seconds, seed, delay, drop, twice, cut };
        command.SetAction(async (parsed, ct) =>
        {
            if (!Keepable(parsed.GetValue(report), "--report") || !Keepable(parsed.GetValue(seconds) ?? 1, "--seconds"))
            {
                return 2;
            }

            var bad = new BadNetworkSetting
            {
                MostDelay = TimeSpan.FromMilliseconds(parsed.GetValue(delay)),
                Drop = parsed.GetValue(drop),
                Duplicate = parsed.GetValue(twice),
                Truncate = parsed.GetValue(cut),
            };
            var totals = await FleetRun.Run(
                new FleetOptions
                {
                    Protocol = parsed.GetValue(protocol),
                    Count = parsed.GetValue(count),
                    Server = parsed.GetValue(server)!,
                    IdPattern = parsed.GetValue(ids),
                    FirstNumber = parsed.GetValue(first),
                    SecretPattern = parsed.GetValue(secret),
                    Conduct = parsed.GetValue(conduct),
                    CarsPerDay = parsed.GetValue(cars),
                    CardPattern = parsed.GetValue(card),
                    Cards = parsed.GetValue(cards),
                    PaceFactor = parsed.GetValue(pace),
                    DcShare = parsed.GetValue(dc),
                    RampPerSecond = parsed.GetValue(ramp),
                    Rhythm = new LinkRhythm { ChargingReport = TimeSpan.FromSeconds(parsed.GetValue(report)) },
                    Duration = parsed.GetValue(seconds) is { } length ? TimeSpan.FromSeconds(length) : null,
                    Seed = parsed.GetValue(seed),
                    Network = bad == new BadNetworkSetting() ? null : bad,
                },
                Console.Out,
                TimeProvider.System,
                ct);
            return totals is null ? 2 : 0;
        });
        return command;
    }

    /// <summary>A span a timer can keep; anything else is said, not thrown.</summary>
    private static bool Keepable(double seconds, string option)
    {
        if (seconds is > 0 and <= 2_000_000)
        {
            return true;
        }

        Console.Error.WriteLine($"{option} is a number of seconds above 0 and at most 2000000, not {seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
        return false;
    }
}
