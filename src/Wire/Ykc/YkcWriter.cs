using System.Buffers;
using System.Buffers.Binary;

namespace Doorstep.Wire.Ykc;

/// <summary>Writes whole frames: 0x68, length, sequence, encryption flag 0, type, body, check word (§1).</summary>
public static class YkcWriter
{
    internal const byte Start = 0x68;
    internal const int HeaderLength = 6;
    internal const int BeforeSequence = 2;
    internal const int CrcLength = 2;

    /// <summary>Bytes of the longest frame.</summary>
    public const int LongestFrame = BeforeSequence + 255 + CrcLength;

    /// <summary>Writes one frame; a reply passes the request's sequence bytes unchanged; the check word is written low byte first unless a peer's habit is being imitated.</summary>
    public static void Write(IBufferWriter<byte> output, ushort sequence, YkcMessage message, CrcForm crc = CrcForm.LowFirst)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(message);
        var frame = output.GetSpan(LongestFrame)[..LongestFrame];
        var body = new BodyWriter(frame[HeaderLength..(LongestFrame - CrcLength)]);
        message.WriteBody(ref body);
        var length = HeaderLength - BeforeSequence + body.Written;
        frame[0] = Start;
        frame[1] = (byte)length;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[2..], sequence);
        frame[4] = 0;
        frame[5] = message.Type;
        var covered = frame.Slice(BeforeSequence, length);
        var word = crc is CrcForm.LowFirst or CrcForm.HighFirst ? YkcCrc.Compute(covered) : YkcCrc.ComputeMisprint(covered);
        var check = frame.Slice(BeforeSequence + length, CrcLength);
        if (crc is CrcForm.LowFirst or CrcForm.MisprintLowFirst)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(check, word);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(check, word);
        }

        output.Advance(BeforeSequence + length + CrcLength);
    }
}
