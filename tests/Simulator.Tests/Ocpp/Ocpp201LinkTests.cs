using System.Globalization;
using System.Text.Json.Nodes;
using Doorstep.Machine;
using Doorstep.Simulator.Devices;
using Doorstep.Simulator.Devices.Ocpp;

namespace Doorstep.Simulator.Tests.Ocpp;

public sealed class Ocpp201LinkTests
{
    private static string Status(JsonObject answer) => answer["status"]!.GetValue<string>();

    private static string Transaction(Heard call) => call.Payload["transactionInfo"]!["transactionId"]!.GetValue<string>();

    private static async Task<Kerb> Ready(FirmwareHabits? habits = null, TimeSpan? reply = null, Func<Heard, JsonObject?>? answering = null, PileSpec? spec = null)
    {
        var kerb = new Kerb(newer: true, habits, spec, answering, reply: reply);
        await kerb.Peer.Next("StatusNotification", s => s.Number("evseId") == 1);
        return kerb;
    }

    private static async Task<Heard> StartedByCard(Kerb kerb, string card = "CARD-7")
    {
        kerb.Pile.PlugIn(1, Kerb.Car());
        kerb.Pile.Present(1, new Credential(CredentialKind.Card, card));
        return await Event(kerb, "Started");
    }

    private static Task<Heard> Event(Kerb kerb, string type) => kerb.Peer.Next("TransactionEvent", e => e.Text("eventType") == type);

    [Fact]
    public async Task A_station_introduces_itself_after_power_up()
    {
        await using var kerb = new Kerb(newer: true, spec: PileSpec.Dc120(Kerb.PileId));
        var boot = await kerb.Peer.Next();
        Assert.Equal(("BootNotification", "PowerUp"), (boot.Action, boot.Text("reason")));
        Assert.Equal(1, (await kerb.Peer.Next("StatusNotification")).Number("evseId"));
        Assert.Equal(2, (await kerb.Peer.Next("StatusNotification")).Number("evseId"));
    }

    [Fact]
    public async Task A_charge_is_one_transaction_whose_events_are_numbered_without_a_gap()
    {
        await using var kerb = await Ready();
        var start = await StartedByCard(kerb);
        Assert.Equal(("Authorized", 0), (start.Text("triggerReason"), start.Number("seqNo")));
        Assert.Equal("CARD-7", start.Payload["idToken"]!["idToken"]!.GetValue<string>());
        await kerb.Peer.Next("TransactionEvent", e => e.Text("triggerReason") == "MeterValuePeriodic");
        kerb.Pile.Present(1, new Credential(CredentialKind.Card, "CARD-7"));
        var end = await Event(kerb, "Ended");
        Assert.Equal("StopAuthorized", end.Text("triggerReason"));
        Assert.Equal("Local", end.Payload["transactionInfo"]!["stoppedReason"]!.GetValue<string>());
        var events = kerb.Peer.All.Where(c => c.Action == "TransactionEvent").ToArray();
        Assert.Equal(Enumerable.Range(0, events.Length).Select(i => (long)i), events.Select(e => e.Number("seqNo")));
        Assert.Single(events.Select(Transaction).Distinct());
    }

