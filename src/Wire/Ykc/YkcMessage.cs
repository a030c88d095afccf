namespace Doorstep.Wire.Ykc;

/// <summary>One message of the 云快充 protocol V1.5/V1.6 (with the V1.7 record); a closed set, see <see cref="YkcCatalogue"/>.</summary>
public abstract record YkcMessage
{
    private protected YkcMessage()
    {
    }

    /// <summary>The type byte of the frame.</summary>
    public abstract byte Type { get; }

    /// <summary>The pile the message is about; a concentrator carries several piles on one link, so route by this and not by the socket.</summary>
    public abstract PileNumber Pile { get; init; }

    internal abstract void WriteBody(ref BodyWriter to);
}

/// <summary>A sound frame of a type outside V1.5/V1.6: to be logged and ignored.</summary>
public sealed record UnknownMessage(byte UnknownType, ReadOnlyMemory<byte> Body) : YkcMessage
{
    /// <inheritdoc/>
    public override byte Type => UnknownType;

    /// <summary>Not known.</summary>
    public override PileNumber Pile { get; init; }

    internal override void WriteBody(ref BodyWriter to) => to.Bytes(Body.Span);
}
