using Doorstep.Machine;

namespace Doorstep.House.Tests;

/// <summary>Clients from elsewhere charge at the started program and get an exact bill.</summary>
public sealed class PeerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ocpp16.mjs", "ocpp16", "42070000000001", "local")]
    [InlineData("ocpp16.mjs", "ocpp16", "42070000000002", "remote")]
    [InlineData("ocpp201.mjs", "ocpp201", "42070000000003", "local")]
    [InlineData("ocpp201.mjs", "ocpp201", "42070000000004", "remote")]
    public async Task An_independent_client_charges_and_the_bill_adds_up(string script, string protocol, string number, string mode)
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        var shop = new Shop(city);
        var resident = await shop.Open(Token);
        var secret = await shop.Pile(number, protocol, $"CP-{number}", Token);
        using var peer = await Peer.Start(house, script, $"CP-{number}", secret, mode);
        if (mode == "remote")
        {
            await peer.Until("StatusNotification", Token);
            var started = await shop.Post("sessions", new { code = number, resident }, Token);
            var session = started.GetProperty("session").GetString();
            await Eventually.True(async () => (await shop.Get($"sessions/{session}", Token)).GetProperty("session").GetProperty("energyWh").GetInt64() >= 750);
            await shop.Post($"sessions/{session}/stop", new { }, Token);
        }

        await peer.End(house, Token);
        var sessions = await shop.Get("sessions", Token);
        var only = Assert.Single(sessions.EnumerateArray());
        var id = only.GetProperty("id").GetString();
        await Eventually.True(async () => (await shop.Get($"sessions/{id}", Token)).GetProperty("session").GetProperty("state").GetString() == "paid");
        var bill = await shop.Get($"sessions/{id}/bill", Token);
        Assert.Equal(800, bill.GetProperty("energyWh").GetInt64());
        Assert.Equal(80, bill.GetProperty("electricityFen").GetInt64());
        Assert.Equal(32, bill.GetProperty("serviceFen").GetInt64());
        Assert.Equal(bill.GetProperty("totalFen").GetInt64(), bill.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("electricityFen").GetInt64() + l.GetProperty("serviceFen").GetInt64()));
        var wallet = await shop.Get($"residents/{resident}/wallet", Token);
        Assert.Equal((10_000 - 112, 0), (wallet.GetProperty("balanceFen").GetInt64(), wallet.GetProperty("heldFen").GetInt64()));
    }

    [Fact]
    public async Task A_pile_with_the_wrong_secret_stays_outside()
    {
        await using var house = await House.Serve();
        using var city = await house.City();
        var shop = new Shop(city);
        await shop.Open(Token);
        await shop.Pile("42070000000005", "ocpp16", "CP-5", Token);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        socket.Options.SetRequestHeader("Authorization", $"Basic {Convert.ToBase64String("CP-5:wrong"u8)}");
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{house.Address.Port}/ocpp/CP-5"), Token));
    }
}
