using Spectre.Console;

namespace Doorstep.Host.Commands.Siting;

/// <summary>Long work with its course on stderr: one living line on a terminal, a line now and then elsewhere. stdout stays for the answer.</summary>
internal static class SearchScreen
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="work">Gets a place to say where it stands; what it says within a second of the last word on a file or pipe is left out.</param>
    public static async Task<T> Run<T>(string title, Func<Action<string>, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            long? last = null;
            return await Task.Run(() => work(line =>
            {
                if (last is null || TimeProvider.System.GetElapsedTime(last.Value) >= Pause)
                {
                    last = TimeProvider.System.GetTimestamp();
                    Console.Error.WriteLine(line);
                }
            }));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync(title, status => Task.Run(() => work(line => status.Status(Markup.Escape(line)))));
    }
}
