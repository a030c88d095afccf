namespace Doorstep.Rules.Pricing;

/// <summary>What a stretch of the day is called on the grid company's price table; the label says nothing about the price itself.</summary>
public enum PricePeriod
{
    /// <summary>尖</summary>
    Tip,

    /// <summary>峰</summary>
    Peak,

    /// <summary>平</summary>
    Flat,

    /// <summary>谷</summary>
    Valley,

    /// <summary>深谷, known in other provinces.</summary>
    DeepValley,
}
