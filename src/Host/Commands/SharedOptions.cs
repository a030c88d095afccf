using System.CommandLine;
using Doorstep.Host.Server;

namespace Doorstep.Host.Commands;

/// <summary>Options that mean the same at every command.</summary>
internal sealed class SharedOptions
{
    public Option<string> Data { get; } = new("--data") { Description = "the data folder; created when missing" };

    public Option<string> File { get; } = new("--settings") { Description = "a settings file (JSON); by default doorstep.json in the data folder" };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(File);
    }

    /// <summary>The settings, or null after the problems were written.</summary>
    public Settings? Read(ParseResult parsed, IEnumerable<KeyValuePair<string, string?>>? more = null)
    {
        var (settings, problems) = Settings.Read(parsed.GetValue(File), [new("Store:DataFolder", parsed.GetValue(Data)), .. more ?? []]);
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return settings;
    }
}
