using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Doorstep.Wire.Ocpp;

/// <summary>Writes frames; reusable but not shared between threads. Absent fields are left out.</summary>
public sealed class OcppWriter : IDisposable
{
    private const int LongestErrorDescription = 255;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private Utf8JsonWriter? _json;

    private Utf8JsonWriter Json => _json ?? throw new InvalidOperationException("A payload is written inside a frame.");

    /// <summary>Writes <c>[2,id,action,payload]</c>.</summary>
    public void Call<TRequest, TResponse>(IBufferWriter<byte> output, string messageId, TRequest request)
        where TRequest : class, IOcppRequest<TRequest, TResponse>
        where TResponse : class, IOcppPayload<TResponse> => Call(output, messageId, TRequest.Action, request);

    /// <summary>Writes <c>[2,id,action,payload]</c> for an action known only at run time.</summary>
    public void Call(IBufferWriter<byte> output, string messageId, string action, IOcppPayload request)
    {
        Begin(output, OcppFrameKind.Call, messageId);
        Json.WriteStringValue(action);
        End(request);
    }

    /// <summary>Writes <c>[3,id,payload]</c>.</summary>
    public void Result(IBufferWriter<byte> output, string messageId, IOcppPayload response)
    {
        Begin(output, OcppFrameKind.CallResult, messageId);
        End(response);
    }

    /// <summary>Writes <c>[4,id,code,description,{}]</c> with the version's spelling of the code and at most 255 characters of description; the id is "-1" when none could be read (2.0.1 part 4 §4.2.3).</summary>
    public void Error(IBufferWriter<byte> output, OcppVersion version, string? messageId, OcppFaultCode code, string description)
    {
        Begin(output, OcppFrameKind.CallError, messageId ?? "-1");
        Json.WriteStringValue(OcppErrorCode.Of(code, version));
        Json.WriteStringValue(description.AsSpan(0, Math.Min(description.Length, LongestErrorDescription)));
        Json.WriteStartObject();
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.Flush();
    }

    /// <summary>Writes a payload alone, without a frame.</summary>
    public void Payload(IBufferWriter<byte> output, IOcppPayload payload)
    {
        Reset(output);
        Json.WriteStartObject();
        payload.Write(this);
        Json.WriteEndObject();
        Json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _json?.Dispose();

    internal void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            Json.WriteString(name, value);
    }

    internal void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
            Json.WriteNumber(name, number);
    }

    internal void Number(ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
            Json.WriteNumber(name, number);
    }

    internal void Flag(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } flag)
            Json.WriteBoolean(name, flag);
    }

    internal void Time(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
            Json.WriteString(name, OcppTime.ToWire(time));
    }

    internal void Word<TEnum>(ReadOnlySpan<byte> name, TEnum value)
        where TEnum : struct, Enum => Json.WriteString(name, WireNames<TEnum>.Of(value));

    internal void Word<TEnum>(ReadOnlySpan<byte> name, TEnum? value)
        where TEnum : struct, Enum
    {
        if (value is { } word)
            Word(name, word);
    }

    internal void Part(ReadOnlySpan<byte> name, IOcppPayload? part)
    {
        if (part is null)
            return;
        Json.WriteStartObject(name);
        part.Write(this);
        Json.WriteEndObject();
    }

    internal void List(ReadOnlySpan<byte> name, IReadOnlyList<IOcppPayload>? items)
    {
        if (items is null)
            return;
        Json.WriteStartArray(name);
        for (var i = 0; i < items.Count; i++)
        {
            Json.WriteStartObject();
            items[i].Write(this);
            Json.WriteEndObject();
        }
        Json.WriteEndArray();
    }

    internal void Texts(ReadOnlySpan<byte> name, IReadOnlyList<string>? items)
    {
        if (items is null)
            return;
        Json.WriteStartArray(name);
        foreach (var item in items)
            Json.WriteStringValue(item);
        Json.WriteEndArray();
    }

    internal void Integers(ReadOnlySpan<byte> name, IReadOnlyList<int>? items)
    {
        if (items is null)
            return;
        Json.WriteStartArray(name);
        foreach (var item in items)
            Json.WriteNumberValue(item);
        Json.WriteEndArray();
    }

    /// <summary>A JSON value given as its own text; text that is no JSON throws, it is our own.</summary>
    internal void Raw(ReadOnlySpan<byte> name, string? json)
    {
        if (json is null)
            return;
        Json.WritePropertyName(name);
        Json.WriteRawValue(json);
    }

    private void Begin(IBufferWriter<byte> output, OcppFrameKind kind, string messageId)
    {
        Reset(output);
        Json.WriteStartArray();
        Json.WriteNumberValue((int)kind);
        Json.WriteStringValue(messageId);
    }

    private void End(IOcppPayload payload)
    {
        Json.WriteStartObject();
        payload.Write(this);
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.Flush();
    }

    private void Reset(IBufferWriter<byte> output)
    {
        if (_json is null)
            _json = new Utf8JsonWriter(output, Options);
        else
            _json.Reset(output);
    }
}
