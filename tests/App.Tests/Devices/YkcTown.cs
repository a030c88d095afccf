using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Doorstep.App.Charging;
using Doorstep.App.Devices;
using Doorstep.App.Live;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Machine;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Tests.Devices;

/// <summary>A started node with its YKC port open: one station, YKC piles with two guns each, a resident with a card for every pile; real sockets, and the real clock unless a test turns its own.</summary>
public sealed class YkcTown : IAsyncLifetime
{
    public static readonly StationId Station = new("YKC01");

    private static readonly OrganisationId Provider = new("GRIDCO");
    private static readonly string[] Numbers = [.. Enumerable.Range(1, 12).Select(i => $"420704000100{i:00}")];

    private readonly StoreSettings settings = new() { DataFolder = Directory.CreateTempSubdirectory("doorstep-ykc-").FullName };
    private readonly TimeProvider clock;
    private WebApplication app = null!;
    private int taken;

    public YkcTown()
        : this(TimeProvider.System)
    {
    }

    private YkcTown(TimeProvider clock) => this.clock = clock;

    public IPEndPoint Address { get; private set; } = null!;

    public IStationGrain Owner => app.Services.GetRequiredService<IGrainFactory>().GetGrain<IStationGrain>(Station.Value);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Card(string pile) => $"00{pile}";

    /// <summary>A pile no other test speaks for.</summary>
    public string Pile() => Numbers[Interlocked.Increment(ref taken) - 1];