    [Fact]
    public async Task A_remote_start_carries_its_number_into_the_transaction_and_a_remote_stop_ends_it()
    {
        await using var kerb = await Ready();
        JsonObject order = new() { ["idToken"] = new JsonObject { ["idToken"] = "RES-5", ["type"] = "Central" }, ["remoteStartId"] = 88 };
        Assert.Equal("Accepted", Status(await kerb.Ask("RequestStartTransaction", order)));
        kerb.Pile.PlugIn(1, Kerb.Car());
        var start = await Event(kerb, "Started");
        Assert.Equal("RemoteStart", start.Text("triggerReason"));
        Assert.Equal(88, start.Payload["transactionInfo"]!["remoteStartId"]!.GetValue<int>());
        Assert.Equal("Rejected", Status(await kerb.Ask("RequestStopTransaction", new() { ["transactionId"] = "another" })));
        Assert.True((await kerb.Ask("GetTransactionStatus", new() { ["transactionId"] = Transaction(start) }))["ongoingIndicator"]!.GetValue<bool>());
        Assert.Equal("Accepted", Status(await kerb.Ask("RequestStopTransaction", new() { ["transactionId"] = Transaction(start) })));
        Assert.Equal("Remote", (await Event(kerb, "Ended")).Payload["transactionInfo"]!["stoppedReason"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_answer_to_a_remote_start_leaves_before_the_transaction_begins()
    {
        await using var kerb = await Ready();
        kerb.Pile.PlugIn(1, Kerb.Car());
        JsonObject order = new() { ["evseId"] = 1, ["idToken"] = new JsonObject { ["idToken"] = "RES-5", ["type"] = "Central" }, ["remoteStartId"] = 1 };
        var answer = await kerb.Ask("RequestStartTransaction", order);
        Assert.Equal(Transaction(await Event(kerb, "Started")), answer["transactionId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Offline_events_arrive_later_in_order_and_say_that_they_were_offline()
    {
        await using var kerb = await Ready();
        kerb.Link.Cut(TimeSpan.FromDays(1));
        await Eventually.True(() => !kerb.Link.Up);
        kerb.Pile.PlugIn(1, Kerb.Car());
        ChargeSession session;
        lock (kerb.Pile.Gate)
        {
            // in one moment, so that no reading comes between
            kerb.Pile.Present(1, new Credential(CredentialKind.Card, "KNOWN"));
            session = kerb.Pile.Connectors[0].Session!;
            kerb.Pile.Stop(1, StopCause.Local);
        }

        kerb.Link.Return();
        var start = await Event(kerb, "Started");
        var end = await Event(kerb, "Ended");
        Assert.True(start.Payload["offline"]!.GetValue<bool>());
        Assert.True(end.Payload["offline"]!.GetValue<bool>());
        Assert.Equal((0, 1), (start.Number("seqNo"), end.Number("seqNo")));
        Assert.Equal(session.Began.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), start.Text("timestamp")[..19]);
    }

    [Fact]
    public async Task A_lost_event_is_sent_again_under_the_habit_of_keeping_its_id()
    {
        var starts = 0;
        await using var kerb = await Ready(
            new() { ResendsKeepTheirId = true },
            TimeSpan.FromMilliseconds(300),
            call => call.Action == "TransactionEvent" && Interlocked.Increment(ref starts) == 1 ? null : Kerb.Answers201(call));
        // a known card also starts where the server's word about it comes too late
        var first = await StartedByCard(kerb, "KNOWN");
        var second = await Event(kerb, "Started");
        Assert.Equal((first.Id, first.Payload.ToJsonString()), (second.Id, second.Payload.ToJsonString()));
    }

    [Fact]
    public async Task A_token_the_server_disowns_ends_the_transaction()
    {
        await using var kerb = await Ready(answering: call => call.Action == "TransactionEvent" && call.Text("eventType") == "Started"
            ? new() { ["idTokenInfo"] = new JsonObject { ["status"] = "Blocked" } }
            : Kerb.Answers201(call));
        await StartedByCard(kerb);
        Assert.Equal("DeAuthorized", (await Event(kerb, "Ended")).Payload["transactionInfo"]!["stoppedReason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Variables_are_read_set_and_reported()
    {
        await using var kerb = await Ready();
        static JsonObject Variable(string component, string variable, string? value = null, string? attribute = null)
        {
            JsonObject made = new() { ["component"] = new JsonObject { ["name"] = component }, ["variable"] = new JsonObject { ["name"] = variable } };
            if (value is not null)
                made["attributeValue"] = value;
            if (attribute is not null)
                made["attributeType"] = attribute;
            return made;
        }

        var set = await kerb.Ask("SetVariables", new()
        {
            ["setVariableData"] = new JsonArray(
                Variable("TxCtrlr", "EVConnectionTimeOut", "90"),
                Variable("TxCtrlr", "EVConnectionTimeOut", "soon"),
                Variable("TxCtrlr", "TxStartPoint", "EVConnected"),
                Variable("Nothing", "Here", "1"),
                Variable("TxCtrlr", "Nonsense", "1")),
        });
        Assert.Equal(
            ["Accepted", "Rejected", "Rejected", "UnknownComponent", "UnknownVariable"],
            set["setVariableResult"]!.AsArray().Select(r => r!["attributeStatus"]!.GetValue<string>()));
        var get = await kerb.Ask("GetVariables", new()
        {
            ["getVariableData"] = new JsonArray(
                Variable("TxCtrlr", "EVConnectionTimeOut"),
                Variable("SecurityCtrlr", "BasicAuthPassword"),
                Variable("TxCtrlr", "EVConnectionTimeOut", attribute: "MaxSet")),
        });
        Assert.Equal(["Accepted", "Rejected", "NotSupportedAttributeType"], get["getVariableResult"]!.AsArray().Select(r => r!["attributeStatus"]!.GetValue<string>()));
        Assert.Equal("90", get["getVariableResult"]![0]!["attributeValue"]!.GetValue<string>());

        Assert.Equal("Accepted", Status(await kerb.Ask("GetBaseReport", new() { ["requestId"] = 5, ["reportBase"] = "FullInventory" })));
        var parts = new List<Heard>();
        do
            parts.Add(await kerb.Peer.Next("NotifyReport"));
        while (parts[^1].Payload["tbc"]!.GetValue<bool>());
        Assert.Equal(Enumerable.Range(0, parts.Count).Select(i => (long)i), parts.Select(p => p.Number("seqNo")));
        Assert.True(parts.Count > 1 && parts.All(p => p.Number("requestId") == 5));
    }

    [Fact]
    public async Task A_reset_when_idle_waits_for_the_charge_to_end()
    {
        await using var kerb = await Ready();
        await StartedByCard(kerb);
        Assert.Equal("Scheduled", Status(await kerb.Ask("Reset", new() { ["type"] = "OnIdle" })));
        kerb.Pile.Stop(1, StopCause.Local);
        await Event(kerb, "Ended");
        Assert.Equal("RemoteReset", (await kerb.Peer.Next("BootNotification")).Text("reason"));
    }

    [Fact]
    public async Task A_fault_is_told_as_state_and_as_event_with_its_end()
    {
        await using var kerb = await Ready();
        kerb.Pile.Break(1, PileFault.OverTemperature);
        Assert.Equal("Faulted", (await kerb.Peer.Next("StatusNotification")).Text("connectorStatus"));
        var raised = (await kerb.Peer.Next("NotifyEvent")).Payload["eventData"]![0]!;
        Assert.Equal(("OverTemperature", false), (raised["techCode"]!.GetValue<string>(), raised["cleared"]!.GetValue<bool>()));
        kerb.Pile.Mend(1, PileFault.OverTemperature);
        Assert.True((await kerb.Peer.Next("NotifyEvent")).Payload["eventData"]![0]!["cleared"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Profiles_reservations_availability_and_unlocking_get_their_answers()
    {
        await using var kerb = await Ready(spec: PileSpec.Dc60(Kerb.PileId));
        JsonObject token = new() { ["idToken"] = "CARD-7", ["type"] = "ISO14443" };
        Assert.Equal("Accepted", Status(await kerb.Ask("ReserveNow", new() { ["id"] = 3, ["expiryDateTime"] = "2027-01-01T00:00:00Z", ["idToken"] = token, ["evseId"] = 1 })));
        Assert.Equal("Reserved", (await kerb.Peer.Next("StatusNotification")).Text("connectorStatus"));
        Assert.Equal("Accepted", Status(await kerb.Ask("CancelReservation", new() { ["reservationId"] = 3 })));
        Assert.Equal("Unlocked", Status(await kerb.Ask("UnlockConnector", new() { ["evseId"] = 1, ["connectorId"] = 1 })));
        Assert.Equal("UnknownConnector", Status(await kerb.Ask("UnlockConnector", new() { ["evseId"] = 2, ["connectorId"] = 1 })));
        var start = await StartedByCard(kerb);
        Assert.Equal("OngoingAuthorizedTransaction", Status(await kerb.Ask("UnlockConnector", new() { ["evseId"] = 1, ["connectorId"] = 1 })));
        JsonObject profile = new()
        {
            ["evseId"] = 1,
            ["chargingProfile"] = new JsonObject
            {
                ["id"] = 1,
                ["stackLevel"] = 0,
                ["chargingProfilePurpose"] = "TxProfile",
                ["chargingProfileKind"] = "Relative",
                ["transactionId"] = Transaction(start),
                ["chargingSchedule"] = new JsonArray(new JsonObject
                {
                    ["id"] = 1,
                    ["chargingRateUnit"] = "W",
                    ["chargingSchedulePeriod"] = new JsonArray(new JsonObject { ["startPeriod"] = 0, ["limit"] = 20000 }),
                }),
            },
        };
        Assert.Equal("Accepted", Status(await kerb.Ask("SetChargingProfile", profile)));
        Assert.Equal(20_000, kerb.Pile.Connectors[0].LimitWatts);
        Assert.Equal("Scheduled", Status(await kerb.Ask("ChangeAvailability", new() { ["operationalStatus"] = "Inoperative" })));
        Assert.Equal("Accepted", Status(await kerb.Ask("TriggerMessage", new() { ["requestedMessage"] = "TransactionEvent" })));
        await kerb.Peer.Next("TransactionEvent", e => e.Text("triggerReason") == "Trigger");
        Assert.Equal("NotImplemented", Status(await kerb.Ask("TriggerMessage", new() { ["requestedMessage"] = "SignV2GCertificate" })));
        Assert.Equal("NotSupported", (await kerb.Ask("ClearCache", []))["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Over_a_bad_network_every_transaction_arrives_whole_in_the_end()
    {
        var network = new BadNetworkSetting { Drop = 0.05, Duplicate = 0.05, Truncate = 0.03, Cut = 0.02, MostDelay = TimeSpan.FromMilliseconds(3) };
        await using var kerb = new Kerb(newer: true, network: network, reply: TimeSpan.FromMilliseconds(150), seed: 3);
        for (var charge = 1; charge <= 6; charge++)
        {
            kerb.Pile.PlugIn(1, Kerb.Car());
            kerb.Pile.Start(1, new StartOrder(StartedBy.OfflineCard, null, $"CARD-{charge}"));
            var id = kerb.Pile.Connectors[0].Session!.PlatformId;
            kerb.Pile.Stop(1, StopCause.Local);
            await kerb.Peer.Next("TransactionEvent", e => e.Text("eventType") == "Ended" && Transaction(e) == id);
            kerb.Pile.PlugOut(1);
        }

        var events = kerb.Peer.All.Where(c => c.Action == "TransactionEvent").DistinctBy(c => c.Payload.ToJsonString()).ToArray();
        foreach (var transaction in events.GroupBy(Transaction))
            Assert.Equal(Enumerable.Range(0, transaction.Count()).Select(i => (long)i), transaction.Select(e => e.Number("seqNo")));
    }
}
