using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>A tariff for ISO 15118 cars (OCPP 2.0.1 part 2 §2).</summary>
public sealed record SalesTariffType : IOcppPayload<SalesTariffType>
{
    public required int Id { get; init; }

    public string? SalesTariffDescription { get; init; }

    public int? NumEPriceLevels { get; init; }

    public required IReadOnlyList<SalesTariffEntryType> SalesTariffEntry { get; init; }

    public static SalesTariffType Read(ref OcppReader reader)
    {
        int? id = null;
        string? salesTariffDescription = null;
        int? numEPriceLevels = null;
        IReadOnlyList<SalesTariffEntryType>? salesTariffEntry = null;
        while (reader.Next())
        {
            if (reader.Is("id"u8))
                id = reader.Integer();
            else if (reader.Is("salesTariffDescription"u8))
                salesTariffDescription = reader.Text(32);
            else if (reader.Is("numEPriceLevels"u8))
                numEPriceLevels = reader.Integer();
            else if (reader.Is("salesTariffEntry"u8))
                salesTariffEntry = reader.List<SalesTariffEntryType>(1, 1024);
            else
                reader.Unknown();
        }
        return new()
        {
            Id = reader.Required(id, "id"),
            SalesTariffDescription = salesTariffDescription,
            NumEPriceLevels = numEPriceLevels,
            SalesTariffEntry = reader.Required(salesTariffEntry, "salesTariffEntry"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("id"u8, Id);
        writer.Text("salesTariffDescription"u8, SalesTariffDescription);
        writer.Number("numEPriceLevels"u8, NumEPriceLevels);
        writer.List("salesTariffEntry"u8, SalesTariffEntry);
    }
}

/// <summary>One interval of a sales tariff (OCPP 2.0.1 part 2 §2).</summary>
public sealed record SalesTariffEntryType : IOcppPayload<SalesTariffEntryType>
{
    public required RelativeTimeIntervalType RelativeTimeInterval { get; init; }

    public int? EPriceLevel { get; init; }

    public IReadOnlyList<ConsumptionCostType>? ConsumptionCost { get; init; }

    public static SalesTariffEntryType Read(ref OcppReader reader)
    {
        RelativeTimeIntervalType? relativeTimeInterval = null;
        int? ePriceLevel = null;
        IReadOnlyList<ConsumptionCostType>? consumptionCost = null;
        while (reader.Next())
        {
            if (reader.Is("relativeTimeInterval"u8))
                relativeTimeInterval = reader.Part<RelativeTimeIntervalType>();
            else if (reader.Is("ePriceLevel"u8))
                ePriceLevel = reader.Integer();
            else if (reader.Is("consumptionCost"u8))
                consumptionCost = reader.List<ConsumptionCostType>(1, 3);
            else
                reader.Unknown();
        }
        return new()
        {
            RelativeTimeInterval = reader.Required(relativeTimeInterval, "relativeTimeInterval"),
            EPriceLevel = ePriceLevel,
            ConsumptionCost = consumptionCost,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("relativeTimeInterval"u8, RelativeTimeInterval);
        writer.Number("ePriceLevel"u8, EPriceLevel);
        writer.List("consumptionCost"u8, ConsumptionCost);
    }
}

/// <summary>An interval in seconds from now (OCPP 2.0.1 part 2 §2).</summary>
public sealed record RelativeTimeIntervalType : IOcppPayload<RelativeTimeIntervalType>
{
    public required int Start { get; init; }

    public int? Duration { get; init; }

    public static RelativeTimeIntervalType Read(ref OcppReader reader)
    {
        int? start = null;
        int? duration = null;
        while (reader.Next())
        {
            if (reader.Is("start"u8))
                start = reader.Integer();
            else if (reader.Is("duration"u8))
                duration = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            Start = reader.Required(start, "start"),
            Duration = duration,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("start"u8, Start);
        writer.Number("duration"u8, Duration);
    }
}

/// <summary>Cost from a consumption on (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ConsumptionCostType : IOcppPayload<ConsumptionCostType>
{
    public required decimal StartValue { get; init; }

    public required IReadOnlyList<CostType> Cost { get; init; }

    public static ConsumptionCostType Read(ref OcppReader reader)
    {
        decimal? startValue = null;
        IReadOnlyList<CostType>? cost = null;
        while (reader.Next())
        {
            if (reader.Is("startValue"u8))
                startValue = reader.Number();
            else if (reader.Is("cost"u8))
                cost = reader.List<CostType>(1, 3);
            else
                reader.Unknown();
        }
        return new()
        {
            StartValue = reader.Required(startValue, "startValue"),
            Cost = reader.Required(cost, "cost"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("startValue"u8, StartValue);
        writer.List("cost"u8, Cost);
    }
}

/// <summary>One kind of cost (OCPP 2.0.1 part 2 §2).</summary>
public sealed record CostType : IOcppPayload<CostType>
{
    public required CostKindEnumType CostKind { get; init; }

    public required int Amount { get; init; }

    public int? AmountMultiplier { get; init; }

    public static CostType Read(ref OcppReader reader)
    {
        CostKindEnumType? costKind = null;
        int? amount = null;
        int? amountMultiplier = null;
        while (reader.Next())
        {
            if (reader.Is("costKind"u8))
                costKind = reader.Word<CostKindEnumType>();
            else if (reader.Is("amount"u8))
                amount = reader.Integer();
            else if (reader.Is("amountMultiplier"u8))
                amountMultiplier = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            CostKind = reader.Required(costKind, "costKind"),
            Amount = reader.Required(amount, "amount"),
            AmountMultiplier = amountMultiplier,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("costKind"u8, CostKind);
        writer.Number("amount"u8, Amount);
        writer.Number("amountMultiplier"u8, AmountMultiplier);
    }
}

/// <summary>Cost kind (OCPP 2.0.1 part 2 §3).</summary>
public enum CostKindEnumType : byte
{
    CarbonDioxideEmission,
    RelativePricePercentage,
    RenewableGenerationPercentage,
}
