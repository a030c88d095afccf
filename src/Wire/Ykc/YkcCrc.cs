namespace Doorstep.Wire.Ykc;

/// <summary>How a frame's check word was written; every form is accepted, only <see cref="LowFirst"/> is sent.</summary>
public enum CrcForm
{
    /// <summary>CRC-16/MODBUS, low byte first, as the protocol means it.</summary>
    LowFirst,

    /// <summary>CRC-16/MODBUS, high byte first, as about a fifth of the frames seen in the field.</summary>
    HighFirst,

    /// <summary>The misprinted table of V1.4 and V1.5 (index 0x5F holds 0x40 for 0x38), low byte first.</summary>
    MisprintLowFirst,

    /// <summary>The misprinted table, high byte first.</summary>
    MisprintHighFirst,
}

/// <summary>CRC-16/MODBUS (polynomial 0xA001 reflected, start 0xFFFF), which is what the protocol's printed function computes though its text says 0x180D.</summary>
public static class YkcCrc
{
    private static readonly ushort[] Table = MakeTable();
    private static readonly ushort[] Misprint = MakeMisprint();

    /// <summary>The check word over sequence to end of body.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes) => Compute(bytes, Table);

    /// <summary>The check word a pile computes that copied the V1.5 table with its misprint.</summary>
    public static ushort ComputeMisprint(ReadOnlySpan<byte> bytes) => Compute(bytes, Misprint);

    /// <summary>Recognises the two check bytes in any known form; null when they fit none.</summary>
    public static CrcForm? Recognise(ReadOnlySpan<byte> covered, byte first, byte second)
    {
        var lowFirst = (ushort)(first | second << 8);
        var highFirst = (ushort)(first << 8 | second);
        var right = Compute(covered);
        if (right == lowFirst)
        {
            return CrcForm.LowFirst;
        }

        if (right == highFirst)
        {
            return CrcForm.HighFirst;
        }

        var misprint = ComputeMisprint(covered);
        return misprint == lowFirst ? CrcForm.MisprintLowFirst
            : misprint == highFirst ? CrcForm.MisprintHighFirst
            : null;
    }

    private static ushort Compute(ReadOnlySpan<byte> bytes, ushort[] table)
    {
        var crc = 0xFFFF;
        foreach (var b in bytes)
        {
            crc = crc >> 8 ^ table[(crc ^ b) & 0xFF];
        }

        return (ushort)crc;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? value >> 1 ^ 0xA001 : value >> 1;
            }

            table[i] = (ushort)value;
        }

        return table;
    }

    private static ushort[] MakeMisprint()
    {
        var table = MakeTable();
        table[0x5F] = (ushort)(0x4000 | table[0x5F] & 0xFF);
        return table;
    }
}
