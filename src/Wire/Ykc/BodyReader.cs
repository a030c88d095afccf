using System.Buffers.Binary;
using System.Text;

namespace Doorstep.Wire.Ykc;

/// <summary>Reads fields from a body; a missing field reads as zeros and leaves the fault, so that no input can throw.</summary>
internal ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private static readonly byte[] Zeros = new byte[256];
    private ReadOnlySpan<byte> rest = body;

    public YkcFaultKind? Fault { get; private set; }

    public readonly int Left => rest.Length;

    public void Refuse(YkcFaultKind fault) => Fault ??= fault;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (rest.Length < count)
        {
            Refuse(YkcFaultKind.ShortBody);
            rest = default;
            return Zeros.AsSpan(0, count);
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public byte U8() => Bytes(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint U24()
    {
        var bytes = Bytes(3);
        return (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16);
    }

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong U40() => LittleEndian(Bytes(5));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public PileNumber Pile() => new(BigEndian(Bytes(7)));

    public Gun Gun() => new(U8());

    public TransactionNumber Transaction() => new(BinaryPrimitives.ReadUInt128BigEndian(Bytes(16)));

    public Code8 Code() => new(BinaryPrimitives.ReadUInt64BigEndian(Bytes(8)));

    public Cp56Time Time() => new(LittleEndian(Bytes(7)));

    public OffsetTemperature Temperature() => new(U8());

    public BmsCurrent Current() => new(U16());

    public string Hex(int count) => Convert.ToHexString(Bytes(count));

    /// <summary>Right-padded text; read as Latin-1 so that every byte survives a round trip.</summary>
    public string Text(int count) => Encoding.Latin1.GetString(Bytes(count).TrimEnd((byte)0));

    /// <summary>0x31 carries the VIN back to front.</summary>
    public string ReversedText(int count)
    {
        Span<byte> forward = stackalloc byte[count];
        Bytes(count).CopyTo(forward);
        forward.Reverse();
        return Encoding.Latin1.GetString(forward.TrimEnd((byte)0));
    }

    private static ulong BigEndian(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        foreach (var b in bytes)
        {
            value = value << 8 | b;
        }

        return value;
    }

    private static ulong LittleEndian(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            value = value << 8 | bytes[i];
        }

        return value;
    }
}
