using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Doorstep.App.Charging;
using Doorstep.App.Devices;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.App.Tests.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.App.Tests.Devices;

/// <summary>Every frame a pile was ever seen to send, through the table: what its station hears of it, and what the pile is answered.</summary>
public sealed class YkcGoldenTests
{
    private static readonly StationId Station = new("EZ0001");

    /// <summary>Type byte → what the owner hears, what the pile gets.</summary>
    private static readonly Dictionary<byte, string> Expected = new()
    {
        [0x01] = "Booted > 02 56",
        [0x03] = "> 04",
        [0x05] = "> 06",
        [0x09] = "> 0A",
        [0x13] = "Report >",
        [0x15] = "Note >",
        [0x17] = "Note >",
        [0x19] = "Note >",
        [0x1B] = "Note >",
        [0x1D] = "Note >",
        [0x21] = "Note >",
        [0x23] = ">",
        [0x25] = ">",
        [0x31] = "StartByCard StartByCard > 32",
        [0x33] = ">",
        [0x35] = ">",
        [0x3B] = "Recorded > 40",
        [0x3D] = "Recorded > 40",
        [0x41] = ">",
        [0x43] = "Note >",
        [0x45] = "Note >",
        [0x47] = "Note >",
        [0x51] = ">",
        [0x55] = "Note >",
        [0x57] = ">",
        [0x61] = "Note >",
        [0x63] = ">",
        [0x91] = ">",
        [0x93] = "Note >",
        [0xA1] = "StartByCard StartByCard > A2",
        [0xA3] = ">",
    };

    [Fact]
    public async Task Every_frame_a_pile_sends_has_its_meaning_and_its_answer()
    {
        if (Vectors() is not { } vectors)
        {
            Assert.Skip("../shared/data/ykc/vectors.json is not here");
            return;
        }

        var wrong = new List<string>();
        var met = new HashSet<byte>();
        foreach (var vector in vectors.EnumerateArray().Where(v => v.GetProperty("wellFormed").GetBoolean()))
        {
            var bytes = new ReadOnlySequence<byte>(Convert.FromHexString(vector.GetProperty("hex").GetString()!));
            if (YkcReader.Read(ref bytes, final: true, out var frame, out _) != YkcStep.Frame || frame.Message.Type % 2 == 0)
            {
                continue;
            }

            met.Add(frame.Message.Type);
            var witness = new Witness();
            var talk = new YkcTalk(frame.Message.Pile, Entry(frame.Message.Pile.ToString()), new PileOrigin(new(frame.Message.Pile.ToString()), new RecordingDoor(), 1), witness, witness);
            var table = Table();
            await table.Take(frame, talk);
            await YkcTable.Rest(talk);
            var heard = witness.ToString();
            if (heard != Expected[frame.Message.Type] && !(frame.Message is Realtime && heard == "Began Read Report >"))
            {
                wrong.Add($"{vector.GetProperty("id").GetString()} {frame.Message.Type:X2}: {heard}");
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(Expected.Keys.Except(met));
    }

    private static YkcTable Table()
    {
        var clock = new CityClock(new FakeTimeProvider(new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero)));
        var book = new PriceBook();
        var tariff = new Tariff
        {
            Code = "ONE",
            Name = "One",
            ValidFrom = new(2024, 1, 1),
            Plans = [MonthPlan.Single([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], new(PricePeriod.Flat, UnitPrice.FromYuan(0.6m), UnitPrice.FromYuan(0.4m)))],
        };
        book.Put(new TariffRow { Id = 1, Code = "ONE", Owner = new("GRIDCO"), Name = "One", ValidFrom = new(2024, 1, 1), Rates = PricingJson.Write(tariff) });
        book.Put(new StationTariffRow { Id = 1, Station = Station, TariffCode = "ONE", From = new(2024, 1, 1) });
        return new YkcTable(new YkcPrices(book, clock), clock);
    }

    private static PileEntry Entry(string number) => PileEntry.Of(
        new PileRow { Id = new(number), Station = Station, LinkName = number, Protocol = PileProtocol.Ykc, Kind = Rules.Stations.PileKind.Dc, RatedPower = new(60_000) }, []);

    private static JsonElement? Vectors([CallerFilePath] string here = "")
    {
        for (var folder = new FileInfo(here).Directory; folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "ykc", "vectors.json");
            if (File.Exists(file))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file));
                return document.RootElement.GetProperty("vectors").Clone();
            }
        }

        Assert.True(Environment.GetEnvironmentVariable("CI") is null, "../shared/data/ykc/vectors.json is missing");
        return null;
    }

    /// <summary>Writes down what the owner was told and what the pile was sent; knows no card and keeps every record.</summary>
    private sealed class Witness : IStationGrain, IYkcVoice
    {
        private readonly List<string> told = [];
        private readonly List<string> sent = [];

        public override string ToString() => $"{string.Join(' ', told)} > {string.Join(' ', sent)}".Trim();

        public void Reply(ushort sequence, YkcMessage message) => sent.Add($"{message.Type:X2}");

        public ushort Say(YkcMessage message)
        {
            sent.Add($"{message.Type:X2}");
            return 0;
        }

        public Task Booted(PileOrigin from, PileBooted boot) => Told();

        public Task Report(PileOrigin from, StatusReport status) => Told();

        public Task<BeganAnswer> Began(PileOrigin from, TransactionBegan began) => Told(new BeganAnswer(began.Transaction!, CardVerdict.Accepted));

        public Task Read(PileOrigin from, ReadingsTaken readings) => Told();

        public Task<bool> Recorded(PileOrigin from, TransactionRecorded record) => Told(true);

        public Task<CardStartAnswer> StartByCard(PileOrigin from, CardShown card) => Told(new CardStartAnswer(CardVerdict.Unknown, "", Money.Zero));

        public Task Answered(PileOrigin from, CommandAnswer answer) => Told();

        public Task Note(PileOrigin from, PileNote note) => Told();

        public Task Connected(PileOrigin from, LinkUp link) => throw new NotSupportedException();

        public Task Disconnected(PileOrigin from, string why) => throw new NotSupportedException();

        public Task Reconnected(IReadOnlyList<PileOrigin> piles) => throw new NotSupportedException();

        public Task<CardVerdict> Ended(PileOrigin from, TransactionEnded ended) => throw new NotSupportedException();

        public Task<CardVerdict> Authorise(PileOrigin from, CardShown card) => throw new NotSupportedException();

        public Task<Decision<SessionId>> Start(StartOrder order) => throw new NotSupportedException();

        public Task<Decision<SessionId>> Stop(StopOrder order) => throw new NotSupportedException();

        public Task<Decision<bool>> Order(PileOrder order) => throw new NotSupportedException();

        public Task<Decision<SessionId>> Resolve(SessionId session, string remark) => throw new NotSupportedException();

        public Task<StationSnapshot?> Look(long since) => throw new NotSupportedException();

        public Task<SessionSnapshot?> LookAt(SessionId session) => throw new NotSupportedException();

        private Task Told([CallerMemberName] string what = "")
        {
            told.Add(what);
            return Task.CompletedTask;
        }

        private Task<T> Told<T>(T answer, [CallerMemberName] string what = "")
        {
            told.Add(what);
            return Task.FromResult(answer);
        }
    }
}
