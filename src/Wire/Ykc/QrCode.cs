using System.Text;

namespace Doorstep.Wire.Ykc;

/// <summary>What a pile appends to the QR prefix.</summary>
public enum QrFormat : byte
{
    /// <summary>Prefix and the pile's 14 digits.</summary>
    Pile = 0,

    /// <summary>Prefix, the pile's 14 digits and the gun's 2.</summary>
    PileAndGun = 1,
}

/// <summary>0xF0 ↓ prefix of the QR code the pile shows, at most 200 characters; lost on power loss, so sent after every login (V1.5 supplement).</summary>
public sealed record QrPrefix(PileNumber Pile, QrFormat Format, string Prefix) : YkcMessage
{
    internal const byte Code = 0xF0;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static QrPrefix Read(ref BodyReader from) => new(from.Pile(), (QrFormat)from.U8(), QrText.Read(ref from, from.U8()));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8((byte)Format);
        to.U8((byte)QrText.Checked(Prefix));
        to.Text(Prefix, Prefix.Length);
    }
}

/// <summary>0xF1 ↑ answers 0xF0; sources disagree whether 0 or 1 is success, so any reply means delivered and the byte is shown.</summary>
public sealed record QrPrefixReply(PileNumber Pile, byte Result) : YkcMessage
{
    internal const byte Code = 0xF1;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static QrPrefixReply Read(ref BodyReader from) => new(from.Pile(), from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(Result);
    }
}

/// <summary>0x9C ↓ QR address of a gun, at most 200 characters, on a link of one pile: it names no pile (V1.6 supplement; no real frame seen).</summary>
public sealed record QrUrlOfGun(byte GunNumber, string Url) : YkcMessage
{
    internal const byte Code = 0x9C;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>Not in the frame.</summary>
    public override PileNumber Pile { get; init; }

    internal static QrUrlOfGun Read(ref BodyReader from) => new(from.U8(), QrText.Read(ref from, from.U16()));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.U8(GunNumber);
        to.U16(QrText.Checked(Url));
        to.Text(Url, Url.Length);
    }
}

/// <summary>0x9E ↓ QR address of a gun with its pile (V1.6 supplement; no real frame seen).</summary>
public sealed record QrUrl(PileNumber Pile, byte GunNumber, string Url) : YkcMessage
{
    internal const byte Code = 0x9E;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static QrUrl Read(ref BodyReader from) => new(from.Pile(), from.U8(), QrText.Read(ref from, from.U16()));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(GunNumber);
        to.U16(QrText.Checked(Url));
        to.Text(Url, Url.Length);
    }
}

/// <summary>0x9B ↑ answers 0x9C and 0x9E; 1 is success.</summary>
public sealed record QrUrlReply(PileNumber Pile, byte GunNumber, bool Accepted) : YkcMessage
{
    internal const byte Code = 0x9B;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static QrUrlReply Read(ref BodyReader from) => new(from.Pile(), from.U8(), from.U8() == 1);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(GunNumber);
        to.Flag(Accepted);
    }
}

internal static class QrText
{
    private const int Longest = 200;

    public static string Read(ref BodyReader from, int length)
    {
        if (length > Longest)
        {
            from.Refuse(YkcFaultKind.FieldOutOfRange);
            return "";
        }

        return Encoding.Latin1.GetString(from.Bytes(length));
    }

    public static ushort Checked(string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, Longest, nameof(text));
        return (ushort)text.Length;
    }
}
