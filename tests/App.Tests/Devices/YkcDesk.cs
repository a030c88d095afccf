using Doorstep.App.Charging;
using Doorstep.App.Devices;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Tests.Charging;
using Doorstep.Rules;
using Doorstep.Wire.Ykc;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.Devices;

/// <summary>The YKC table between one pile's frames and a real station over a real store, without sockets and without Orleans.</summary>
internal sealed class YkcDesk : IAsyncDisposable, IYkcVoice
{
    public const string Card = "00000000D14B0A54";
    public static readonly PileNumber Number = PileNumber.Parse(ChargingCity.Ykc.Value);
    public static readonly Gun One = Gun.Of(1);

    private readonly RecordingDoor door = new();
    private ushort sequence;
    private int given;

    private YkcDesk(ChargingCity city)
    {
        City = city;
        Owner = new StationAtHand(city);
        Table = new YkcTable(new YkcPrices(city.Store.Get<PriceBook>(), city.Store.Get<CityClock>()), city.Store.Get<CityClock>());
        Origin = new PileOrigin(ChargingCity.Ykc, door, 1);
        Talk = new YkcTalk(Number, city.Store.Get<PileDirectory>().Find(ChargingCity.Ykc)!, Origin, Owner, this);
    }

    public ChargingCity City { get; }

    public StationAtHand Owner { get; }

    public YkcTable Table { get; }

    public YkcTalk Talk { get; }

    public PileOrigin Origin { get; }

    /// <summary>Everything sent to the pile.</summary>
    public List<YkcMessage> Sent { get; } = [];

    public static async Task<YkcDesk> Open()
    {
        var city = await ChargingCity.Open();
        await city.Store.Write(db => db.Cards.Add(new() { Uid = Card, Resident = ChargingCity.Rich }));
        var desk = new YkcDesk(city);
        await desk.Owner.Connected(desk.Origin, new(Doorstep.Rules.Stations.PileProtocol.Ykc, "10.0.0.1"));
        return desk;
    }

    public void Reply(ushort to, YkcMessage message)
    {
        Assert.Equal(sequence, to);
        Sent.Add(message);
    }

    public ushort Say(YkcMessage message)
    {
        Sent.Add(message);
        return (ushort)(1000 + Sent.Count);
    }

    /// <summary>The pile says something, and nothing more for now.</summary>
    public async Task Hear(params YkcMessage[] messages)
    {
        foreach (var message in messages)
        {
            await Table.Take(new YkcFrame(++sequence, CrcForm.LowFirst, message), Talk);
        }

        await YkcTable.Rest(Talk);
    }

    /// <summary>Commands the station has sent since last asked are given to the pile.</summary>
    public async Task Obey()
    {
        while (given < door.Sent.Count)
        {
            await Table.Order(door.Sent[given++], Talk);
        }
    }

    public T Last<T>()
        where T : YkcMessage => Assert.IsType<T>(Sent.FindLast(m => m is T));

    public async Task<TransactionNumber> StartByCard(string card = Card, int gun = 1)
    {
        await Hear(Ask(card, gun));
        var decision = Last<StartDecision>();
        Assert.True(decision.Accepted, $"{decision.Refusal}");
        return decision.Transaction;
    }

    public static StartRequest Ask(string card, int gun = 1, StartMode mode = StartMode.Card) =>
        new() { Pile = Number, Gun = Gun.Of(gun), Mode = mode, Card = Code8.Parse(card) };

    public static Realtime Reported(TransactionNumber charge, uint deciWh, GunStatus status = GunStatus.Charging, HardwareFaults faults = HardwareFaults.None, bool plugged = true) => new()
    {
        Transaction = charge,
        Pile = Number,
        Gun = One,
        Status = status,
        Plugged = plugged,
        VoltageDeciVolts = 2200,
        CurrentDeciAmperes = 320,
        EnergyDeciWh = deciWh,
        LossEnergyDeciWh = deciWh,
        Faults = faults,
    };

