using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Doorstep.Machine;
using Doorstep.Simulator.Devices;
using Doorstep.Simulator.Devices.Ocpp;

namespace Doorstep.Simulator.Tests.Ocpp;

public sealed class Ocpp16LinkTests
{
    private static readonly Credential Card = new(CredentialKind.Card, "CARD-7");

    // also starts where the server's word about it comes too late
    private const string Known = "KNOWN";

    private static DateTimeOffset Time(Heard call) => DateTimeOffset.Parse(call.Text("timestamp"), CultureInfo.InvariantCulture);

    // the wire keeps milliseconds
    private static DateTimeOffset Cut(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    private static async Task<Heard> StartedByCard(Kerb kerb, string card = "CARD-7")
    {
        kerb.Pile.PlugIn(1, Kerb.Car());
        kerb.Pile.Present(1, new Credential(CredentialKind.Card, card));
        return await kerb.Peer.Next("StartTransaction");
    }

    [Fact]
    public async Task A_pile_introduces_itself_with_its_password_and_tells_the_state_of_every_connector()
    {
        await using var kerb = new Kerb(spec: PileSpec.Dc120(Kerb.PileId));
        Assert.Equal("BootNotification", (await kerb.Peer.Next()).Action);
        for (var connector = 0; connector <= 2; connector++)
            Assert.Equal(connector, (await kerb.Peer.Next()).Number("connectorId"));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("DS-0001:s3cret")), kerb.Peer.Authorization);
        Assert.True(kerb.Link.Up);
    }

    [Fact]
    public async Task A_refused_pile_only_introduces_itself_again()
    {
        var times = 0;
        await using var kerb = new Kerb(answering: call => call.Action == "BootNotification" && Interlocked.Increment(ref times) < 2
            ? new() { ["status"] = "Rejected", ["currentTime"] = "2026-03-02T18:00:00Z", ["interval"] = 1 }
            : Kerb.Answers16(call));
        Assert.Equal("BootNotification", (await kerb.Peer.Next()).Action);
        Assert.Equal("BootNotification", (await kerb.Peer.Next()).Action);
        Assert.Equal("StatusNotification", (await kerb.Peer.Next()).Action);
    }

    [Fact]
    public async Task A_card_starts_a_charge_readings_follow_and_the_same_card_stops_it()
    {
        await using var kerb = await new Kerb().Ready();
        var start = await StartedByCard(kerb);
        Assert.Single(kerb.Peer.All, c => c.Action == "Authorize");
        var reading = await kerb.Peer.Next("MeterValues");
        Assert.Equal(4007, reading.Number("transactionId"));
        kerb.Pile.Present(1, Card);
        var stop = await kerb.Peer.Next("StopTransaction");
        Assert.Equal(4007, stop.Number("transactionId"));
        Assert.Equal("Local", stop.Text("reason"));
        Assert.True(stop.Number("meterStop") > start.Number("meterStart"));
        Assert.True(Time(stop) > Time(start));
        Assert.Equal("Finishing", (await kerb.Peer.Next("StatusNotification")).Text("status"));
        kerb.Pile.PlugOut(1);
        Assert.Equal("Available", (await kerb.Peer.Next("StatusNotification")).Text("status"));
        Assert.Equal(1, kerb.Traffic.RecordsKept);
    }

    [Fact]
    public async Task A_card_the_server_refuses_starts_nothing()
    {
        await using var kerb = await new Kerb().Ready();
        kerb.Pile.PlugIn(1, Kerb.Car());
        kerb.Pile.Present(1, new Credential(CredentialKind.Card, "STRANGER"));
        await kerb.Peer.Next("Authorize");
        var answer = await kerb.Ask("TriggerMessage", new() { ["requestedMessage"] = "Heartbeat" });
        Assert.Equal("Accepted", answer["status"]!.GetValue<string>());
        await kerb.Peer.Next("Heartbeat");
        Assert.Null(kerb.Pile.Connectors[0].Session);
    }

    [Fact]
    public async Task A_remote_start_waits_for_the_plug_and_a_remote_stop_ends_it()
    {
        await using var kerb = await new Kerb().Ready();
        var answer = await kerb.Ask("RemoteStartTransaction", new() { ["idTag"] = "RES-5" });
        Assert.Equal("Accepted", answer["status"]!.GetValue<string>());
        Assert.Equal("Preparing", (await kerb.Peer.Next("StatusNotification")).Text("status"));
        kerb.Pile.PlugIn(1, Kerb.Car());
        Assert.Equal("RES-5", (await kerb.Peer.Next("StartTransaction")).Text("idTag"));
        await kerb.Peer.Next("MeterValues");
        Assert.Equal("Rejected", (await kerb.Ask("RemoteStopTransaction", new() { ["transactionId"] = 9 }))["status"]!.GetValue<string>());
        Assert.Equal("Accepted", (await kerb.Ask("RemoteStopTransaction", new() { ["transactionId"] = 4005 }))["status"]!.GetValue<string>());
        Assert.Equal("Remote", (await kerb.Peer.Next("StopTransaction")).Text("reason"));
    }

    [Fact]
    public async Task A_remote_start_nobody_plugs_in_for_is_given_up()
    {
        await using var kerb = await new Kerb(pace: 600).Ready();
        await kerb.Ask("RemoteStartTransaction", new() { ["connectorId"] = 1, ["idTag"] = "RES-5" });
        Assert.Equal("Preparing", (await kerb.Peer.Next("StatusNotification")).Text("status"));
        Assert.Equal("Available", (await kerb.Peer.Next("StatusNotification")).Text("status"));
    }

    [Fact]
    public async Task A_start_the_server_disowns_is_stopped()
    {
        await using var kerb = await new Kerb(answering: call => call.Action == "StartTransaction"
            ? new() { ["idTagInfo"] = new JsonObject { ["status"] = "Blocked" }, ["transactionId"] = 12 }
            : Kerb.Answers16(call)).Ready();
        await StartedByCard(kerb);
        var stop = await kerb.Peer.Next("StopTransaction");
        Assert.Equal("DeAuthorized", stop.Text("reason"));
        Assert.Equal(12, stop.Number("transactionId"));
    }

    [Fact]
    public async Task What_happened_offline_arrives_later_in_order_with_its_own_time_stamps()
    {
        await using var kerb = await new Kerb().Ready();
        kerb.Link.Cut(TimeSpan.FromDays(1));
        kerb.Pile.PlugIn(1, Kerb.Car());
        await Eventually.True(() => !kerb.Link.Up);
        kerb.Pile.Present(1, new Credential(CredentialKind.Card, "STRANGER"));
        Assert.Null(kerb.Pile.Connectors[0].Session);
        ChargeSession session;
        lock (kerb.Pile.Gate)
        {
            // in one moment, so that no reading comes between
            kerb.Pile.Present(1, new Credential(CredentialKind.Card, Known));
            session = kerb.Pile.Connectors[0].Session!;
            kerb.Pile.Stop(1, StopCause.Local);
        }

        Assert.NotNull(session);
        Assert.Equal(2, kerb.Link.Unconfirmed);
        kerb.Link.Return();

        var boot = await kerb.Peer.Next("BootNotification");
        Assert.Equal(2, boot.Connection);
        var start = await kerb.Peer.Next();
        Assert.Equal("StartTransaction", start.Action);
        Assert.Equal(Cut(session.Began), Time(start));
        var stop = await kerb.Peer.Next("StopTransaction");
        Assert.Equal(Cut(session.Ended!.Value), Time(stop));
        Assert.Equal(4000, stop.Number("transactionId"));
    }

    [Fact]
    public async Task A_start_whose_answer_is_lost_is_sent_again_unchanged_and_before_its_stop()
    {
        var starts = 0;
        await using var kerb = await new Kerb(
            reply: TimeSpan.FromMilliseconds(300),
            answering: call => call.Action == "StartTransaction" && Interlocked.Increment(ref starts) == 1 ? null : Kerb.Answers16(call)).Ready();
        var first = await StartedByCard(kerb, Known);
        kerb.Pile.Stop(1, StopCause.Local);
        var second = await kerb.Peer.Next("StartTransaction");
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.Payload.ToJsonString(), second.Payload.ToJsonString());
        Assert.Equal(4000, (await kerb.Peer.Next("StopTransaction")).Number("transactionId"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Firmware_that_gives_up_lost_starts_stops_with_no_real_transaction(int id)
    {
        await using var kerb = await new Kerb(
            habits: new() { GivesUpLostStarts = true, UnconfirmedTransactionId = id },
            reply: TimeSpan.FromMilliseconds(300),
            answering: call => call.Action == "StartTransaction" ? null : Kerb.Answers16(call)).Ready();
        await StartedByCard(kerb, Known);
        await kerb.Peer.Next("MeterValues", m => !m.Payload.ContainsKey("transactionId"));
        kerb.Pile.Stop(1, StopCause.Local);
        Assert.Equal(id, (await kerb.Peer.Next("StopTransaction")).Number("transactionId"));
        Assert.Single(kerb.Peer.All, c => c.Action == "StartTransaction");
    }

    [Fact]
    public async Task Message_ids_begin_again_at_one_after_a_restart_and_sessions_end_with_it()
    {
        await using var kerb = await new Kerb(habits: new() { IdsRestartAtOne = true }).Ready();
        await StartedByCard(kerb);
        Assert.Equal("Accepted", (await kerb.Ask("Reset", new() { ["type"] = "Hard" }))["status"]!.GetValue<string>());
        Assert.Equal("HardReset", (await kerb.Peer.Next("StopTransaction")).Text("reason"));
        var boot = await kerb.Peer.Next("BootNotification");
        Assert.Equal(("1", 2), (boot.Id, boot.Connection));
    }

    [Fact]
    public async Task A_dropped_link_is_opened_again_and_the_charge_goes_on()
    {
        await using var kerb = await new Kerb(habits: new() { BootsOnEveryLink = false }).Ready();
        await StartedByCard(kerb);
        kerb.Peer.Drop(Kerb.PileId);
        var status = await kerb.Peer.Next("StatusNotification", s => s is { Connection: 2 } && s.Number("connectorId") == 1);
        Assert.Equal("Charging", status.Text("status"));
        Assert.Single(kerb.Peer.All, c => c.Action == "BootNotification");
        Assert.Single(kerb.Peer.All, c => c.Action == "StartTransaction");
    }

    [Fact]
    public async Task Power_loss_ends_the_charge_and_is_told_when_the_lights_are_on_again()
    {
        await using var kerb = await new Kerb().Ready();
        await StartedByCard(kerb);
        kerb.Pile.Break(null, PileFault.PowerLoss);
        kerb.Pile.Mend(null, PileFault.PowerLoss);
        Assert.Equal("PowerLoss", (await kerb.Peer.Next("StopTransaction")).Text("reason"));
    }

    [Fact]
    public async Task A_fault_is_told_with_its_code_and_its_end()
    {
        await using var kerb = await new Kerb().Ready();
        kerb.Pile.Break(1, PileFault.OverTemperature);
        var fault = await kerb.Peer.Next("StatusNotification");
        Assert.Equal(("Faulted", "HighTemperature"), (fault.Text("status"), fault.Text("errorCode")));
        kerb.Pile.Mend(1, PileFault.OverTemperature);
        Assert.Equal("Available", (await kerb.Peer.Next("StatusNotification")).Text("status"));
    }

    [Fact]
    public async Task Configuration_is_read_and_changed_by_key()
    {
        await using var kerb = await new Kerb().Ready();
        Assert.Equal("Accepted", (await kerb.Ask("ChangeConfiguration", new() { ["key"] = "ConnectionTimeOut", ["value"] = "90" }))["status"]!.GetValue<string>());
        Assert.Equal("Rejected", (await kerb.Ask("ChangeConfiguration", new() { ["key"] = "ConnectionTimeOut", ["value"] = "soon" }))["status"]!.GetValue<string>());
        Assert.Equal("Rejected", (await kerb.Ask("ChangeConfiguration", new() { ["key"] = "NumberOfConnectors", ["value"] = "9" }))["status"]!.GetValue<string>());
        Assert.Equal("NotSupported", (await kerb.Ask("ChangeConfiguration", new() { ["key"] = "Colour", ["value"] = "red" }))["status"]!.GetValue<string>());
        var answer = await kerb.Ask("GetConfiguration", new() { ["key"] = new JsonArray("connectionTimeOut", "Colour") });
        Assert.Equal("90", answer["configurationKey"]![0]!["value"]!.GetValue<string>());
        Assert.Equal("Colour", answer["unknownKey"]![0]!.GetValue<string>());
        Assert.True((await kerb.Ask("GetConfiguration", []))["configurationKey"]!.AsArray().Count > 20);
    }

    [Fact]
    public async Task A_reserved_connector_serves_only_its_card()
    {
        await using var kerb = await new Kerb().Ready();
        JsonObject reserve = new() { ["connectorId"] = 1, ["expiryDate"] = "2027-01-01T00:00:00Z", ["idTag"] = "CARD-7", ["reservationId"] = 31 };
        Assert.Equal("Accepted", (await kerb.Ask("ReserveNow", reserve))["status"]!.GetValue<string>());
        Assert.Equal("Reserved", (await kerb.Peer.Next("StatusNotification")).Text("status"));
        Assert.Equal("Rejected", (await kerb.Ask("RemoteStartTransaction", new() { ["idTag"] = "OTHER" }))["status"]!.GetValue<string>());
        Assert.Equal("Rejected", (await kerb.Ask("CancelReservation", new() { ["reservationId"] = 30 }))["status"]!.GetValue<string>());
        var start = await StartedByCard(kerb);
        Assert.Equal(31, start.Number("reservationId"));
    }

    [Fact]
    public async Task A_charging_profile_holds_the_power_down_and_its_removal_frees_it()
    {
        await using var kerb = await new Kerb().Ready();
        await StartedByCard(kerb);
        JsonObject Profile(int limit) => new()
        {
            ["connectorId"] = 1,
            ["csChargingProfiles"] = new JsonObject
            {
                ["chargingProfileId"] = 1,
                ["stackLevel"] = 0,
                ["chargingProfilePurpose"] = "TxProfile",
                ["chargingProfileKind"] = "Relative",
                ["transactionId"] = 4007,
                ["chargingSchedule"] = new JsonObject
                {
                    ["chargingRateUnit"] = "A",
                    ["chargingSchedulePeriod"] = new JsonArray(new JsonObject { ["startPeriod"] = 0, ["limit"] = limit }),
                },
            },
        };
        await kerb.Peer.Next("MeterValues");
        Assert.Equal("Accepted", (await kerb.Ask("SetChargingProfile", Profile(10)))["status"]!.GetValue<string>());
        Assert.Equal(2200, kerb.Pile.Connectors[0].LimitWatts);
        var composite = await kerb.Ask("GetCompositeSchedule", new() { ["connectorId"] = 1, ["duration"] = 3600, ["chargingRateUnit"] = "W" });
        Assert.Equal(2200, composite["chargingSchedule"]!["chargingSchedulePeriod"]![0]!["limit"]!.GetValue<decimal>());
        Assert.Equal("Accepted", (await kerb.Ask("ClearChargingProfile", new() { ["id"] = 1 }))["status"]!.GetValue<string>());
        Assert.Null(kerb.Pile.Connectors[0].LimitWatts);
        Assert.Equal("Unknown", (await kerb.Ask("ClearChargingProfile", new() { ["id"] = 1 }))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Availability_unlocking_and_unknown_actions_get_their_answers()
    {
        await using var kerb = await new Kerb().Ready();
        Assert.Equal("Accepted", (await kerb.Ask("ChangeAvailability", new() { ["connectorId"] = 0, ["type"] = "Inoperative" }))["status"]!.GetValue<string>());
        Assert.Equal("Unavailable", (await kerb.Peer.Next("StatusNotification")).Text("status"));
        Assert.Equal("Rejected", (await kerb.Ask("RemoteStartTransaction", new() { ["idTag"] = "RES-5" }))["status"]!.GetValue<string>());
        await kerb.Ask("ChangeAvailability", new() { ["connectorId"] = 1, ["type"] = "Operative" });
        await StartedByCard(kerb);
        Assert.Equal("Scheduled", (await kerb.Ask("ChangeAvailability", new() { ["connectorId"] = 1, ["type"] = "Inoperative" }))["status"]!.GetValue<string>());
        Assert.Equal("Unlocked", (await kerb.Ask("UnlockConnector", new() { ["connectorId"] = 1 }))["status"]!.GetValue<string>());
        Assert.Equal("UnlockCommand", (await kerb.Peer.Next("StopTransaction")).Text("reason"));
        Assert.Equal("NotSupported", (await kerb.Ask("GetDiagnostics", new() { ["location"] = "ftp://x" }))["error"]!.GetValue<string>());
        Assert.Equal("NotSupported", (await kerb.Ask("Heartbeat", []))["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Garbage_from_the_server_is_answered_and_survived()
    {
        await using var kerb = await new Kerb().Ready();
        await kerb.Peer.SendRaw(Kerb.PileId, "[2,\"x\",\"Reset\",{\"type\":");
        await kerb.Peer.SendRaw(Kerb.PileId, "[3,\"nobody asked\",{}]");
        await kerb.Peer.SendRaw(Kerb.PileId, "");
        Assert.Equal("Accepted", (await kerb.Ask("TriggerMessage", new() { ["requestedMessage"] = "BootNotification" }))["status"]!.GetValue<string>());
        await kerb.Peer.Next("BootNotification");
    }

    [Theory]
    [InlineData(MeterStyle.Bare)]
    [InlineData(MeterStyle.KilowattHours)]
    [InlineData(MeterStyle.PerPhase)]
    [InlineData(MeterStyle.Full)]
    public async Task However_meter_values_are_dressed_they_mean_the_same_register(MeterStyle style)
    {
        await using var kerb = await new Kerb(habits: new() { Meter = style }, spec: new PileSpec(Kerb.PileId, CurrentKind.Ac, 21_000, 1) { Phases = 3, MeterStartWh = 1_000_001 }).Ready();
        await StartedByCard(kerb);
        await kerb.Peer.Next("MeterValues");
        kerb.Pile.Stop(1, StopCause.Remote);
        var stop = await kerb.Peer.Next("StopTransaction");
        Assert.True(Wire.Ocpp.OcppReader.TryRead<Wire.Ocpp16.StopTransactionRequest>(Encoding.UTF8.GetBytes(stop.Payload.ToJsonString()), out var read, out _));
        var samples = Wire.Ocpp16.MeterSamples.Of(read.TransactionData!);
        Assert.Empty(samples.Faults);
        Assert.Equal([1_000_001, stop.Number("meterStop")], samples.Samples.Select(s => s.RegisterWh!.Value));
        var values = kerb.Peer.All.Where(c => c.Action == "MeterValues").Select(c => Encoding.UTF8.GetBytes(c.Payload.ToJsonString())).ToArray();
        foreach (var value in values)
        {
            Assert.True(Wire.Ocpp.OcppReader.TryRead<Wire.Ocpp16.MeterValuesRequest>(value, out var reading, out _));
            Assert.InRange(Wire.Ocpp16.MeterSamples.Of(reading.MeterValue).Samples[0].RegisterWh!.Value, 1_000_001, stop.Number("meterStop"));
        }
    }

    [Fact]
    public async Task Over_a_bad_network_every_charge_arrives_whole_in_the_end()
    {
        var network = new BadNetworkSetting { Drop = 0.05, Duplicate = 0.05, Truncate = 0.03, Cut = 0.02, MostDelay = TimeSpan.FromMilliseconds(3) };
        await using var kerb = new Kerb(network: network, reply: TimeSpan.FromMilliseconds(150), seed: 7);
        for (var charge = 1; charge <= 6; charge++)
        {
            var began = charge;
            kerb.Pile.PlugIn(1, Kerb.Car());
            kerb.Pile.Start(1, new StartOrder(StartedBy.OfflineCard, null, $"CARD-{charge}"));
            await kerb.Peer.Next("StartTransaction", s => s.Text("idTag") == $"CARD-{began}");
            kerb.Pile.Stop(1, StopCause.Local);
            await kerb.Peer.Next("StopTransaction", s => s.Number("transactionId") == 4000 + began);
            kerb.Pile.PlugOut(1);
        }

        var stops = kerb.Peer.All.Where(c => c.Action == "StopTransaction").DistinctBy(c => c.Payload.ToJsonString()).ToArray();
        Assert.Equal([4001, 4002, 4003, 4004, 4005, 4006], stops.Select(s => s.Number("transactionId")));
    }
}
