using CsCheck;
using Doorstep.Wire.Ykc;

namespace Doorstep.Wire.Tests.Ykc;

public sealed class MessageTests
{
    private static readonly byte[] Types =
    [
        0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x09, 0x0A, 0x12, 0x13, 0x15, 0x17, 0x19, 0x1B, 0x1D, 0x21, 0x23, 0x25, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x3B, 0x3D,
        0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x51, 0x52, 0x55, 0x56, 0x57, 0x58, 0x61, 0x62, 0x63, 0x91, 0x92, 0x93, 0x94, 0x9B, 0x9C, 0x9E,
        0xA1, 0xA2, 0xA3, 0xA4, 0xF0, 0xF1,
    ];

    [Fact]
    public void Every_type_of_the_catalogue_is_known_and_reads_back_what_it_wrote()
    {
        // any body long enough is a message; what it says must survive writing and reading
        Gen.Select(Gen.Int[0, Types.Length - 1].Select(i => Types[i]), Gen.Byte.Array[251]).Sample((type, body) =>
        {
            body = WithCounts(type, body);
            var (step, first, fault) = Frames.Read(Frames.Write(new UnknownMessage(type, body)));
            Assert.True(step == YkcStep.Frame, $"{type:X2} {fault}");
            Assert.IsNotType<UnknownMessage>(first.Message);
            if (first.Message is CardsSync { Cards.Length: > CardsSync.Most } or CardsClear { PhysicalCards.Length: > CardsClear.Most } or CardsQuery { PhysicalCards.Length: > CardsQuery.Most })
            {
                return;
            }

            var written = Frames.Write(first.Message, 5);
            var (again, second, _) = Frames.Read(written);
            Assert.Equal(YkcStep.Frame, again);
            Assert.Equal(Convert.ToHexString(written), Convert.ToHexString(Frames.Write(second.Message, 5)));
            Assert.Equal(first.Message.Type, second.Message.Type);
            Assert.Equal(first.Message.Pile, second.Message.Pile);
            if (first.Message is not (CardsSync or CardsClear or CardsClearReply or CardsQuery or CardsQueryReply))
            {
                Assert.Equal(first.Message, second.Message);
            }
        }, iter: 5_000);
    }

    [Fact]
    public void Moments_survive_the_wire_clock_in_china_time()
    {
        var first = new DateTimeOffset(2000, 1, 2, 0, 0, 0, TimeSpan.Zero);
        Gen.Select(Gen.Double[0, 127.9], Gen.Int[-12, 12]).Sample((years, zone) =>
        {
            var moment = first.AddDays(years * 365.24).ToOffset(TimeSpan.FromHours(zone));
            var cut = new DateTimeOffset(moment.Ticks - moment.Ticks % TimeSpan.TicksPerMillisecond, moment.Offset);
            Assert.Equal(cut, Cp56Time.Of(moment).Moment);
        });
    }

    [Theory]
    [InlineData("98B70E11100314", "2020-03-16 17:14:47.000")]
    [InlineData("98B70E116D0314", "2020-03-13 17:14:47.000")]
    [InlineData("98B78E91100314", "2020-03-16 17:14:47.000")]
    public void Day_of_week_and_quality_bits_do_not_change_the_moment(string hex, string expected) =>
        Assert.Equal(expected, TimeOf(hex).ToString());

    [Theory]
    [InlineData("00000000000000")]
    [InlineData("60EA0E11100314")]
    [InlineData("98B70E111E0214")]
    [InlineData("98B70E11100D14")]
    public void Impossible_moment_is_a_value_without_a_moment(string hex) => Assert.Null(TimeOf(hex).Moment);

    [Fact]
    public void Idle_pile_shows_no_temperature()
    {
        var idle = new Realtime { Transaction = default, Pile = default, Gun = Gun.Of(1), Status = GunStatus.Idle };
        Assert.Null(idle.CableCelsius);
        Assert.Null(idle.BatteryCelsius);
        var charging = idle with { Status = GunStatus.Charging, CableTemperature = OffsetTemperature.Of(38) };
        Assert.Equal(38, charging.CableCelsius);
        Assert.Null(charging.BatteryCelsius);
    }

    [Fact]
    public void Empty_bms_current_is_not_minus_four_hundred_amperes()
    {
        Assert.Null(new BmsCurrent(0).DeciAmperes);
        Assert.Equal(400, new BmsCurrent(0x0E10).DeciAmperes);
        Assert.Equal(-1250, BmsCurrent.Charging(1250).SignedDeciAmperes);
    }

    [Fact]
    public void Permission_to_charge_is_bit_twelve_of_the_battery_status()
    {
        var status = new BmsStatus { Transaction = default, Pile = default, Gun = default, HighestCellLessOne = 0, MaxTemperature = default, MinTemperature = default, StatusBits = 0x1000 };
        Assert.True(status.ChargingAllowed);
        Assert.Equal(TwoBits.Zero, status.Insulation);
    }

    [Fact]
    public void Platform_made_transaction_number_names_pile_gun_and_moment()
    {
        var pile = PileNumber.Parse("42070000000101");
        var number = TransactionNumber.Make(pile, Gun.Of(12), new DateTime(2026, 7, 1, 18, 35, 2, DateTimeKind.Unspecified), 42);
        Assert.Equal("42070000000101122607011835020042", number.ToString());
        Assert.Equal((pile, 12), (number.Pile, number.Gun.Number));
        Assert.Equal("00000000000000000000000000000001", TransactionNumber.Parse("00000000000000000000000000000001").ToString());
    }

    [Theory]
    [InlineData("4207000000010")]
    [InlineData("420700000001011")]
    [InlineData("4207000000010G")]
    [InlineData("")]
    public void Pile_number_has_fourteen_hex_digits(string text) => Assert.False(PileNumber.TryParse(text, out _));

    [Fact]
    public void Longest_card_lists_fit_a_frame()
    {
        var pile = PileNumber.Parse("42070000000101");
        var cards = Enumerable.Range(0, 26).Select(i => Code8.Parse($"{i:D16}")).ToList();
        Assert.Equal(0xFC, Frames.Write(new CardsSync(pile, [.. cards.Take(15).Select(c => new OfflineCard(c, c))]))[1]);
        Assert.Equal(0x0C + 24 * 8, Frames.Write(new CardsClear(pile, [.. cards.Take(24)]))[1]);
        Assert.Equal(0x0C + 26 * 8, Frames.Write(new CardsQuery(pile, [.. cards]))[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Frames.Write(new CardsSync(pile, [.. cards.Select(c => new OfflineCard(c, c))])));
    }

    private static Cp56Time TimeOf(string hex)
    {
        var body = Convert.FromHexString("42070000000101" + hex);
        return Assert.IsType<TimeSync>(Frames.Read(Frames.Write(new UnknownMessage(0x56, body))).Frame.Message).Time;
    }

    private static byte[] WithCounts(byte type, byte[] body)
    {
        switch (type)
        {
            case 0x44 or 0x46 or 0x48:
                body[7] = (byte)(body[7] % 16);
                break;
            case 0xF0:
                body[8] = (byte)(body[8] % 201);
                break;
            case 0x9C:
                (body[1], body[2]) = ((byte)(body[1] % 201), 0);
                break;
            case 0x9E:
                (body[8], body[9]) = ((byte)(body[8] % 201), 0);
                break;
        }

        return body;
    }
}