    public TransactionRecord Record(TransactionNumber charge, uint deciWh, string? card = Card) => new()
    {
        Transaction = charge,
        Pile = Number,
        Gun = One,
        Start = Cp56Time.Of(City.Now.AddMinutes(-10)),
        End = Cp56Time.Of(City.Now),
        MeterStartDeciWh = 5_000,
        MeterEndDeciWh = 5_000 + deciWh,
        TotalEnergyDeciWh = deciWh,
        TotalLossEnergyDeciWh = deciWh,
        TotalAmountCentiFen = deciWh,
        Trade = TradeFlag.Card,
        TradeTime = Cp56Time.Of(City.Now),
        StopReason = StopReason.Manual,
        PhysicalCard = card is null ? default : Code8.Parse(card),
    };

    public async Task<List<string>> Events(string kind)
    {
        await City.Piles.Book.Settled(TestContext.Current.CancellationToken);
        return await City.Store.Read(db => db.PileEvents.AsNoTracking().Where(e => e.Pile == ChargingCity.Ykc && e.Kind == kind).OrderBy(e => e.Id).Select(e => e.Text).ToListAsync());
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();
}

/// <summary>A station's owner in the test's own thread.</summary>
internal sealed class StationAtHand(ChargingCity city) : IStationGrain
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task Connected(PileOrigin from, LinkUp link) => city.Piles.Link.Up(city.Station, from, link, Ct);

    public Task Disconnected(PileOrigin from, string why) => city.Piles.Link.Down(city.Station, from, why, Ct);

    public Task Reconnected(IReadOnlyList<PileOrigin> piles) => throw new NotSupportedException();

    public Task Booted(PileOrigin from, PileBooted boot) => city.Piles.Status.Booted(city.Station, Pile(from), boot, Ct);

    public Task Report(PileOrigin from, StatusReport status) => city.Piles.Status.Reported(city.Station, Pile(from), status, Ct);

    public Task<BeganAnswer> Began(PileOrigin from, TransactionBegan began) => city.Piles.Transactions.Begin.Run(city.Station, Pile(from), began, Ct);

    public Task Read(PileOrigin from, ReadingsTaken readings) => city.Piles.Transactions.Readings.Run(city.Station, Pile(from), readings, Ct);

    public Task<CardVerdict> Ended(PileOrigin from, TransactionEnded ended) => city.Piles.Transactions.End.Run(city.Station, Pile(from), ended, Ct);

    public Task<bool> Recorded(PileOrigin from, TransactionRecorded record) => city.Piles.Transactions.Record.Run(city.Station, Pile(from), record, Ct);

    public Task<CardVerdict> Authorise(PileOrigin from, CardShown card) => city.Piles.Cards.Run(city.Station, Pile(from), card, Ct);

    public Task<CardStartAnswer> StartByCard(PileOrigin from, CardShown card) => city.Piles.Cards.Start(city.Station, Pile(from), card, Ct);

    public Task Answered(PileOrigin from, CommandAnswer answer) => city.People.Order.Answered(city.Station, Pile(from), answer, Ct);

    public Task Note(PileOrigin from, PileNote note) => city.Piles.Note(Pile(from), note, Ct);

    public Task<Decision<SessionId>> Start(StartOrder order) => city.People.Open.Run(city.Station, city.Station.FindPile(order.Pile)!, order, Ct);

    public Task<Decision<SessionId>> Stop(StopOrder order) => city.People.Close.Run(city.Station, order, Ct);

    public Task<Decision<bool>> Order(PileOrder order) => city.People.Order.Run(city.Station, city.Station.FindPile(order.Pile)!, order, Ct);

    public Task<Decision<SessionId>> Resolve(SessionId session, string remark) => throw new NotSupportedException();

    public Task<StationSnapshot?> Look(long since) => throw new NotSupportedException();

    public Task<SessionSnapshot?> LookAt(SessionId session) => throw new NotSupportedException();

    private LivePile Pile(PileOrigin from) => city.Piles.Link.Pile(city.Station, from)!;
}
