using System.Buffers;
using System.Buffers.Binary;

namespace Doorstep.Wire.Ykc;

/// <summary>Takes frames from a byte stream: resynchronises at 0x68 with a plausible length (4…255) and a check word of a known form, and names what it stepped over (§1).</summary>
public static class YkcReader
{
    // a frame split over buffers is copied here; larger than two frames, so that a candidate at its start always fits
    private const int Window = 1024;

    /// <summary>
    /// Takes the next frame or fault from the front of <paramref name="buffer"/> and never throws.
    /// With <paramref name="final"/> (the link closed or fell silent) an unfinished frame is a fault, so that a damaged length byte cannot hold back what came after it.
    /// </summary>
    public static YkcStep Read(ref ReadOnlySequence<byte> buffer, bool final, out YkcFrame frame, out YkcFault fault)
    {
        YkcStep step;
        int consumed;
        if (buffer.IsSingleSegment)
        {
            step = Scan(buffer.FirstSpan, final, out consumed, out frame, out fault);
        }
        else
        {
            Span<byte> window = stackalloc byte[Window];
            var length = (int)Math.Min(buffer.Length, Window);
            buffer.Slice(0, length).CopyTo(window);
            step = Scan(window[..length], final && buffer.Length <= Window, out consumed, out frame, out fault);
        }

        buffer = buffer.Slice(consumed);
        return step;
    }

    private static YkcStep Scan(ReadOnlySpan<byte> bytes, bool final, out int consumed, out YkcFrame frame, out YkcFault fault)
    {
        frame = default;
        fault = default;
        YkcFaultKind? first = null;
        var at = 0;
        while (at < bytes.Length)
        {
            var judged = Judge(bytes[at..], out var length, out var crc);
            if (judged == Candidate.Sound && first is null)
            {
                consumed = length;
                return Open(bytes.Slice(at, length), crc, out frame, out fault);
            }

            if (judged == Candidate.Sound || judged == Candidate.Unfinished && !final)
            {
                break;
            }

            first ??= judged switch
            {
                Candidate.NoStart => YkcFaultKind.Garbage,
                Candidate.BadLength => YkcFaultKind.LengthOutOfRange,
                Candidate.Unfinished => YkcFaultKind.Truncated,
                _ => YkcFaultKind.BadCrc,
            };
            var next = bytes[(at + 1)..].IndexOf(YkcWriter.Start);
            at = next < 0 ? bytes.Length : at + 1 + next;
        }

        consumed = at;
        if (first is not { } kind)
        {
            return YkcStep.NeedMore;
        }

        fault = new YkcFault(kind, at);
        return YkcStep.Fault;
    }

    private static Candidate Judge(ReadOnlySpan<byte> bytes, out int length, out CrcForm crc)
    {
        length = 0;
        crc = default;
        if (bytes[0] != YkcWriter.Start)
        {
            return Candidate.NoStart;
        }

        if (bytes.Length < 2)
        {
            return Candidate.Unfinished;
        }

        if (bytes[1] < YkcWriter.HeaderLength - YkcWriter.BeforeSequence)
        {
            return Candidate.BadLength;
        }

        var covered = bytes[1];
        length = YkcWriter.BeforeSequence + covered + YkcWriter.CrcLength;
        if (bytes.Length < length)
        {
            return Candidate.Unfinished;
        }

        if (YkcCrc.Recognise(bytes.Slice(YkcWriter.BeforeSequence, covered), bytes[length - 2], bytes[length - 1]) is not { } form)
        {
            return Candidate.BadCrc;
        }

        crc = form;
        return Candidate.Sound;
    }

    private static YkcStep Open(ReadOnlySpan<byte> bytes, CrcForm crc, out YkcFrame frame, out YkcFault fault)
    {
        var sequence = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        var type = bytes[5];
        frame = default;
        if (bytes[4] != 0)
        {
            fault = new YkcFault(YkcFaultKind.Encrypted, bytes.Length, type, sequence);
            return YkcStep.Fault;
        }

        var body = new BodyReader(bytes[YkcWriter.HeaderLength..^YkcWriter.CrcLength]);
        var message = YkcCatalogue.Read(type, ref body);
        if (body.Fault is { } kind)
        {
            fault = new YkcFault(kind, bytes.Length, type, sequence);
            return YkcStep.Fault;
        }

        fault = default;
        frame = new YkcFrame(sequence, crc, message);
        return YkcStep.Frame;
    }

    private enum Candidate
    {
        NoStart,
        BadLength,
        Unfinished,
        BadCrc,
        Sound,
    }
}
