using System.Buffers;
using CsCheck;
using Doorstep.Wire.Ykc;

namespace Doorstep.Wire.Tests.Ykc;

public sealed class StreamTests
{
    private const int LengthAt = 1;
    private static readonly PileNumber Pile = PileNumber.Parse("42070000000101");
    private static readonly Heartbeat Beat = new(Pile, Gun.Of(1), Faulted: false);

    [Fact]
    public void Check_word_is_the_modbus_one() => Assert.Equal(0x4B37, YkcCrc.Compute("123456789"u8));

    [Fact]
    public void Misprinted_table_gives_another_word_only_when_its_entry_is_hit()
    {
        Assert.Equal(YkcCrc.Compute("123456789"u8), YkcCrc.ComputeMisprint("123456789"u8));
        Assert.NotEqual(YkcCrc.Compute([0xA0]), YkcCrc.ComputeMisprint([0xA0]));
    }

    [Fact]
    public void Stream_cut_at_any_byte_gives_the_same_frames()
    {
        var bytes = Concat(Frames.Own().EnumerateArray().Where(g => !g.TryGetProperty("fault", out _)).Select(g => Convert.FromHexString(g.GetProperty("hex").GetString()!)));
        var (whole, _) = Frames.ReadAll(new ReadOnlySequence<byte>(bytes));
        for (var place = 1; place < bytes.Length; place++)
        {
            var (pieces, faults) = Frames.ReadAll(Frames.Cut(bytes, place));
            Assert.Empty(faults);
            Assert.Equal(whole.Select(f => f.Sequence), pieces.Select(f => f.Sequence));
            Assert.Equal(whole.Select(f => f.Message.Type), pieces.Select(f => f.Message.Type));
        }
    }

    [Fact]
    public void Every_truncated_frame_waits_for_more_and_is_named_when_the_link_closes()
    {
        var bytes = Frames.Write(Beat, 7);
        for (var length = 1; length < bytes.Length; length++)
        {
            Assert.Equal(YkcStep.NeedMore, Frames.Read(bytes[..length]).Step);
            var (step, _, fault) = Frames.Read(bytes[..length], final: true);
            Assert.Equal((YkcStep.Fault, YkcFaultKind.Truncated, length), (step, fault.Kind, fault.Skipped));
        }
    }

    [Fact]
    public void Garbage_between_frames_is_counted_to_the_byte_and_loses_no_frame()
    {
        Gen.Select(Gen.Byte.Where(b => b != 0x68).Array[0, 300], Gen.UShort, Gen.Int[0, 40]).Sample((garbage, sequence, repeat) =>
        {
            var good = Frames.Write(Beat, sequence);
            var bytes = Concat(Enumerable.Repeat(Concat([garbage, good]), repeat + 1));
            var (frames, faults) = Frames.ReadAll(new ReadOnlySequence<byte>(bytes));
            Assert.Equal(repeat + 1, frames.Count);
            Assert.All(frames, f => Assert.Equal((sequence, Beat), (f.Sequence, f.Message)));
            Assert.Equal(garbage.Length * (repeat + 1), faults.Sum(f => f.Skipped));
        });
    }

    [Fact]
    public void Damaged_frame_never_costs_the_next_good_one()
    {
        Gen.Select(Gen.Int[0, 16], Gen.Byte[1, 255], Gen.UShort).Sample((place, flip, sequence) =>
        {
            var damaged = Frames.Write(Beat, 1);
            damaged[place] ^= flip;
            var good = Frames.Write(new ReadRealtime(Pile, Gun.Of(2)), sequence);
            var bytes = Concat([damaged, good]);
            if (place == LengthAt && Frames.Read(bytes).Step == YkcStep.Frame)
            {
                // Under another length two other bytes are the check word; once in thousands of damages they fit, and nobody could tell.
                return;
            }

            var (frames, _) = Frames.ReadAll(new ReadOnlySequence<byte>(bytes));
            Assert.Equal(sequence, frames[^1].Sequence);
            Assert.Equal(new ReadRealtime(Pile, Gun.Of(2)), frames[^1].Message);
        });
    }

    [Fact]
    public void Damaged_length_holds_nothing_back_once_the_link_falls_silent()
    {
        var damaged = Frames.Write(Beat, 1);
        damaged[1] = 0xFF;
        var bytes = Concat([damaged, Frames.Write(Beat, 2), Frames.Write(Beat, 3)]);
        Assert.Equal(YkcStep.NeedMore, Frames.Read(bytes).Step);
        var (frames, faults) = Frames.ReadAll(new ReadOnlySequence<byte>(bytes));
        Assert.Equal([2, 3], frames.Select(f => (int)f.Sequence));
        Assert.Equal(YkcFaultKind.Truncated, Assert.Single(faults).Kind);
    }

    [Fact]
    public void Random_bytes_never_throw_and_every_byte_is_accounted_for()
    {
        // start bytes and small lengths are frequent, so that candidates nest
        var noise = Gen.Frequency((6, Gen.Byte), (2, Gen.Const((byte)0x68)), (1, Gen.Byte[0, 30])).Array[0, 1500];
        Gen.Select(noise, Gen.Int[1, 1499]).Sample((bytes, place) =>
        {
            var cut = Math.Min(place, Math.Max(bytes.Length - 1, 0));
            var buffer = cut > 0 ? Frames.Cut(bytes, cut) : new ReadOnlySequence<byte>(bytes);
            Frames.ReadAll(buffer);
        });
    }

    [Fact]
    public void Any_type_with_any_body_gives_a_frame_or_a_named_fault()
    {
        Gen.Select(Gen.Byte, Gen.Byte.Array[0, 251]).Sample((type, body) =>
        {
            var bytes = Frames.Write(new UnknownMessage(type, body), 9);
            var (step, frame, fault) = Frames.Read(bytes);
            Assert.True(step == YkcStep.Frame
                ? frame.Message.Type == type && frame.Crc == CrcForm.LowFirst
                : fault.Kind is YkcFaultKind.ShortBody or YkcFaultKind.FieldOutOfRange && fault.Type == type && fault.Skipped == bytes.Length);
        }, iter: 20_000);
    }

    [Fact]
    public void Sequence_bytes_come_back_as_they_stood()
    {
        var hex = "680D71AD0003320102000000010100";
        var bytes = Convert.FromHexString(hex);
        var crc = YkcCrc.Compute(bytes.AsSpan(2));
        var (_, frame, _) = Frames.Read([.. bytes, (byte)(crc & 0xFF), (byte)(crc >> 8)]);
        var reply = Frames.Write(new HeartbeatReply(frame.Message.Pile, Gun.Of(1)), frame.Sequence);
        Assert.Equal("71AD", Convert.ToHexString(reply, 2, 2));
    }

    private static byte[] Concat(IEnumerable<byte[]> parts) => parts.SelectMany(p => p).ToArray();
}
