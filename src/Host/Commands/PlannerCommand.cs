using System.CommandLine;
using Doorstep.App.Siting;

namespace Doorstep.Host.Commands;

/// <summary>
/// `doorstep planner`: what the server starts beside itself for each siting run. It says its steps on standard output and listens on standard input: the
/// line `stop` ends the search with the best plan, the end of the input (the server is gone) ends everything at once.
/// </summary>
internal static class PlannerCommand
{
    public const string Name = "planner";

    public static Command Make()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var work = new Option<string>("--work") { DefaultValueFactory = _ => "standard" };
        var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 1 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 0 };
        var command = new Command(Name, "Works on one problem folder for a server; people use `doorstep siting plan`.") { folder, work, seed, seconds };
        command.Hidden = true;
        command.SetAction(async (parsed, ct) =>
        {
            using var stop = new CancellationTokenSource();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var listening = Listen(stop, end);
            var order = new WorkOrder(parsed.GetValue(folder)!, parsed.GetValue(work)!, parsed.GetValue(seed), parsed.GetValue(seconds));
            var planning = new PlannerHere().Run(order, new Spoken(), stop.Token, end.Token);
            if (await Task.WhenAny(planning, listening) == listening)
            {
                // The server is gone; nobody waits for what a solver still has in hand.
                Environment.Exit(3);
            }

            Spoken.Say(PlannerTalk.Write(await planning));
            return 0;
        });
        return command;
    }

    /// <summary>Returns at the end of the input.</summary>
    private static async Task Listen(CancellationTokenSource stop, CancellationTokenSource end)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line == PlannerTalk.Stop)
            {
                await stop.CancelAsync();
            }
        }

        await end.CancelAsync();
    }

    private sealed class Spoken : IProgress<RunPoint>
    {
        public void Report(RunPoint value) => Say(PlannerTalk.Write(value));

        public static void Say(string line)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
