using Doorstep.Machine;
using Doorstep.TestCity;

namespace Doorstep.House.Tests;

/// <summary>Two nodes, one city: whatever node a pile, a person or a station's owner is at, and whichever of them dies.</summary>
public sealed class NodesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pile_at_one_node_is_started_at_the_other_and_its_session_outlives_the_node_that_owned_it(bool killed)
    {
        // The first node has the station and the pile before there is a second one.
        await using var town = await Town.Open();
        await using var pile = await town.Connect(town.First);
        await using var second = await town.Second();
        var elsewhere = town.At(second);

        var (session, transaction) = await town.Start(elsewhere, pile);
        await pile.Measure(transaction, 1300, Now, Token);
        Assert.Equal(300, (await elsewhere.Get($"sessions/{session}", Token)).GetProperty("session").GetProperty("energyWh").GetInt64());

        if (killed)
        {
            await town.First.Kill();
        }
        else
        {
            Assert.Equal(0, await town.First.Terminate());
        }

        await pile.Closed;
        await using var again = await town.Connect(second);
        await again.Measure(transaction, 1600, Now, Token);
        await Town.Stop(elsewhere, again, session, transaction);
        await town.Billed(elsewhere, session);
    }

    [Fact]
    public async Task What_a_pile_says_while_the_owner_of_its_station_dies_is_kept_and_answered()
    {
        await using var town = await Town.Open();
        // Looked at while there is one node: its owner lives there.
        await town.State();
        await using var second = await town.Second();
        await using var pile = await town.Connect(second);
        var (session, transaction) = await town.Start(town.Shop, pile);

        await town.First.Kill();
        // Said to an owner that is no more; the pile's own patience is half a minute, and a CALLERROR fails the call.
        await pile.Measure(transaction, 1600, Now, Token);
        var elsewhere = town.At(second);
        await Town.Stop(elsewhere, pile, session, transaction);
        await town.Billed(elsewhere, session);
    }

    [Fact]
    public async Task A_pile_whose_node_died_is_offline_until_it_comes_back()
    {
        await using var town = await Town.Open();
        await town.State();
        await using var second = await town.Second();
        await using var pile = await town.Connect(second);
        Assert.Equal("free", await town.State());

        await second.Kill();
        // Unknown where its station's owner was at that node too: the new one has heard nothing of it yet.
        await Eventually.True(async () => await town.State() is "offline" or "unknown");
        var refused = await town.Shop.Refused("sessions", new { code = Town.Number, resident = town.Resident }, Token);
        Assert.Equal("pile.offline", refused.GetProperty("code").GetString());
        await using var again = await town.Connect(town.First);
        Assert.Equal("free", await town.State());
    }

    [Fact]
    public async Task Nodes_that_start_at_the_same_moment_on_an_empty_database_are_one_city()
    {
        var database = await Town.Database();
        var nodes = await Task.WhenAll(House.Node(0, database), House.Node(1, database));
        await using var first = nodes[0];
        await using var second = nodes[1];
        using var city = await first.City();
        await new Shop(city).Open(Token);
        var elsewhere = Town.At(second, city);
        await Eventually.True(async () => (await elsewhere.Get("stations", Token)).GetArrayLength() == 1);
        Assert.Equal("EZ9001", (await elsewhere.Get("stations/EZ9001/live", Token)).GetProperty("id").GetString());
        Assert.Single((await elsewhere.Get("organisations?kind=city", Token)).EnumerateArray());
    }

    [Fact]
    public async Task After_a_power_cut_the_first_node_back_opens_without_waiting_for_the_others()
    {
        var database = await Town.Database();
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

    /// <summary>A shop open at the first node with one pile on record, and the database a second node shares.</summary>
    private sealed class Town(House first, HttpClient city, string database) : IAsyncDisposable
    {
        public const string Number = "42070000000031";
        private const string Link = "CP-31";

        private string secret = "";

        public House First => first;

        public Shop Shop { get; } = new(city);

        public string Resident { get; private set; } = "";

        public static async Task<Town> Open()
        {
            var database = await Database();
            var first = await House.Node(0, database);
            var town = new Town(first, await first.City(), database);
            town.Resident = await town.Shop.Open(Token);
            town.secret = await town.Shop.Pile(Number, "ocpp16", Link, Token);
            return town;
        }

        public static async Task<string> Database() => await (await PostgresServer.Start()).CreateDatabase();

        /// <summary>The same program with the same token at another node.</summary>
        public static Shop At(House node, HttpClient asked)
        {
            var client = node.Anonymous();
            client.DefaultRequestHeaders.Authorization = asked.DefaultRequestHeaders.Authorization;
            return new Shop(client);
        }

        public Shop At(House node) => At(node, city);

        public Task<House> Second() => House.Node(1, database);

        public Task<PlainPile> Connect(House node) => PlainPile.Connect(node, Link, secret, Token);

        public async Task<string> State() =>
            (await Shop.Get("stations/EZ9001/live", Token)).GetProperty("piles")[0].GetProperty("connectors")[0].GetProperty("state").GetString()!;

        public async Task<(string Session, int Transaction)> Start(Shop at, PlainPile pile)
        {
            var session = (await at.Post("sessions", new { code = Number, resident = Resident }, Token)).GetProperty("session").GetString()!;
            return (session, (await pile.Begin(await pile.Started.Task.WaitAsync(Token), 1000, Now, Token)).GetProperty("transactionId").GetInt32());
        }

        public static async Task Stop(Shop at, PlainPile pile, string session, int transaction)
        {
            await at.Post($"sessions/{session}/stop", new { }, Token);
            Assert.Equal(transaction, await pile.Stopped.Task.WaitAsync(Token));
            await pile.End(transaction, 1800, Now, Token);
        }

        /// <summary>800 Wh at 1.00 + 0.40 yuan, once.</summary>
        public async Task Billed(Shop at, string session)
        {
            await Eventually.True(async () => (await at.Get($"sessions/{session}", Token)).GetProperty("session").GetProperty("state").GetString() == "paid");
            Assert.Single((await at.Get("sessions", Token)).EnumerateArray());
            var bill = await at.Get($"sessions/{session}/bill", Token);
            Assert.Equal((800, 80, 32), (bill.GetProperty("energyWh").GetInt64(), bill.GetProperty("electricityFen").GetInt64(), bill.GetProperty("serviceFen").GetInt64()));
            var wallet = await at.Get($"residents/{Resident}/wallet", Token);
            Assert.Equal((10_000 - 112, 0), (wallet.GetProperty("balanceFen").GetInt64(), wallet.GetProperty("heldFen").GetInt64()));
        }

        public async ValueTask DisposeAsync()
        {
            city.Dispose();
            await first.DisposeAsync();
        }
    }
}
