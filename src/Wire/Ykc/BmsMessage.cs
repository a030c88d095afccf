namespace Doorstep.Wire.Ykc;

/// <summary>A 2-bit item of the BMS frames; what 1 and 2 mean stands at each item.</summary>
public enum TwoBits
{
    /// <summary>00: normal, not so, forbidden.</summary>
    Zero = 0,

    /// <summary>01: yes, timeout, too high, allowed.</summary>
    One = 1,

    /// <summary>10: untrusted, too low.</summary>
    Two = 2,

    /// <summary>11: spare.</summary>
    Three = 3,
}

/// <summary>A stage of the talk between car and DC pile (GB/T 27930-2015), passed up as it happened (§5); every body starts with transaction, pile, gun.</summary>
public abstract record BmsMessage : YkcMessage
{
    private protected BmsMessage()
    {
    }

    /// <summary>The running charge.</summary>
    public required TransactionNumber Transaction { get; init; }

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>The gun.</summary>
    public required Gun Gun { get; init; }

    internal static TwoBits Item(ulong bits, int number) => (TwoBits)(bits >> 2 * number & 3);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Pile(Pile);
        to.Gun(Gun);
        WriteStage(ref to);
    }

    private protected abstract void WriteStage(ref BodyWriter to);
}
