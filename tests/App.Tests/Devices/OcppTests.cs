using System.Net;
using System.Net.WebSockets;
using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Tests.Charging;
using Doorstep.Machine;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Charging.ChargingCity;
using static Doorstep.App.Tests.Devices.OcppClient;

namespace Doorstep.App.Tests.Devices;

public sealed class OcppTests
{
    [Fact]
    public async Task A_classic_pile_is_started_by_code_charges_stops_and_the_bill_adds_up()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);
        Assert.Equal("Accepted", (string)(await pile.Call("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}"""))["status"]!);
        await pile.Call("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""");
        Assert.NotNull((await pile.Call("Heartbeat", "{}"))["currentTime"]);

        var id = (await city.Get<StartSession>().Run(SocketCity.Resident, new(Classic, 1), CancellationToken.None)).Value;
        var asked = await pile.Asks("""{"status":"Accepted"}""");
        Assert.Equal("RemoteStartTransaction", (string)asked[2]!);
        var tag = (string)asked[3]!["idTag"]!;
        Assert.Equal("Accepted", (string)(await pile.Call("Authorize", $$"""{"idTag":"{{tag}}"}"""))["idTagInfo"]!["status"]!);
        var started = await pile.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"{{tag}}","meterStart":1000,"timestamp":"{{Now}}"}""");
        var number = (int)started["transactionId"]!;
        await pile.Call("MeterValues", $$"""{"connectorId":1,"transactionId":{{number}},"meterValue":[{"timestamp":"{{Now}}","sampledValue":[{"value":"1.5","unit":"kWh"},{"value":"6.9","measurand":"Power.Active.Import","unit":"kW"}]}]}""");
        var live = (await city.Get<ReadSession>().Run(SocketCity.Resident, id, CancellationToken.None)).Value.Live!;
        Assert.Equal((SessionState.Charging, 500L, 6_900L), (live.State, live.Energy.WattHours, live.Power.Watts));
        var listed = Assert.Single((await city.Get<ListSessions>().Run(SocketCity.Resident, new(), CancellationToken.None)).Value);
        Assert.Equal((id, 500L), (listed.Id, listed.Energy.WattHours));

        Assert.True((await city.Get<StopSession>().Run(SocketCity.Resident, id, CancellationToken.None)).Granted);
        Assert.Equal(number, (int)(await pile.Asks("""{"status":"Accepted"}"""))[3]!["transactionId"]!);
        await pile.Call("StopTransaction", $$"""{"transactionId":{{number}},"meterStop":3000,"timestamp":"{{Now}}","reason":"Remote"}""");

        var bill = (await city.Get<ReadBill>().Run(SocketCity.Resident, id, CancellationToken.None)).Value;
        Assert.Equal((200L, 2_000L), (bill.Row.Total.Fen, bill.Lines.Sum(l => l.Energy.WattHours)));
        Assert.Equal(2, (await city.Get<ReadReadings>().Run(SocketCity.Resident, id, CancellationToken.None)).Value.Count);
    }

    [Fact]
    public async Task A_modern_pile_does_the_same_though_its_transaction_begins_with_the_plug()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Second, "ocpp2.0.1");
        await pile.Call("BootNotification", """{"chargingStation":{"vendorName":"V","model":"M"},"reason":"PowerUp"}""");
        await pile.Call("StatusNotification", $$"""{"timestamp":"{{Now}}","connectorStatus":"Available","evseId":1,"connectorId":1}""");
        await pile.Call("TransactionEvent", Event("Started", 0, "CablePluggedIn", "EVConnected", 1_000));
        Assert.Equal(0, await city.Read(db => db.Sessions.CountAsync()));

        var id = (await city.Get<StartSession>().Run(SocketCity.Resident, new(Second, 1), CancellationToken.None)).Value;
        var token = (string)(await pile.Asks("""{"status":"Accepted","transactionId":"t1"}"""))[3]!["idToken"]!["idToken"]!;
        var answer = await pile.Call("TransactionEvent", Event("Updated", 1, "RemoteStart", "Charging", 1_000, token));
        Assert.Equal("Accepted", (string)answer["idTokenInfo"]!["status"]!);
        await pile.Call("TransactionEvent", Event("Updated", 2, "MeterValuePeriodic", "Charging", 2_000));
        Assert.True((await city.Get<StopSession>().Run(SocketCity.Resident, id, CancellationToken.None)).Granted);
        Assert.Equal("t1", (string)(await pile.Asks("""{"status":"Accepted"}"""))[3]!["transactionId"]!);
        await pile.Call("TransactionEvent", Event("Ended", 3, "RemoteStop", "Idle", 3_000));

        var row = await city.Read(db => db.Sessions.SingleAsync());
        Assert.Equal((SessionState.Paid, 200L, false), (row.State, row.Total!.Value.Fen, row.Disputed));
    }

    [Fact]
    public async Task A_plug_that_goes_in_and_out_is_nobodys_session()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Second, "ocpp2.0.1");
        await pile.Call("TransactionEvent", Event("Started", 0, "CablePluggedIn", "EVConnected", 1_000));
        await pile.Call("TransactionEvent", Event("Ended", 1, "EVDeparted", "Idle", 1_000));

        Assert.Equal(0, await city.Read(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task A_modern_piles_events_may_arrive_backwards()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Second, "ocpp2.0.1");
        await pile.Call("TransactionEvent", Event("Ended", 2, "StopAuthorized", "Idle", 3_000, "RICH", minute: 20));
        await pile.Call("TransactionEvent", Event("Updated", 1, "MeterValuePeriodic", "Charging", 2_000, minute: 10));
        await pile.Call("TransactionEvent", Event("Started", 0, "Authorized", "Charging", 1_000, "RICH"));

        var row = await city.Read(db => db.Sessions.SingleAsync());
        Assert.Equal((SessionState.Paid, 200L), (row.State, row.Total!.Value.Fen));
    }

    [Fact]
    public async Task Unknown_actions_and_broken_messages_are_answered_in_the_standards_words()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);

        Assert.Equal("error:NotImplemented", $"{await pile.Call("MakeCoffee", "{}")}");
        Assert.Equal("error:NotSupported", $"{await pile.Call("GetDiagnostics", "{}")}");
        Assert.StartsWith("error:", $"{await pile.Call("StartTransaction", """{"connectorId":1}""")}");
        await pile.Send("not json at all");
        Assert.NotNull((await pile.Call("Heartbeat", "{}"))["currentTime"]);
        await Eventually.True(() => city.Read(db => db.PileEvents.AnyAsync(e => e.Kind == "bad-input")));
    }

    [Fact]
    public async Task A_reused_message_id_is_no_repeat()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);
        var first = await pile.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"RICH","meterStart":0,"timestamp":"{{Now}}"}""", "same");
        await pile.Call("StopTransaction", $$"""{"transactionId":{{(int)first["transactionId"]!}},"meterStop":100,"timestamp":"{{Now}}"}""", "same");
        var second = await pile.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"RICH","meterStart":100,"timestamp":"{{Now}}"}""", "same");

        Assert.NotEqual((int)first["transactionId"]!, (int)second["transactionId"]!);
    }

    [Fact]
    public async Task Strangers_stay_outside()
    {
        await using var city = await SocketCity.Open();
        await city.Get<GroupCommit>().Run(
            async (db, ct) =>
            {
                var row = await db.Piles.FindAsync([Second], ct);
                row!.SecretHash = LinkSecret.Keep("a long secret");
                row.ChangedAt = TimeProvider.System.GetUtcNow();
            },
            CancellationToken.None);
        await city.Get<FollowStations>().Follow(CancellationToken.None);

        await Refused(HttpStatusCode.NotFound, () => city.Pile(new("99999999999999")));
        await Refused(HttpStatusCode.Unauthorized, () => city.Pile(Second, "ocpp2.0.1"));
        await Refused(HttpStatusCode.Unauthorized, () => city.Pile(Second, "ocpp2.0.1", "a wrong secret"));
        using var known = await city.Pile(Second, "ocpp2.0.1", "a long secret");
        Assert.Equal("ocpp2.0.1", known.Protocol);
        using var first = await city.Pile(Classic, secret: "what it showed first");
        await Refused(HttpStatusCode.Unauthorized, () => city.Pile(Classic, secret: "something else"));
        using var none = await city.Pile(Second, "ocpp9", "a long secret");
        await Assert.ThrowsAsync<WebSocketException>(none.Receive);
    }

    [Fact]
    public async Task A_second_connection_of_a_pile_takes_over_and_the_first_is_closed()
    {
        await using var city = await SocketCity.Open();
        using var first = await city.Pile(Classic);
        await first.Call("Heartbeat", "{}");
        using var second = await city.Pile(Classic);
        await second.Call("Heartbeat", "{}");

        await Assert.ThrowsAnyAsync<Exception>(first.Receive);
        Assert.NotNull((await second.Call("Heartbeat", "{}"))["currentTime"]);
        await Eventually.True(() => city.Read(db => db.PileEvents.AnyAsync(e => e.Text.StartsWith("link.takeover"))));
    }

    [Theory]
    [InlineData("ocpp1.6", """{"status":"Accepted"}""", """{"connectorId":1,"errorCode":"NoError","status":"Preparing"}""", ReportedStatus.Preparing)]
    [InlineData("ocpp1.6", """{"status":"Scheduled"}""", """{"connectorId":1,"errorCode":"NoError","status":"Finishing"}""", ReportedStatus.Finishing)]
    [InlineData("ocpp2.0.1", """{"status":"Accepted"}""", """{"timestamp":"2026-01-01T00:00:00Z","evseId":1,"connectorId":1,"connectorStatus":"Occupied"}""", ReportedStatus.Occupied)]
    [InlineData("ocpp2.0.1", """{"status":"Scheduled"}""", """{"timestamp":"2026-01-01T00:00:00Z","evseId":1,"connectorId":1,"connectorStatus":"Occupied"}""", ReportedStatus.Occupied)]
    public async Task A_gun_is_taken_out_of_service_under_a_car_that_stays_and_put_back(string protocol, string answer, string status, ReportedStatus reported)
    {
        await using var city = await SocketCity.Open();
        var id = protocol == "ocpp1.6" ? Classic : Second;
        using var pile = await city.Pile(id, protocol);
        await pile.Call("StatusNotification", status);

        Assert.Equal("pile.refused", (await Ordered(PileOrderKind.TakeOutOfService, """{"status":"Rejected"}""")).Refusal?.Code);
        Assert.False((await Gun()).OutOfService);

        Assert.True((await Ordered(PileOrderKind.TakeOutOfService, answer)).Granted);
        await pile.Call("StatusNotification", status);
        var out1 = await Gun();
        Assert.Equal((true, ConnectorState.Unavailable, reported), (out1.OutOfService, out1.State, out1.Status));
        Assert.Equal("connector.unavailable", (await city.Get<StartSession>().Run(SocketCity.Resident, new(id, 1), CancellationToken.None)).Refusal?.Code);

        Assert.True((await Ordered(PileOrderKind.PutIntoService, """{"status":"Accepted"}""")).Granted);
        var back = await Gun();
        Assert.Equal((false, reported), (back.OutOfService, back.Status));
        Assert.NotEqual(ConnectorState.Unavailable, back.State);

        async Task<Decision<bool>> Ordered(PileOrderKind kind, string told)
        {
            var waiting = city.Get<IGrainFactory>().GetGrain<IStationGrain>(ChargingCity.StationId.Value).Order(new(id, 1, kind));
            Assert.Equal("ChangeAvailability", (string)(await pile.Asks(told))[2]!);
            return await waiting;
        }

        async Task<ConnectorSnapshot> Gun() =>
            (await city.Get<IGrainFactory>().GetGrain<IStationGrain>(ChargingCity.StationId.Value).Look(0))!.Piles.Single(p => p.Pile == id).Connectors[0];
    }

    private static async Task Refused(HttpStatusCode status, Func<Task<OcppClient>> connect) =>
        Assert.Contains($"'{(int)status}'", (await Assert.ThrowsAsync<WebSocketException>(connect)).Message, StringComparison.Ordinal);

    private static string Event(string type, int sequence, string trigger, string state, long register, string? token = null, int minute = 0)
    {
        var at = minute == 0 && sequence > 0 ? Now : TimeProvider.System.GetUtcNow().AddMinutes(minute - 20).ToString("O");
        var tokenText = token is null ? "" : $$""","idToken":{"idToken":"{{token}}","type":"{{(token.StartsWith("DS", StringComparison.Ordinal) ? "Central" : "ISO14443")}}"}""";
        var context = type switch { "Started" => "Transaction.Begin", "Ended" => "Transaction.End", _ => "Sample.Periodic" };
        var sample = $$"""{"value":{{register}},"context":"{{context}}","measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"} }""";
        return $$"""
            {"eventType":"{{type}}","timestamp":"{{at}}","triggerReason":"{{trigger}}","seqNo":{{sequence}},
             "transactionInfo":{"transactionId":"t1","chargingState":"{{state}}"},"evse":{"id":1,"connectorId":1}{{tokenText}},
             "meterValue":[{"timestamp":"{{at}}","sampledValue":[{{sample}}]}]}
            """;
    }
}
