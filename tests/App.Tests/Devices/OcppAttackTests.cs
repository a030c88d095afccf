using System.Net;
using System.Net.WebSockets;
using System.Text;
using Doorstep.App.Devices;
using Doorstep.App.Stations;
using Doorstep.Machine;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Charging.ChargingCity;
using static Doorstep.App.Tests.Devices.OcppClient;

namespace Doorstep.App.Tests.Devices;

/// <summary>What a broken or hostile pile may send without harming anybody but its own link.</summary>
public sealed class OcppAttackTests
{
    [Fact]
    public async Task A_connector_that_cannot_be_is_refused_by_the_schema()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);
        Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("StatusNotification", """{"connectorId":-1,"errorCode":"NoError","status":"Available"}""")}");
        Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("StartTransaction", $$"""{"connectorId":-1,"idTag":"RICH","meterStart":0,"timestamp":"{{Now}}"}""")}");
        Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("StartTransaction", $$"""{"connectorId":0,"idTag":"RICH","meterStart":0,"timestamp":"{{Now}}"}""")}");
        Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("MeterValues", $$"""{"connectorId":-1,"meterValue":[{"timestamp":"{{Now}}","sampledValue":[{"value":"1"}]}]}""")}");
        // 0 is the charge point itself.
        Assert.DoesNotContain("error", $"{await pile.Call("StatusNotification", """{"connectorId":0,"errorCode":"NoError","status":"Available"}""")}", StringComparison.Ordinal);
        Assert.Equal(0, await city.Read(db => db.Sessions.CountAsync()));
    }

    /// <summary>The car is real whatever is on record: what it took is kept and billed, a person looks at it, and the charge does not go on.</summary>
    [Fact]
    public async Task A_charge_at_a_connector_nobody_recorded_is_kept_for_a_person_and_stopped()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);
        var start = $$"""{"connectorId":7,"idTag":"RICH","meterStart":1000,"timestamp":"{{Now}}"}""";
        var began = await pile.Call("StartTransaction", start);
        var transaction = (int)began["transactionId"]!;
        Assert.Equal("Blocked", (string)began["idTagInfo"]!["status"]!);
        var again = await pile.Call("StartTransaction", start);
        Assert.Equal((transaction, "Blocked"), ((int)again["transactionId"]!, (string)again["idTagInfo"]!["status"]!));
        var asked = await pile.Asks("""{"status":"Accepted"}""");
        Assert.Equal(("RemoteStopTransaction", transaction), ((string)asked[2]!, (int)asked[3]!["transactionId"]!));
        Assert.DoesNotContain("error", $"{await pile.Call("StopTransaction", $$"""{"transactionId":{{transaction}},"meterStop":1300,"timestamp":"{{Now}}"}""")}", StringComparison.Ordinal);

        var session = await city.Read(db => db.Sessions.SingleAsync());
        Assert.Equal((7, 300L, "connector.unknown", Rich), (session.Connector, session.Energy.WattHours, session.DisputeReason, session.Resident));
        await Eventually.True(() => city.Read(db => db.PileEvents.AnyAsync(e => e.Pile == Classic && e.Kind == "alert" && e.Text.StartsWith("connector.unknown"))));
    }

    [Fact]
    public async Task A_modern_pile_is_treated_alike()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Second, "ocpp2.0.1");
        Assert.Equal("Blocked", (string)(await pile.Call("TransactionEvent", Begun(7)))["idTokenInfo"]!["status"]!);
        Assert.Equal("connector.unknown", (await city.Read(db => db.Sessions.SingleAsync())).DisputeReason);
    }

    [Theory]
    [InlineData(0, long.MaxValue)]
    [InlineData(-5, long.MaxValue)]
    [InlineData(long.MinValue, 5_000)]
    public async Task A_register_no_meter_shows_is_left_aside_and_the_transaction_taken_all_the_same(long start, long stop)
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);
        var began = await pile.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"RICH","meterStart":{{start}},"timestamp":"{{Now}}"}""");
        var transaction = (int)began["transactionId"]!;
        Assert.DoesNotContain("error", $"{await pile.Call("StopTransaction", $$"""{"transactionId":{{transaction}},"meterStop":{{stop}},"timestamp":"{{Now}}"}""")}", StringComparison.Ordinal);

        var session = await city.Read(db => db.Sessions.SingleAsync());
        Assert.Equal((true, 0L), (session.StoppedAt is not null, session.Energy.WattHours));
        await Eventually.True(() => city.Read(db => db.PileEvents.AnyAsync(e => e.Pile == Classic && e.Kind == "bad-input" && e.Text.Contains("10^12"))));
    }

    [Fact]
    public async Task A_text_with_a_character_no_store_keeps_is_refused_and_the_link_lives_on()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Classic);
        Assert.StartsWith("error:Form", $"{await pile.Call("StatusNotification", """{"connectorId":1,"errorCode":"OtherError","status":"Faulted","info":"a\u0000b"}""")}", StringComparison.Ordinal);
        Assert.StartsWith("error:Form", $"{await pile.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"\u0000","meterStart":0,"timestamp":"{{Now}}"}""")}", StringComparison.Ordinal);
        Assert.NotNull((await pile.Call("Heartbeat", "{}"))["currentTime"]);
        Assert.Equal(0, await city.Read(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task A_modern_transaction_is_at_an_EVSE()
    {
        await using var city = await SocketCity.Open();
        using var pile = await city.Pile(Second, "ocpp2.0.1");
        foreach (var evse in new[] { 0, -1 })
        {
            Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("TransactionEvent", Begun(evse))}");
        }

        Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("StatusNotification", $$"""{"timestamp":"{{Now}}","connectorStatus":"Available","evseId":-1,"connectorId":1}""")}");
        Assert.Equal("error:PropertyConstraintViolation", $"{await pile.Call("MeterValues", $$"""{"evseId":-1,"meterValue":[{"timestamp":"{{Now}}","sampledValue":[{"value":1}]}]}""")}");
        Assert.Equal(0, await city.Read(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task The_record_follows_a_pile_that_got_firmware_of_another_version_and_says_so()
    {
        await using var city = await SocketCity.Open();
        using (var pile = await city.Pile(Classic, "ocpp2.0.1"))
        {
            Assert.Equal("ocpp2.0.1", pile.Protocol);
            Assert.NotNull((await pile.Call("BootNotification", """{"chargingStation":{"vendorName":"V","model":"M"},"reason":"FirmwareUpdate"}"""))["currentTime"]);
        }

        Assert.Equal(PileProtocol.Ocpp201, city.Get<PileDirectory>().Find(Classic)!.Protocol);
        Assert.Equal(PileProtocol.Ocpp201, await city.Read(db => db.Piles.Where(p => p.Id == Classic).Select(p => p.Protocol).SingleAsync()));
        var line = await city.Read(db => db.Audit.SingleAsync(a => a.Action == "pile.protocol"));
        Assert.Equal(($"pile:{Classic}", "127.0.0.1"), (line.Subject, line.From));
        Assert.Contains("Ocpp16", line.Before, StringComparison.OrdinalIgnoreCase);
        await Eventually.True(() => city.Read(db => db.PileEvents.AnyAsync(e => e.Pile == Classic && e.Kind == "alert" && e.Text.StartsWith("protocol"))));

        // Offering both is no change, and neither is coming back.
        using var again = await city.Pile(Classic, "ocpp1.6,ocpp2.0.1");
        Assert.Equal("ocpp2.0.1", again.Protocol);
        Assert.Equal(1, await city.Read(db => db.Audit.CountAsync(a => a.Action == "pile.protocol")));
    }

    [Fact]
    public async Task A_message_that_never_ends_closes_only_its_own_link()
    {
        await using var city = await SocketCity.Open();
        using var honest = await city.Pile(Second, "ocpp2.0.1");
        using var socket = await Raw(city, Classic.Value);
        var piece = Encoding.UTF8.GetBytes(new string('[', 4096));
        var closed = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            // Fragment after fragment, none of them the last.
            for (var i = 0; i < 1000; i++)
            {
                await socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            }

            await socket.ReceiveAsync(new byte[100], CancellationToken.None);
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
            throw new WebSocketException("closed in good order");
        });
        Assert.True(closed is WebSocketException or IOException, $"{closed}");
        Assert.NotNull((await honest.Call("Heartbeat", "{}"))["currentTime"]);
    }

    [Fact]
    public async Task Broken_letters_and_bottomless_brackets_are_answered_and_the_link_stays()
    {
        await using var city = await SocketCity.Open();
        using var socket = await Raw(city, Classic.Value);
        byte[][] odd =
        [
            Encoding.UTF8.GetBytes($"[2,\"b\",\"Heartbeat\",{string.Concat(Enumerable.Repeat("{\"x\":", 5000))}1{new string('}', 5000)}]"),
            Encoding.UTF8.GetBytes(new string('[', 60_000)),
            Encoding.UTF8.GetBytes("[2,\"c\",\"Authorize\",{\"idTag\":\"\\ud800\"}]"),
            Encoding.UTF8.GetBytes("[2,\"d\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"RICH\",\"meterStart\":-9223372036854775808,\"timestamp\":\"9999-12-31T23:59:59Z\"}]"),
            Encoding.UTF8.GetBytes("[2,\"e\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"RICH\",\"meterStart\":9223372036854775807,\"timestamp\":\"0001-01-01T00:00:00Z\"}]"),
            Encoding.UTF8.GetBytes("[2,\"f\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":1,\"meterValue\":[{\"timestamp\":\"2026-01-01T00:00:00Z\",\"sampledValue\":[{\"value\":\"1e28\",\"unit\":\"kWh\"},{\"value\":\"-1e28\",\"measurand\":\"Temperature\"},{\"value\":\"NaN\"}]}]}]"),
            [],
        ];
        foreach (var bytes in odd)
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }

        var said = new StringBuilder();
        await socket.SendAsync("[2,\"last\",\"Heartbeat\",{}]"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        while (!said.ToString().Contains("[3,\"last\"", StringComparison.Ordinal))
        {
            var buffer = new byte[8192];
            var read = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, read.MessageType);
            said.AppendLine(Encoding.UTF8.GetString(buffer, 0, read.Count));
        }

        // Every one of them was judged, and none stumbled over.
        Assert.DoesNotContain("InternalError", said.ToString(), StringComparison.Ordinal);

        // What is no UTF-8 ends its own link (RFC 6455 §8.1).
        await socket.SendAsync((byte[])[.. "[2,\"a\",\"Heartbeat\",{\"x\":\""u8, 0xFF, 0xFE, .. "\"}]"u8], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await socket.ReceiveAsync(new byte[100], CancellationToken.None).WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
            throw new WebSocketException($"{socket.CloseStatus}");
        });
        using var other = await city.Pile(Second, "ocpp2.0.1");
        Assert.NotNull((await other.Call("Heartbeat", "{}"))["currentTime"]);
    }

    [Fact]
    public async Task Compression_is_not_agreed_to_so_that_nothing_small_unpacks_into_something_large()
    {
        await using var city = await SocketCity.Open();
        using var socket = await Raw(city, Classic.Value, options =>
        {
            options.DangerousDeflateOptions = new();
            options.CollectHttpResponseDetails = true;
        });
        Assert.False(socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e/%2e%2e")]
    [InlineData("42070400000001%00")]
    [InlineData("42070400000001%0d%0aSet-Cookie:x=1")]
    [InlineData("%ff%fe")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_name_that_no_pile_has_opens_nothing(string name)
    {
        await using var city = await SocketCity.Open();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await Knock(http, city, name);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Who_guesses_names_and_secrets_has_to_wait()
    {
        await using var city = await SocketCity.Open();
        using var http = new HttpClient();
        var seen = new List<HttpStatusCode>();
        for (var i = 0; i < new DeviceSettings().StrangersPerMinute + 5; i++)
        {
            using var answer = await Knock(http, city, $"CP-{i}");
            seen.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, seen);
    }

    private static string Begun(int evse) => $$"""
        {"eventType":"Started","timestamp":"{{Now}}","triggerReason":"Authorized","seqNo":0,
         "transactionInfo":{"transactionId":"t"},"evse":{"id":{{evse}} },"idToken":{"idToken":"RICH","type":"ISO14443"} }
        """;

    private static async Task<HttpResponseMessage> Knock(HttpClient http, SocketCity city, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{city.Http.Port}/ocpp/{name}");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Sec-WebSocket-Protocol", "ocpp1.6");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
    }

    private static async Task<ClientWebSocket> Raw(SocketCity city, string name, Action<ClientWebSocketOptions>? more = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        more?.Invoke(socket.Options);
        await socket.ConnectAsync(new($"ws://127.0.0.1:{city.Http.Port}/ocpp/{name}"), CancellationToken.None);
        return socket;
    }
}
