using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Doorstep.Wire.Ocpp;

/// <summary>Reads one payload field by field and checks the schema's constraints; the first thing wrong is kept and ends the reading.</summary>
public ref struct OcppReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };
    private Utf8JsonReader _json;
    private ReadOnlySpan<byte> _name;
    private string? _path;
    private string? _reason;
    private OcppFaultCode _code;

    private OcppReader(ReadOnlySpan<byte> payload) => _json = new Utf8JsonReader(payload, Options);

    /// <summary>How often the payload left the standard harmlessly: unknown fields, nulls, unknown words where another word can stand in.</summary>
    public int Deviations { get; private set; }

    /// <summary>Reads a payload; false with the fault when a required field is missing or a value breaks the schema. Unknown fields are tolerated and counted in <paramref name="deviations"/>.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out T? message, [NotNullWhen(false)] out OcppFault? fault, out int deviations)
        where T : class, IOcppPayload<T>
    {
        var reader = new OcppReader(payload);
        message = null;
        try
        {
            if (!reader._json.Read() || reader._json.TokenType != JsonTokenType.StartObject)
                reader.Fail(OcppFaultCode.FormatViolation, "the payload is no JSON object");
            else
                message = T.Read(ref reader);
        }
        catch (JsonException)
        {
            reader.Fail(OcppFaultCode.FormatViolation, "the payload is not well-formed JSON");
        }
        deviations = reader.Deviations;
        fault = reader._reason is null ? null
            : new OcppFault(reader._code, reader._path is null ? reader._reason : $"{reader._path}: {reader._reason}");
        if (fault is not null)
            message = null;
        return fault is null;
    }

    /// <summary>As the other overload, for callers that do not count deviations.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out T? message, [NotNullWhen(false)] out OcppFault? fault)
        where T : class, IOcppPayload<T> => TryRead(payload, out message, out fault, out _);

    internal bool Next()
    {
        while (_reason is null && _json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            _name = _json.ValueIsEscaped ? TryText(ref _json, out var name) ? Encoding.UTF8.GetBytes(name) : default : _json.ValueSpan;
            _json.Read();
            if (_json.TokenType != JsonTokenType.Null)
                return true;
            Deviations++;
        }
        return false;
    }

    internal readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    internal void Unknown()
    {
        // customData is 2.0.1's own door for extensions (part 2 §2.1)
        if (!Is("customData"u8))
            Deviations++;
        _json.Skip();
    }

    internal int? Integer() => Long() switch
    {
        null => null,
        >= int.MinValue and <= int.MaxValue and var value => (int)value,
        _ => FailValue<int>(OcppFaultCode.PropertyConstraintViolation, "the integer does not fit 32 bits"),
    };

    /// <summary>An integer for which the standard names a least value.</summary>
    internal int? Integer(int least) => Integer() switch
    {
        { } value when value < least => FailValue<int>(OcppFaultCode.PropertyConstraintViolation, $"at least {least} is expected"),
        var value => value,
    };

    internal long? Long()
    {
        if (_json.TokenType != JsonTokenType.Number)
            return FailValue<long>(OcppFaultCode.TypeConstraintViolation, "an integer is expected");
        if (_json.TryGetInt64(out var value))
            return value;
        // 5.0 is an integer to JSON Schema, and some firmware writes it so
        if (!_json.TryGetDecimal(out var number))
            return FailValue<long>(OcppFaultCode.PropertyConstraintViolation, "the integer is out of range");
        if (number != decimal.Truncate(number))
            return FailValue<long>(OcppFaultCode.TypeConstraintViolation, "an integer is expected, not a fraction");
        return number is >= long.MinValue and <= long.MaxValue ? (long)number
            : FailValue<long>(OcppFaultCode.PropertyConstraintViolation, "the integer is out of range");
    }

    internal decimal? Number()
    {
        if (_json.TokenType != JsonTokenType.Number)
            return FailValue<decimal>(OcppFaultCode.TypeConstraintViolation, "a number is expected");
        return _json.TryGetDecimal(out var value) ? value : FailValue<decimal>(OcppFaultCode.PropertyConstraintViolation, "the number is out of range");
    }

    internal bool? Flag() => _json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => FailValue<bool>(OcppFaultCode.TypeConstraintViolation, "true or false is expected"),
    };

    internal string? Text(int maxLength = int.MaxValue)
    {
        if (_json.TokenType != JsonTokenType.String)
            return FailText(OcppFaultCode.TypeConstraintViolation, "a string is expected");
        if (!TryText(ref _json, out var text))
            return FailText(OcppFaultCode.FormatViolation, "the string is no Unicode text");
        return text.Length <= maxLength || text.EnumerateRunes().Count() <= maxLength ? text
            : FailText(OcppFaultCode.PropertyConstraintViolation, $"at most {maxLength} characters are allowed");
    }

    internal DateTimeOffset? Time()
    {
        if (_json.TokenType != JsonTokenType.String)
            return FailValue<DateTimeOffset>(OcppFaultCode.TypeConstraintViolation, "a time stamp in a string is expected");
        if (!_json.ValueIsEscaped)
            return OcppTime.TryParse(_json.ValueSpan, out var time) ? time : FailTime();
        return TryText(ref _json, out var text) && OcppTime.TryParse(Encoding.UTF8.GetBytes(text), out var unescaped) ? unescaped : FailTime();
    }

    internal TEnum? Word<TEnum>()
        where TEnum : struct, Enum
    {
        if (_json.TokenType != JsonTokenType.String)
            return FailValue<TEnum>(OcppFaultCode.TypeConstraintViolation, "a word in a string is expected");
        return TryWord(out TEnum word) ? word : FailValue<TEnum>(OcppFaultCode.PropertyConstraintViolation, "the value is none of the allowed words");
    }

    /// <summary>A word for which another stands in when unknown: refusing a stop for its reason would lose the session.</summary>
    internal TEnum? WordOr<TEnum>(TEnum standIn)
        where TEnum : struct, Enum
    {
        if (_json.TokenType != JsonTokenType.String)
            return FailValue<TEnum>(OcppFaultCode.TypeConstraintViolation, "a word in a string is expected");
        if (TryWord(out TEnum word))
            return word;
        Deviations++;
        return standIn;
    }

    internal T? Part<T>()
        where T : class, IOcppPayload<T>
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Fail(OcppFaultCode.TypeConstraintViolation, "an object is expected");
            return null;
        }
        var name = _name;
        var part = T.Read(ref this);
        if (_reason is not null)
            Prefix(name, null);
        return part;
    }

    internal IReadOnlyList<T>? List<T>(int min = 0, int max = int.MaxValue)
        where T : class, IOcppPayload<T>
    {
        if (!StartArray())
            return null;
        var name = _name;
        var items = new List<T>(1);
        while (NextItem())
        {
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                _name = name;
                Fail(OcppFaultCode.TypeConstraintViolation, "an array of objects is expected");
                return null;
            }
            items.Add(T.Read(ref this));
            if (_reason is not null)
            {
                Prefix(name, items.Count - 1);
                return null;
            }
        }
        _name = name;
        return CheckCount(items, min, max);
    }

    internal IReadOnlyList<string>? Texts(int maxLength)
    {
        if (!StartArray())
            return null;
        var items = new List<string>();
        while (NextItem())
        {
            if (Text(maxLength) is { } text)
                items.Add(text);
        }
        return items;
    }

    internal IReadOnlyList<int>? Integers(int min)
    {
        if (!StartArray())
            return null;
        var items = new List<int>();
        while (NextItem())
        {
            if (Integer() is { } value)
                items.Add(value);
        }
        return CheckCount(items, min, int.MaxValue);
    }

    /// <summary>Any JSON value as its own text.</summary>
    internal string Raw()
    {
        using var value = JsonDocument.ParseValue(ref _json);
        return value.RootElement.GetRawText();
    }

    internal T Required<T>(T? value, string name)
        where T : struct
    {
        if (value is null)
            Missing(name);
        return value.GetValueOrDefault();
    }

    internal T Required<T>(T? value, string name)
        where T : class
    {
        if (value is null)
            Missing(name);
        return value!;
    }

    internal static bool TryText(ref Utf8JsonReader json, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = json.GetString();
            // U+0000 is no character of any card, name or message, and PostgreSQL keeps no text that has it
            return text is not null && !text.Contains('\0', StringComparison.Ordinal);
        }
        // a lone surrogate escape or broken UTF-8: the reader knows no other way to say so
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    private readonly bool TryWord<TEnum>(out TEnum word)
        where TEnum : struct, Enum
    {
        if (!_json.ValueIsEscaped)
            return WireNames<TEnum>.TryFind(_json.ValueSpan, out word);
        var copy = _json;
        word = default;
        return TryText(ref copy, out var text) && WireNames<TEnum>.TryFind(Encoding.UTF8.GetBytes(text), out word);
    }

    private bool StartArray()
    {
        if (_json.TokenType == JsonTokenType.StartArray)
            return true;
        Fail(OcppFaultCode.TypeConstraintViolation, "an array is expected");
        return false;
    }

    private bool NextItem() => _reason is null && _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    private List<T> CheckCount<T>(List<T> items, int min, int max)
    {
        if (_reason is null && (items.Count < min || items.Count > max))
            Fail(OcppFaultCode.OccurrenceConstraintViolation, $"{items.Count} items where {min} to {max} are allowed");
        return items;
    }

    private void Missing(string name)
    {
        if (_reason is not null)
            return;
        _name = Encoding.UTF8.GetBytes(name);
        Fail(OcppFaultCode.OccurrenceConstraintViolation, "the field is required");
    }

    /// <summary>A bound that holds only here, for a part that elsewhere may have less.</summary>
    internal void AtLeast(int least, int? value, string name)
    {
        if (_reason is not null || value is null || value >= least)
            return;
        _name = Encoding.UTF8.GetBytes(name);
        Fail(OcppFaultCode.PropertyConstraintViolation, $"at least {least} is expected");
    }

    private void Fail(OcppFaultCode code, string reason)
    {
        if (_reason is not null)
            return;
        _code = code;
        _reason = reason;
        _path = _name.IsEmpty ? null : Encoding.UTF8.GetString(_name);
    }

    private void Prefix(ReadOnlySpan<byte> name, int? index) =>
        _path = Encoding.UTF8.GetString(name) + (index is { } i ? $"[{i}]" : "") + "." + _path;

    private T? FailValue<T>(OcppFaultCode code, string reason)
        where T : struct
    {
        Fail(code, reason);
        return null;
    }

    private string? FailText(OcppFaultCode code, string reason)
    {
        Fail(code, reason);
        return null;
    }

    private DateTimeOffset? FailTime() => FailValue<DateTimeOffset>(OcppFaultCode.PropertyConstraintViolation, "the string is no RFC 3339 time stamp");
}
