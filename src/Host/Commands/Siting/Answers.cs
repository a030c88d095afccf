using System.CommandLine;

namespace Doorstep.Host.Commands.Siting;

/// <summary>Exit codes of the siting commands.</summary>
internal static class Exits
{
    public const int Done = 0;

    /// <summary>The question was answered with no.</summary>
    public const int No = 1;

    public const int BadInput = 2;

    /// <summary>Stopped by hand, or at a limit without an answer; what was found so far is written.</summary>
    public const int Stopped = 3;
}

/// <summary>What all siting commands do when a file cannot be read or written, or when Ctrl-C comes where there is nothing yet to keep.</summary>
internal static class Answers
{
    public static void Answer(this Command command, Func<ParseResult, CancellationToken, Task<int>> run) => command.SetAction(async (parsed, ct) =>
    {
        // Ctrl-C is only listened to once the command has returned its task: reading and verifying before the first await would be killed without a word.
        await Task.Yield();
        try
        {
            return await run(parsed, ct);
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{unreachable.Message} Check the path and its rights.");
            return Exits.BadInput;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped; nothing was written.");
            return Exits.Stopped;
        }
    });

    public static void Answer(this Command command, Func<ParseResult, CancellationToken, int> run) => command.Answer((parsed, ct) => Task.FromResult(run(parsed, ct)));
}
