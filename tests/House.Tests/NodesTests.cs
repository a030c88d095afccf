using Doorstep.TestCity;

namespace Doorstep.House.Tests;

/// <summary>Two nodes, one city: whatever node a pile, a person or a station's owner is at, and whichever of them dies.</summary>
public sealed class NodesTests
{
    private const string Number = "42070000000031";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pile_at_one_node_is_started_at_the_other_and_its_session_outlives_the_node_that_owned_it(bool killed)
    {
        var database = await Database();
        // The first node has the station and the pile before there is a second one.
        await using var first = await House.Node(0, database);
        using var city = await first.City();
        var shop = new Shop(city);
        var resident = await shop.Open(Token);
        var secret = await shop.Pile(Number, "ocpp16", "CP-31", Token);
        await using var pile = await PlainPile.Connect(first, "CP-31", secret, Token);
        await using var second = await House.Node(1, database);
        var elsewhere = At(second, city);

        var session = (await elsewhere.Post("sessions", new { code = Number, resident }, Token)).GetProperty("session").GetString()!;
        var transaction = (await pile.Begin(await pile.Started.Task.WaitAsync(Token), 1000, Now, Token)).GetProperty("transactionId").GetInt32();
        await pile.Measure(transaction, 1300, Now, Token);
        Assert.Equal(300, (await elsewhere.Get($"sessions/{session}", Token)).GetProperty("session").GetProperty("energyWh").GetInt64());

        if (killed)
        {
            await first.Kill();
        }
        else
        {
            Assert.Equal(0, (await first.Terminate()).Code);
        }

        await pile.Closed;
        await using var again = await PlainPile.Connect(second, "CP-31", secret, Token);
        await again.Measure(transaction, 1600, Now, Token);
        await elsewhere.Post($"sessions/{session}/stop", new { }, Token);
        Assert.Equal(transaction, await again.Stopped.Task.WaitAsync(Token));
        await again.End(transaction, 1800, Now, Token);
        await Billed(elsewhere, session, resident);
    }

    [Fact]
    public async Task What_a_pile_says_while_the_owner_of_its_station_dies_is_kept_and_answered()
    {
        var database = await Database();
        await using var first = await House.Node(0, database);
        using var city = await first.City();
        var shop = new Shop(city);
        var resident = await shop.Open(Token);
        var secret = await shop.Pile(Number, "ocpp16", "CP-31", Token);
        // Looked at while there is one node: its owner lives there.
        await shop.Get("stations/EZ9001/live", Token);
        await using var second = await House.Node(1, database);
        await using var pile = await PlainPile.Connect(second, "CP-31", secret, Token);
        var session = (await shop.Post("sessions", new { code = Number, resident }, Token)).GetProperty("session").GetString()!;
        var transaction = (await pile.Begin(await pile.Started.Task.WaitAsync(Token), 1000, Now, Token)).GetProperty("transactionId").GetInt32();

        await first.Kill();
        // Said to an owner that is no more; the pile's own patience is half a minute, and a CALLERROR fails the call.
        await pile.Measure(transaction, 1600, Now, Token);
        var elsewhere = At(second, city);
        await elsewhere.Post($"sessions/{session}/stop", new { }, Token);
        Assert.Equal(transaction, await pile.Stopped.Task.WaitAsync(Token));
        await pile.End(transaction, 1800, Now, Token);
        await Billed(elsewhere, session, resident);
    }

    [Fact]
    public async Task A_pile_whose_node_died_is_offline_until_it_comes_back()
    {
        var database = await Database();
        await using var first = await House.Node(0, database);
        using var city = await first.City();
        var shop = new Shop(city);
        var resident = await shop.Open(Token);
        var secret = await shop.Pile(Number, "ocpp16", "CP-31", Token);
        await shop.Get("stations/EZ9001/live", Token);
        await using var second = await House.Node(1, database);
        await using var pile = await PlainPile.Connect(second, "CP-31", secret, Token);
        Assert.Equal("free", await State(shop));

        await second.Kill();
        // Unknown where its station's owner was at that node too: the new one has heard nothing of it yet.
        await PeerTests.Eventually(async () => await State(shop) is "offline" or "unknown");
        var refused = await shop.Refused("sessions", new { code = Number, resident }, Token);
        Assert.Equal("pile.offline", refused.GetProperty("code").GetString());
        await using var again = await PlainPile.Connect(first, "CP-31", secret, Token);
        Assert.Equal("free", await State(shop));
    }

    [Fact]
    public async Task Nodes_that_start_at_the_same_moment_on_an_empty_database_are_one_city()
    {
        var database = await Database();
        var nodes = await Task.WhenAll(House.Node(0, database), House.Node(1, database));
        await using var first = nodes[0];
        await using var second = nodes[1];
        using var city = await first.City();
        await new Shop(city).Open(Token);
        var elsewhere = At(second, city);
        await PeerTests.Eventually(async () => (await elsewhere.Get("stations", Token)).GetArrayLength() == 1);
        Assert.Equal("EZ9001", (await elsewhere.Get("stations/EZ9001/live", Token)).GetProperty("id").GetString());
        Assert.Single((await elsewhere.Get("organisations?kind=city", Token)).EnumerateArray());
    }

    [Fact]
    public async Task After_a_power_cut_the_first_node_back_opens_without_waiting_for_the_others()
    {
        var database = await Database();
        await using var first = await House.Node(0, database);
        await using (var second = await House.Node(1, database))
        {
            await second.Kill();
            await first.Kill();
        }

        await first.Start();
        using var city = await first.City();
        await new Shop(city).Open(Token);
    }

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    private static async Task<string> Database() => await (await PostgresServer.Start()).CreateDatabase();

    /// <summary>The same program with the same token at another node.</summary>
    private static Shop At(House node, HttpClient asked)
    {
        var client = node.Anonymous();
        client.DefaultRequestHeaders.Authorization = asked.DefaultRequestHeaders.Authorization;
        return new Shop(client);
    }

    private static async Task<string> State(Shop shop) =>
        (await shop.Get("stations/EZ9001/live", Token)).GetProperty("piles")[0].GetProperty("connectors")[0].GetProperty("state").GetString()!;

    /// <summary>800 Wh at 1.00 + 0.40 yuan, once.</summary>
    private static async Task Billed(Shop shop, string session, string resident)
    {
        await PeerTests.Eventually(async () => (await shop.Get($"sessions/{session}", Token)).GetProperty("session").GetProperty("state").GetString() == "paid");
        Assert.Single((await shop.Get("sessions", Token)).EnumerateArray());
        var bill = await shop.Get($"sessions/{session}/bill", Token);
        Assert.Equal((800, 80, 32), (bill.GetProperty("energyWh").GetInt64(), bill.GetProperty("electricityFen").GetInt64(), bill.GetProperty("serviceFen").GetInt64()));
        var wallet = await shop.Get($"residents/{resident}/wallet", Token);
        Assert.Equal((10_000 - 112, 0), (wallet.GetProperty("balanceFen").GetInt64(), wallet.GetProperty("heldFen").GetInt64()));
    }
}
