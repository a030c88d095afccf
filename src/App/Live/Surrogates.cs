#pragma warning disable RCS1242 // the serializer writes into its surrogates, so they cannot be read-only

using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Live;

// How the rules' own types travel between nodes; the rules know nothing of it. Within one node messages are handed over as they are.

[GenerateSerializer]
internal struct NumberSurrogate
{
    [Id(0)]
    public long Value;
}

[GenerateSerializer]
internal struct TextSurrogate
{
    [Id(0)]
    public string Value;
}

[RegisterConverter]
internal sealed class EnergySurrogate : IConverter<Energy, NumberSurrogate>
{
    public Energy ConvertFromSurrogate(in NumberSurrogate surrogate) => new(surrogate.Value);

    public NumberSurrogate ConvertToSurrogate(in Energy value) => new() { Value = value.WattHours };
}

[RegisterConverter]
internal sealed class PowerSurrogate : IConverter<Power, NumberSurrogate>
{
    public Power ConvertFromSurrogate(in NumberSurrogate surrogate) => new(surrogate.Value);

    public NumberSurrogate ConvertToSurrogate(in Power value) => new() { Value = value.Watts };
}

[RegisterConverter]
internal sealed class MoneySurrogate : IConverter<Money, NumberSurrogate>
{
    public Money ConvertFromSurrogate(in NumberSurrogate surrogate) => new(surrogate.Value);

    public NumberSurrogate ConvertToSurrogate(in Money value) => new() { Value = value.Fen };
}

[RegisterConverter]
internal sealed class ResidentIdSurrogate : IConverter<ResidentId, NumberSurrogate>
{
    public ResidentId ConvertFromSurrogate(in NumberSurrogate surrogate) => new(surrogate.Value);

    public NumberSurrogate ConvertToSurrogate(in ResidentId value) => new() { Value = value.Value };
}

[RegisterConverter]
internal sealed class SessionIdSurrogate : IConverter<SessionId, NumberSurrogate>
{
    public SessionId ConvertFromSurrogate(in NumberSurrogate surrogate) => new(surrogate.Value);

    public NumberSurrogate ConvertToSurrogate(in SessionId value) => new() { Value = value.Value };
}

[RegisterConverter]
internal sealed class PileIdSurrogate : IConverter<PileId, TextSurrogate>
{
    public PileId ConvertFromSurrogate(in TextSurrogate surrogate) => new(surrogate.Value);

    public TextSurrogate ConvertToSurrogate(in PileId value) => new() { Value = value.Value };
}

[RegisterConverter]
internal sealed class StationIdSurrogate : IConverter<StationId, TextSurrogate>
{
    public StationId ConvertFromSurrogate(in TextSurrogate surrogate) => new(surrogate.Value);

    public TextSurrogate ConvertToSurrogate(in StationId value) => new() { Value = value.Value };
}

[GenerateSerializer]
internal struct ConnectorIdParts
{
    [Id(0)]
    public string Pile;

    [Id(1)]
    public int Number;
}

[RegisterConverter]
internal sealed class ConnectorIdSurrogate : IConverter<ConnectorId, ConnectorIdParts>
{
    public ConnectorId ConvertFromSurrogate(in ConnectorIdParts surrogate) => new(new PileId(surrogate.Pile), surrogate.Number);

    public ConnectorIdParts ConvertToSurrogate(in ConnectorId value) => new() { Pile = value.Pile.Value, Number = value.Number };
}

[GenerateSerializer]
internal struct ReadingParts
{
    [Id(0)]
    public DateTimeOffset At;

    [Id(1)]
    public long? Register;

    [Id(2)]
    public long? Power;

    [Id(3)]
    public int? StateOfCharge;

    [Id(4)]
    public int? Millivolts;

    [Id(5)]
    public int? Milliamperes;

    [Id(6)]
    public int? Temperature;
}

[RegisterConverter]
internal sealed class ReadingSurrogate : IConverter<Reading, ReadingParts>
{
    public Reading ConvertFromSurrogate(in ReadingParts s) => new(
        s.At, s.Register is { } register ? new Energy(register) : null, s.Power is { } power ? new Power(power) : null, s.StateOfCharge, s.Millivolts, s.Milliamperes, s.Temperature);

    public ReadingParts ConvertToSurrogate(in Reading value) => new()
    {
        At = value.At,
        Register = value.Register?.WattHours,
        Power = value.Power?.Watts,
        StateOfCharge = value.StateOfCharge,
        Millivolts = value.Millivolts,
        Milliamperes = value.Milliamperes,
        Temperature = value.Temperature,
    };
}

[GenerateSerializer]
internal struct PileClaimParts
{
    [Id(0)]
    public long? Stop;

    [Id(1)]
    public long? Energy;

    [Id(2)]
    public long? Amount;
}

[RegisterConverter]
internal sealed class PileClaimSurrogate : IConverter<PileClaim, PileClaimParts>
{
    public PileClaim ConvertFromSurrogate(in PileClaimParts s) => new(
        s.Stop is { } stop ? new Energy(stop) : null, s.Energy is { } energy ? new Energy(energy) : null, s.Amount is { } amount ? new Money(amount) : null);

    public PileClaimParts ConvertToSurrogate(in PileClaim value) => new() { Stop = value.Stop?.WattHours, Energy = value.Energy?.WattHours, Amount = value.Amount?.Fen };
}

[GenerateSerializer]
internal struct RefusalParts
{
    [Id(0)]
    public string Code;

    [Id(1)]
    public string[] Names;

    [Id(2)]
    public string[] Values;
}

[RegisterConverter]
internal sealed class RefusalSurrogate : IConverter<Refusal, RefusalParts>
{
    public Refusal ConvertFromSurrogate(in RefusalParts surrogate) => new(surrogate.Code, [.. surrogate.Names.Zip(surrogate.Values)]);

    public RefusalParts ConvertToSurrogate(in Refusal value) =>
        new() { Code = value.Code, Names = [.. value.Facts.Select(f => f.Name)], Values = [.. value.Facts.Select(f => f.Value)] };
}

[GenerateSerializer]
internal struct DecisionParts<T>
{
    [Id(0)]
    public T? Value;

    [Id(1)]
    public Refusal? Refusal;
}

[RegisterConverter]
internal sealed class DecisionSurrogate<T> : IConverter<Decision<T>, DecisionParts<T>>
{
    public Decision<T> ConvertFromSurrogate(in DecisionParts<T> surrogate) => surrogate.Refusal is { } refusal ? refusal : surrogate.Value!;

    public DecisionParts<T> ConvertToSurrogate(in Decision<T> value) => value.Granted ? new() { Value = value.Value } : new() { Refusal = value.Refusal };
}
