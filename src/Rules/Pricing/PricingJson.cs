using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Rules.Pricing;

/// <summary>How tariffs, terms and bills are written down: quantities as whole numbers of their unit, periods by name.</summary>
public static class PricingJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new Whole<UnitPrice>(price => price.MicroYuanPerKilowattHour, value => new(value)),
            new Whole<Energy>(energy => energy.WattHours, value => new(value)),
            new Whole<Money>(money => money.Fen, value => new(value)),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
        IgnoreReadOnlyProperties = true,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads what <see cref="Write{T}"/> wrote; anything else is a bug and throws.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"No {typeof(T).Name} in the text");

    private sealed class Whole<T>(Func<T, long> number, Func<long, T> value) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => value(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(number(value));
    }
}
