using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Doorstep.Wire.Ocpp;

/// <summary>Reads OCPP-J frames; never throws on what a peer sent (OCPP-J 1.6 §4.2, OCPP 2.0.1 part 4 §4.2).</summary>
public static class OcppFrameReader
{
    private const int LongestMessageId = 255;
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads one text message; at most <paramref name="maxBytes"/> bytes, checked before anything is parsed. The frame's payload points into <paramref name="text"/>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> text, int maxBytes, out OcppFrame frame, [NotNullWhen(false)] out OcppFault? fault)
    {
        frame = default;
        if (text.Length > maxBytes)
        {
            fault = TooLarge(text.Length, maxBytes);
            return false;
        }
        if (!Utf8.IsValid(text.Span))
        {
            fault = new(OcppFaultCode.RpcFrameworkError, "The frame is not UTF-8.");
            return false;
        }
        var head = new Head();
        try
        {
            var json = new Utf8JsonReader(text.Span, Options);
            var trouble = Read(ref json, text, ref head, out frame);
            fault = trouble is null ? null : Fault(trouble, head);
        }
        catch (JsonException)
        {
            fault = Fault("The frame is not well-formed JSON.", head);
        }
        if (fault is not null)
            frame = default;
        return fault is null;
    }

    /// <summary>Reads one text message that may lie in several pieces, which are then joined; otherwise as the other overload.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> text, int maxBytes, out OcppFrame frame, [NotNullWhen(false)] out OcppFault? fault)
    {
        if (text.Length > maxBytes)
        {
            frame = default;
            fault = TooLarge(text.Length, maxBytes);
            return false;
        }
        return TryRead(text.IsSingleSegment ? text.First : text.ToArray(), maxBytes, out frame, out fault);
    }

    private static OcppFault TooLarge(long bytes, int maxBytes) =>
        new(OcppFaultCode.RpcFrameworkError, $"The frame has {bytes} bytes; at most {maxBytes} are read.");

    private static OcppFault Fault(string trouble, Head head) => new(
        head.TypeUnknown ? OcppFaultCode.MessageTypeNotSupported
            : head.InPayload ? OcppFaultCode.FormatViolation
            : OcppFaultCode.RpcFrameworkError,
        trouble,
        head.MessageId,
        head.Kind);

    private static string? Read(ref Utf8JsonReader json, ReadOnlyMemory<byte> text, ref Head head, out OcppFrame frame)
    {
        frame = default;
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
            return "A frame is a JSON array.";
        json.Read();
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out var type))
            return "A frame begins with its message type number.";
        head.TypeUnknown = type is < 2 or > 4;
        head.Kind = head.TypeUnknown ? null : (OcppFrameKind)type;
        json.Read();
        if (json.TokenType != JsonTokenType.String || !OcppReader.TryText(ref json, out var id) || id.Length is 0 or > LongestMessageId)
            return "The second element of a frame is its unique id, a string of 1 to 255 characters.";
        head.MessageId = id;
        if (head.TypeUnknown)
            return $"Message type {type} is not known.";
        frame = new OcppFrame { Kind = (OcppFrameKind)type, MessageId = id, Payload = EmptyObject };
        var trouble = frame.Kind switch
        {
            OcppFrameKind.Call => ReadAction(ref json, text, ref frame) ?? ReadPayload(ref json, text, ref head, ref frame),
            OcppFrameKind.CallResult => ReadPayload(ref json, text, ref head, ref frame),
            _ => ReadError(ref json, text, ref frame),
        };
        if (trouble is not null)
            return trouble;
        if (json.TokenType != JsonTokenType.EndArray)
            json.Read();
        return json.TokenType != JsonTokenType.EndArray ? "The frame has more elements than its message type allows."
            // throws on anything but white space behind the frame
            : json.Read() ? "Something follows the frame." : null;
    }

    private static string? ReadAction(ref Utf8JsonReader json, ReadOnlyMemory<byte> text, ref OcppFrame frame)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
            return "The third element of a CALL is its action, a string.";
        if (json.ValueIsEscaped)
        {
            if (!OcppReader.TryText(ref json, out var action))
                return "The action is not text.";
            frame = frame with { Action = System.Text.Encoding.UTF8.GetBytes(action) };
            return null;
        }
        frame = frame with { Action = text.Slice((int)json.TokenStartIndex + 1, json.ValueSpan.Length) };
        return null;
    }

    private static string? ReadPayload(ref Utf8JsonReader json, ReadOnlyMemory<byte> text, ref Head head, ref OcppFrame frame)
    {
        head.InPayload = true;
        json.Read();
        switch (json.TokenType)
        {
            // 1.6 §4.2.1 allows null for "no fields"
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
                var start = (int)json.TokenStartIndex;
                json.Skip();
                frame = frame with { Payload = text[start..(int)json.BytesConsumed] };
                return null;
            default:
                return "The payload is a JSON object.";
        }
    }

    // description and details are left out by much firmware
    private static string? ReadError(ref Utf8JsonReader json, ReadOnlyMemory<byte> text, ref OcppFrame frame)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String || !OcppReader.TryText(ref json, out var code))
            return "The third element of a CALLERROR is its code, a string.";
        frame = frame with { ErrorCode = OcppErrorCode.Parse(code), ErrorDescription = "" };
        json.Read();
        if (json.TokenType == JsonTokenType.String && OcppReader.TryText(ref json, out var description))
        {
            frame = frame with { ErrorDescription = description };
            json.Read();
        }
        if (json.TokenType is JsonTokenType.StartObject)
        {
            var start = (int)json.TokenStartIndex;
            json.Skip();
            frame = frame with { Payload = text[start..(int)json.BytesConsumed] };
            json.Read();
        }
        else if (json.TokenType != JsonTokenType.EndArray)
        {
            json.Skip();
            json.Read();
        }
        return null;
    }

    private struct Head
    {
        public OcppFrameKind? Kind;
        public string? MessageId;
        public bool TypeUnknown;
        public bool InPayload;
    }
}
