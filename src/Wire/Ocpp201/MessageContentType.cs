using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>A text to show (OCPP 2.0.1 part 2 §2).</summary>
public sealed record MessageContentType : IOcppPayload<MessageContentType>
{
    public required MessageFormatEnumType Format { get; init; }

    public string? Language { get; init; }

    public required string Content { get; init; }

    public static MessageContentType Read(ref OcppReader reader)
    {
        MessageFormatEnumType? format = null;
        string? language = null;
        string? content = null;
        while (reader.Next())
        {
            if (reader.Is("format"u8))
                format = reader.Word<MessageFormatEnumType>();
            else if (reader.Is("language"u8))
                language = reader.Text(8);
            else if (reader.Is("content"u8))
                content = reader.Text(512);
            else
                reader.Unknown();
        }
        return new()
        {
            Format = reader.Required(format, "format"),
            Language = language,
            Content = reader.Required(content, "content"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("format"u8, Format);
        writer.Text("language"u8, Language);
        writer.Text("content"u8, Content);
    }
}

/// <summary>Message format (OCPP 2.0.1 part 2 §3).</summary>
public enum MessageFormatEnumType : byte
{
    ASCII,
    HTML,
    URI,
    UTF8,
}
