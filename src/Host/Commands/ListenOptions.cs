using System.CommandLine;
using System.Globalization;

namespace Doorstep.Host.Commands;

/// <summary>Where a server listens.</summary>
internal sealed class ListenOptions
{
    private readonly Option<string> urls = new("--urls") { Description = "addresses for pages, API and OCPP; by default http://127.0.0.1:5080" };

    private readonly Option<int?> ykcPort = new("--ykc-port") { Description = "TCP port for YKC piles; by default 9000, 0 for none" };

    public void AddTo(Command command)
    {
        command.Options.Add(urls);
        command.Options.Add(ykcPort);
    }

    /// <summary>What was said on the command line, under the settings' names.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Given(ParseResult parsed) =>
        [new("Listen:Urls", parsed.GetValue(urls)), new("Listen:YkcPort", parsed.GetValue(ykcPort)?.ToString(CultureInfo.InvariantCulture))];
}
