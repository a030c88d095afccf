namespace Doorstep.App.Devices;

/// <summary>How piles are let in.</summary>
public sealed record DeviceSettings
{
    /// <summary>How often an OCPP pile says it is there; a link silent for two and a half times as long is closed.</summary>
    public int HeartbeatSeconds { get; init; } = 300;

    /// <summary>Longest message read, in bytes; longer ones close the link.</summary>
    public int LongestMessage { get; init; } = 128 * 1024;

    /// <summary>Failed attempts a minute after which an address has to wait.</summary>
    public int StrangersPerMinute { get; init; } = 60;

    /// <summary>Bad messages in a row after which a link is closed.</summary>
    public int BadInARow { get; init; } = 50;

    /// <summary>Piles one YKC link may carry (a concentrator).</summary>
    public int PilesPerLink { get; init; } = 64;

    /// <summary>Connections of one address that may be open without having shown to be a known pile. Piles behind one gateway and a proxy's visitors count together.</summary>
    public int WaitingPerAddress { get; init; } = 1024;

    /// <summary>The same for all addresses together.</summary>
    public int WaitingInAll { get; init; } = 16_384;

    /// <summary>What is wrong, each with what to write instead; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (HeartbeatSeconds is < 5 or > 86_400)
        {
            problems.Add($"Devices:HeartbeatSeconds={HeartbeatSeconds} is out of range: write seconds from 5 to 86400, for example 300.");
        }

        if (LongestMessage is < 4096 or > 16 * 1024 * 1024)
        {
            problems.Add($"Devices:LongestMessage={LongestMessage} is out of range: write bytes from 4096 to 16777216, for example 131072.");
        }

        if (StrangersPerMinute < 1)
        {
            problems.Add($"Devices:StrangersPerMinute={StrangersPerMinute} would shut everybody out: write 1 or more, for example 60.");
        }

        if (BadInARow < 1)
        {
            problems.Add($"Devices:BadInARow={BadInARow} would close every link: write 1 or more, for example 50.");
        }

        if (PilesPerLink < 1)
        {
            problems.Add($"Devices:PilesPerLink={PilesPerLink} would let no pile in: write 1 or more, for example 64.");
        }

        if (WaitingPerAddress < 8)
        {
            problems.Add($"Devices:WaitingPerAddress={WaitingPerAddress} would not let one browser in: write 8 or more, for example 1024.");
        }

        if (WaitingInAll < WaitingPerAddress)
        {
            problems.Add($"Devices:WaitingInAll={WaitingInAll} is less than one address may take: write {WaitingPerAddress} or more, for example 16384.");
        }

        return problems;
    }
}
