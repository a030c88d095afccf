using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Doorstep.Wire.Ykc;

/// <summary>Writes fields into a body of at most 251 bytes; a value that cannot be written is a bug of the caller and throws.</summary>
internal ref struct BodyWriter(Span<byte> body)
{
    private readonly Span<byte> body = body;

    public int Written { get; private set; }

    public void U8(byte value) => Next(1)[0] = value;

    public void Flag(bool value) => U8((byte)(value ? 1 : 0));

    public void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(2), value);

    public void U24(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0xFF_FFFFu);
        LittleEndian(Next(3), value);
    }

    public void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(4), value);

    public void U40(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0xFF_FFFF_FFFFul);
        LittleEndian(Next(5), value);
    }

    public void U64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(8), value);

    public void Pile(PileNumber pile)
    {
        var to = Next(7);
        for (var i = 0; i < 7; i++)
        {
            to[i] = (byte)(pile.Raw >> 8 * (6 - i) & 0xFF);
        }
    }

    public void Gun(Gun gun) => U8(gun.Raw);

    public void Transaction(TransactionNumber transaction) => BinaryPrimitives.WriteUInt128BigEndian(Next(16), transaction.Raw);

    public void Code(Code8 code) => BinaryPrimitives.WriteUInt64BigEndian(Next(8), code.Raw);

    public void Time(Cp56Time time) => LittleEndian(Next(7), time.Raw);

    public void Temperature(OffsetTemperature value) => U8(value.Raw);

    public void Current(BmsCurrent value) => U16(value.Raw);

    public void Hex(string hex, int count)
    {
        if (hex.Length != 2 * count)
        {
            throw new ArgumentException($"The field takes {count} bytes as {2 * count} hex digits, not '{hex}'.", nameof(hex));
        }

        var to = Next(count);
        for (var i = 0; i < count; i++)
        {
            to[i] = byte.Parse(hex.AsSpan(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
    }

    public void Text(string text, int count)
    {
        var to = Next(count);
        Fits(text, count);
        to[Encoding.Latin1.GetBytes(text, to)..].Clear();
    }

    public void ReversedText(string text, int count)
    {
        var to = Next(count);
        Fits(text, count);
        to[Encoding.Latin1.GetBytes(text, to)..].Clear();
        to.Reverse();
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    private static void Fits(string text, int count)
    {
        if (text.Length > count)
        {
            throw new ArgumentException($"The field takes {count} characters, not the {text.Length} of '{text}'.", nameof(text));
        }
    }

    private static void LittleEndian(Span<byte> to, ulong value)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = (byte)(value >> 8 * i & 0xFF);
        }
    }

    private Span<byte> Next(int count)
    {
        var span = body.Slice(Written, count);
        Written += count;
        return span;
    }
}