    /// <summary>A town of one test, on a clock that the test turns.</summary>
    public static async Task<YkcTown> Open(FakeTimeProvider clock)
    {
        var town = new YkcTown(clock);
        await town.InitializeAsync();
        return town;
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseYkc()));
        builder.Services.AddSingleton(new CityClock(clock));
        builder.Services.AddStore(settings).AddStations().AddPricing().AddCharging().AddLive(new LiveSettings()).AddDevices(new DeviceSettings { StrangersPerMinute = 1000 });
        app = builder.Build();
        await app.StartAsync(Ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new IPEndPoint(IPAddress.Loopback, int.Parse(address[(address.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        await Seed();
    }

    public async Task<T> Read<T>(Func<DoorstepDb, Task<T>> read)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<DoorstepDb>>().CreateDbContextAsync(Ct);
        return await read(db);
    }

    public Task<List<SessionRow>> Sessions(string pile)
    {
        var id = new PileId(pile);
        return Read(db => db.Sessions.AsNoTracking().Where(s => s.Pile == id).OrderBy(s => s.RequestedAt).ToListAsync(Ct));
    }

    public Task<List<string>> Events(string pile, string kind)
    {
        var id = new PileId(pile);
        return Read(db => db.PileEvents.AsNoTracking().Where(e => e.Pile == id && e.Kind == kind).Select(e => e.Text).ToListAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(settings.DataFolder, recursive: true);
    }

    private async Task Seed()
    {
        var now = TimeProvider.System.GetUtcNow();
        var tariff = new Tariff
        {
            Code = "ONE",
            Name = "One yuan",
            ValidFrom = new(2024, 1, 1),
            Plans = [MonthPlan.Single([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], new(PricePeriod.Flat, UnitPrice.FromYuan(0.6m), UnitPrice.FromYuan(0.4m)))],
        };
        await app.Services.GetRequiredService<GroupCommit>().Run(
            (db, _) =>
            {
                db.Organisations.Add(new() { Id = Provider, Name = "电网", EnglishName = "Grid", Kind = OrganisationKind.Provider });
                db.Stations.Add(new() { Id = Station, Provider = Provider, Name = "站", State = StationState.Open, ChangedAt = now });
                db.Tariffs.Add(new() { Id = 1, Code = "ONE", Owner = Provider, Name = "One", ValidFrom = new(2024, 1, 1), Rates = PricingJson.Write(tariff), ChangedAt = now });
                db.StationTariffs.Add(new() { Id = 1, Station = Station, TariffCode = "ONE", From = new(2024, 1, 1), ChangedAt = now });
                foreach (var (number, i) in Numbers.Select((n, i) => (n, i + 1)))
                {
                    var (pile, resident) = (new PileId(number), new ResidentId(i));
                    db.Piles.Add(new() { Id = pile, Station = Station, LinkName = number, Protocol = PileProtocol.Ykc, Kind = Doorstep.Rules.Stations.PileKind.Dc, RatedPower = new(60_000), ChangedAt = now });
                    db.Connectors.Add(new() { Pile = pile, Number = 1, MaxPower = new(60_000) });
                    db.Residents.Add(new() { Id = resident, Phone = $"+8613800000{i:000}" });
                    db.Cards.Add(new() { Uid = Card(number), Resident = resident });
                    db.Wallets.Add(new() { Resident = resident, Balance = new(50_000) });
                }

                return Task.CompletedTask;
            },
            Ct);
        await app.Services.GetRequiredService<FollowStations>().Follow(Ct);
        await app.Services.GetRequiredService<FollowPrices>().Follow(Ct);
    }
}

/// <summary>A pile, or a concentrator of piles, made of nothing but a socket and the wire's frames.</summary>
internal sealed class YkcClient : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] input = new byte[4096];
    private int filled;
    private ushort sequence = 100;

    public CrcForm Crc { get; init; } = CrcForm.LowFirst;

    public static async Task<YkcClient> Connect(YkcTown town, CrcForm crc = CrcForm.LowFirst)
    {
        var client = new YkcClient { Crc = crc };
        await client.socket.ConnectAsync(town.Address, TestContext.Current.CancellationToken);
        return client;
    }

    public static Login Login(string pile, string sim = "00000000000000000000") =>
        new() { Pile = PileNumber.Parse(pile), Kind = Doorstep.Wire.Ykc.PileKind.Dc, GunCount = 1, ProtocolVersion = 16, Program = "T1", Network = 1, Sim = sim, Carrier = 4 };

    public static StartRequest Start(string pile) =>
        new() { Pile = PileNumber.Parse(pile), Gun = Gun.Of(1), Mode = StartMode.Card, Card = Code8.Parse(YkcTown.Card(pile)) };

    public static Realtime Live(TransactionNumber charge, string pile, uint deciWh) =>
        new() { Transaction = charge, Pile = PileNumber.Parse(pile), Gun = Gun.Of(1), Status = GunStatus.Charging, Plugged = true, VoltageDeciVolts = 4000, CurrentDeciAmperes = 1000, EnergyDeciWh = deciWh };

    public static TransactionRecord Record(TransactionNumber charge, string pile, uint deciWh) => new()
    {
        Transaction = charge,
        Pile = PileNumber.Parse(pile),
        Gun = Gun.Of(1),
        Start = Cp56Time.Of(TimeProvider.System.GetUtcNow().AddMinutes(-1)),
        End = Cp56Time.Of(TimeProvider.System.GetUtcNow()),
        MeterStartDeciWh = 10,
        MeterEndDeciWh = 10 + deciWh,
        TotalEnergyDeciWh = deciWh,
        TotalLossEnergyDeciWh = deciWh,
        TotalAmountCentiFen = deciWh,
        Trade = TradeFlag.Card,
        TradeTime = Cp56Time.Of(TimeProvider.System.GetUtcNow()),
        StopReason = StopReason.Manual,
        PhysicalCard = Code8.Parse(YkcTown.Card(pile)),
    };

    public Task Send(byte[] bytes) => socket.SendAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Sends to a link that the other side may have closed.</summary>
    public async Task TrySend(byte[] bytes)
    {
        try
        {
            await Send(bytes);
        }
        catch (SocketException)
        {
            // It has.
        }
    }

    public async Task<ushort> Send(params YkcMessage[] messages)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            YkcWriter.Write(output, ++sequence, message, Crc);
        }

        await socket.SendAsync(output.WrittenMemory, TestContext.Current.CancellationToken);
        return sequence;
    }

    /// <summary>Sends a question and waits for the frame that answers it.</summary>
    public async Task<T> Ask<T>(YkcMessage question)
        where T : YkcMessage
    {
        var asked = await Send(question);
        var frame = await Next<T>();
        Assert.Equal(asked, frame.Sequence);
        return (T)frame.Message;
    }

    public async Task<YkcFrame> Next<T>()
        where T : YkcMessage
    {
        while (await Next() is { } frame)
        {
            if (frame.Message is T)
            {
                return frame;
            }
        }

        throw new IOException($"the link closed before {typeof(T).Name} came");
    }

    /// <summary>True once the other side has closed the link.</summary>
    public async Task<bool> IsClosed()
    {
        try
        {
            while (await Next() is not null)
            {
            }
        }
        catch (SocketException)
        {
            // Reset is closed too.
        }

        return true;
    }

    public void Dispose() => socket.Dispose();

    private async Task<YkcFrame?> Next()
    {
        while (true)
        {
            var buffer = new ReadOnlySequence<byte>(input, 0, filled);
            var step = YkcReader.Read(ref buffer, false, out var frame, out _);
            var consumed = filled - (int)buffer.Length;
            input.AsSpan(consumed, filled - consumed).CopyTo(input);
            filled -= consumed;
            if (step == YkcStep.Frame)
            {
                return frame;
            }

            var read = await socket.ReceiveAsync(input.AsMemory(filled), TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
            if (read == 0)
            {
                return null;
            }

            filled += read;
        }
    }
}
