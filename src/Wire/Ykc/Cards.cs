using System.Collections.Immutable;

namespace Doorstep.Wire.Ykc;

/// <summary>A card a pile accepts while offline: printed and physical number.</summary>
public readonly record struct OfflineCard(Code8 Logic, Code8 Physical);

/// <summary>What became of one card: cleared or not, with the reason byte (whose 00/01 the protocol prints in two ways).</summary>
public readonly record struct CardCleared(Code8 Physical, bool Cleared, byte Reason);

/// <summary>Whether one card is known to the pile.</summary>
public readonly record struct CardKnown(Code8 Physical, bool Known);

/// <summary>0x44 ↓ cards to be accepted offline, at most 15.</summary>
public sealed record CardsSync(PileNumber Pile, ImmutableArray<OfflineCard> Cards) : YkcMessage
{
    internal const byte Code = 0x44;

    /// <summary>Most cards of one frame.</summary>
    public const int Most = 15;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static CardsSync Read(ref BodyReader from)
    {
        var pile = from.Pile();
        var count = from.U8();
        var cards = ImmutableArray.CreateBuilder<OfflineCard>();
        for (var i = 0; i < count && from.Fault is null; i++)
        {
            cards.Add(new OfflineCard(from.Code(), from.Code()));
        }

        return new CardsSync(pile, cards.ToImmutable());
    }

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(CardCount.Checked(Cards.Length, Most));
        foreach (var card in Cards)
        {
            to.Code(card.Logic);
            to.Code(card.Physical);
        }
    }
}

/// <summary>0x43 ↑ answers 0x44: 1 saved; reason 1 wrong format, 2 no space.</summary>
public sealed record CardsSyncReply(PileNumber Pile, bool Saved, byte Reason) : YkcMessage
{
    internal const byte Code = 0x43;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static CardsSyncReply Read(ref BodyReader from) => new(from.Pile(), from.U8() == 1, from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Flag(Saved);
        to.U8(Reason);
    }
}

/// <summary>0x46 ↓ cards to be forgotten, at most 24.</summary>
public sealed record CardsClear(PileNumber Pile, ImmutableArray<Code8> PhysicalCards) : YkcMessage
{
    internal const byte Code = 0x46;

    /// <summary>Most cards of one frame.</summary>
    public const int Most = 24;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static CardsClear Read(ref BodyReader from) => new(from.Pile(), CardCount.ReadCards(ref from));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(CardCount.Checked(PhysicalCards.Length, Most));
        foreach (var card in PhysicalCards)
        {
            to.Code(card);
        }
    }
}

/// <summary>0x45 ↑ answers 0x46, card by card to the end of the body (there is no count).</summary>
public sealed record CardsClearReply(PileNumber Pile, ImmutableArray<CardCleared> Cards) : YkcMessage
{
    internal const byte Code = 0x45;
    private const int RowLength = 10;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static CardsClearReply Read(ref BodyReader from)
    {
        var pile = from.Pile();
        var cards = ImmutableArray.CreateBuilder<CardCleared>();
        while (from.Left >= RowLength)
        {
            cards.Add(new CardCleared(from.Code(), from.U8() == 1, from.U8()));
        }

        return new CardsClearReply(pile, cards.ToImmutable());
    }

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        foreach (var card in Cards)
        {
            to.Code(card.Physical);
            to.Flag(card.Cleared);
            to.U8(card.Reason);
        }
    }
}

/// <summary>0x48 ↓ asks which cards are known, at most 26.</summary>
public sealed record CardsQuery(PileNumber Pile, ImmutableArray<Code8> PhysicalCards) : YkcMessage
{
    internal const byte Code = 0x48;

    /// <summary>Most cards of one frame.</summary>
    public const int Most = 26;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static CardsQuery Read(ref BodyReader from) => new(from.Pile(), CardCount.ReadCards(ref from));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(CardCount.Checked(PhysicalCards.Length, Most));
        foreach (var card in PhysicalCards)
        {
            to.Code(card);
        }
    }
}

/// <summary>0x47 ↑ answers 0x48, card by card to the end of the body (there is no count).</summary>
public sealed record CardsQueryReply(PileNumber Pile, ImmutableArray<CardKnown> Cards) : YkcMessage
{
    internal const byte Code = 0x47;
    private const int RowLength = 9;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static CardsQueryReply Read(ref BodyReader from)
    {
        var pile = from.Pile();
        var cards = ImmutableArray.CreateBuilder<CardKnown>();
        while (from.Left >= RowLength)
        {
            cards.Add(new CardKnown(from.Code(), from.U8() == 1));
        }

        return new CardsQueryReply(pile, cards.ToImmutable());
    }

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        foreach (var card in Cards)
        {
            to.Code(card.Physical);
            to.Flag(card.Known);
        }
    }
}

internal static class CardCount
{
    public static byte Checked(int count, int most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most);
        return (byte)count;
    }

    public static ImmutableArray<Code8> ReadCards(ref BodyReader from)
    {
        var count = from.U8();
        var cards = ImmutableArray.CreateBuilder<Code8>();
        for (var i = 0; i < count && from.Fault is null; i++)
        {
            cards.Add(from.Code());
        }

        return cards.ToImmutable();
    }
}
