using System.Globalization;
using System.Text.Json.Nodes;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.Tests.Ocpp;

/// <summary>What charging profiles allow over time, asked of a 1.6 pile by GetCompositeSchedule.</summary>
public sealed class ProfileTests
{
    private static JsonObject Profile(int connector, int id, string purpose, string kind, int stack, string? start, params (int Start, int Limit)[] periods)
    {
        JsonObject schedule = new()
        {
            ["chargingRateUnit"] = "W",
            ["chargingSchedulePeriod"] = new JsonArray([.. periods.Select(p => new JsonObject { ["startPeriod"] = p.Start, ["limit"] = p.Limit })]),
        };
        if (start is not null)
            schedule["startSchedule"] = start;
        JsonObject profile = new()
        {
            ["chargingProfileId"] = id,
            ["stackLevel"] = stack,
            ["chargingProfilePurpose"] = purpose,
            ["chargingProfileKind"] = kind,
            ["chargingSchedule"] = schedule,
        };
        if (kind == "Recurring")
            profile["recurrencyKind"] = "Daily";
        return new() { ["connectorId"] = connector, ["csChargingProfiles"] = profile };
    }

    private static async Task Set(Kerb kerb, JsonObject profile, string outcome = "Accepted") =>
        Assert.Equal(outcome, (await kerb.Ask("SetChargingProfile", profile))["status"]!.GetValue<string>());

    private static async Task<(DateTimeOffset Start, (int Second, decimal Watts)[] Steps)> Composite(Kerb kerb, int seconds)
    {
        var answer = await kerb.Ask("GetCompositeSchedule", new() { ["connectorId"] = 1, ["duration"] = seconds, ["chargingRateUnit"] = "W" });
        return (
            DateTimeOffset.Parse(answer["scheduleStart"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            [.. answer["chargingSchedule"]!["chargingSchedulePeriod"]!.AsArray().Select(p => (p!["startPeriod"]!.GetValue<int>(), p["limit"]!.GetValue<decimal>()))]);
    }

    [Fact]
    public async Task A_daily_profile_begins_again_every_midnight()
    {
        await using var kerb = await new Kerb().Ready();
        await Set(kerb, Profile(0, 1, "TxDefaultProfile", "Recurring", 0, "2026-01-01T00:00:00Z", (0, 7000), (21_600, 1500), (79_200, 7000)));
        var (start, steps) = await Composite(kerb, 3 * 86_400);
        var changes = steps.Skip(1).Select(s => ((int)Math.Round(start.AddSeconds(s.Second).TimeOfDay.TotalHours), s.Watts)).ToArray();
        Assert.Equal([(22, 7000m), (6, 1500m), (22, 7000m), (6, 1500m), (22, 7000m), (6, 1500m)], changes);
    }

    [Fact]
    public async Task The_higher_stack_level_leads_and_the_whole_pile_caps_both()
    {
        await using var kerb = await new Kerb().Ready();
        await Set(kerb, Profile(1, 1, "TxDefaultProfile", "Absolute", 0, "2026-01-01T00:00:00Z", (0, 3000)));
        await Set(kerb, Profile(1, 2, "TxDefaultProfile", "Absolute", 3, "2026-01-01T00:00:00Z", (0, 5000)));
        Assert.Equal([(0, 5000m)], (await Composite(kerb, 600)).Steps);
        await Set(kerb, Profile(0, 3, "ChargePointMaxProfile", "Absolute", 0, "2026-01-01T00:00:00Z", (0, 4000)));
        Assert.Equal([(0, 4000m)], (await Composite(kerb, 600)).Steps);
        Assert.Equal((4000, 5000), (kerb.Pile.LimitWatts, kerb.Pile.Connectors[0].LimitWatts));
        await kerb.Ask("ClearChargingProfile", []);
        Assert.Equal([(0, 7040m)], (await Composite(kerb, 600)).Steps);
    }

    [Fact]
    public async Task A_profile_for_a_session_needs_one_and_one_for_the_whole_pile_is_not_for_a_connector()
    {
        await using var kerb = await new Kerb().Ready();
        await Set(kerb, Profile(1, 1, "TxProfile", "Relative", 0, null, (0, 3000)), "Rejected");
        await Set(kerb, Profile(1, 1, "ChargePointMaxProfile", "Absolute", 0, null, (0, 3000)), "Rejected");
        await Set(kerb, Profile(9, 1, "TxDefaultProfile", "Absolute", 0, null, (0, 3000)), "Rejected");
    }

    [Fact]
    public async Task A_profile_that_came_with_a_remote_start_holds_for_that_charge_only()
    {
        await using var kerb = await new Kerb().Ready();
        kerb.Pile.PlugIn(1, Kerb.Car());
        var profile = Profile(1, 5, "TxProfile", "Relative", 0, null, (0, 2000))["csChargingProfiles"]!.DeepClone();
        var answer = await kerb.Ask("RemoteStartTransaction", new() { ["connectorId"] = 1, ["idTag"] = "RES-5", ["chargingProfile"] = profile });
        Assert.Equal("Accepted", answer["status"]!.GetValue<string>());
        Assert.Equal(2000, kerb.Pile.Connectors[0].LimitWatts);
        var reading = await kerb.Peer.Next("MeterValues");
        var power = reading.Payload["meterValue"]![0]!["sampledValue"]!.AsArray().Single(v => v!["measurand"]!.GetValue<string>() == "Power.Active.Import")!;
        Assert.InRange(decimal.Parse(power["value"]!.GetValue<string>(), CultureInfo.InvariantCulture), 1, 2000);
        kerb.Pile.Stop(1, StopCause.Local);
        Assert.Null(kerb.Pile.Connectors[0].LimitWatts);
    }
}
