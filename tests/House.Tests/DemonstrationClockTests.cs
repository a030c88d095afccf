using System.Text.Json;
using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>A demonstration hurries, and is killed like any other program.</summary>
public sealed class DemonstrationClockTests
{
    [Fact]
    public async Task A_killed_demonstration_goes_on_after_what_it_has_recorded()
    {
        await using var house = await House.Demonstrate("--quiet", "--pace", "120");
        await Eventually.True(() => house.Output.Contains("Ctrl-C", StringComparison.Ordinal));
        await Eventually.True(() => Noted(house) is not null);
        await house.Kill();

        Assert.True(Noted(house) > DateTimeOffset.UtcNow, $"The clock was left at {Noted(house):O}; the next start would begin before the records of this one.");
    }

    private static DateTimeOffset? Noted(House house)
    {
        using var book = JsonDocument.Parse(File.ReadAllText(Path.Combine(house.Data, "demonstration.json")));
        var time = book.RootElement.GetProperty("Time");
        return time.ValueKind == JsonValueKind.Null ? null : time.GetDateTimeOffset();
    }
}
