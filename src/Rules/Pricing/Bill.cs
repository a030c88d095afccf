namespace Doorstep.Rules.Pricing;

/// <summary>What a session costs, line by line; every total is the sum of its lines.</summary>
/// <param name="Lines">One per stretch of equal price in which energy flowed, in order of time.</param>
/// <param name="Dropped">Readings that were set aside because the register fell or jumped; not empty means a person should look.</param>
public sealed record Bill(IReadOnlyList<BillLine> Lines, IReadOnlyList<MeterPoint> Dropped)
{
    public static readonly Bill Empty = new([], []);

    public Energy Energy => new(Lines.Sum(line => line.Energy.WattHours));

    public Money Electricity => new(Lines.Sum(line => line.Electricity.Fen));

    public Money Service => new(Lines.Sum(line => line.Service.Fen));

    public Money Total => Electricity + Service;

    /// <summary>What the same energy would have cost without an agreement.</summary>
    public Money Market => Electricity + new Money(Lines.Sum(line => line.MarketService.Fen));

    public Money Saved => Market - Total;
}

/// <summary>Energy bought at one price, and what it cost in whole fen.</summary>
/// <param name="From">When energy first flowed at this price.</param>
/// <param name="To">When it last did; idle time after full belongs to no line.</param>
public sealed record BillLine(PricedRate Rate, DateTimeOffset From, DateTimeOffset To, Energy Energy)
{
    public Money Electricity { get; init; }

    public Money Service { get; init; }

    /// <summary>The service fee a driver without an agreement would have paid.</summary>
    public Money MarketService { get; init; }
}
