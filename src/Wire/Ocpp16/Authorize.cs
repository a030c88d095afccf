using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks whether an id tag may charge (OCPP 1.6 §6.1).</summary>
public sealed record AuthorizeRequest : IOcppRequest<AuthorizeRequest, AuthorizeResponse>
{
    public static string Action => "Authorize";

    public required string IdTag { get; init; }

    public static AuthorizeRequest Read(ref OcppReader reader)
    {
        string? idTag = null;
        while (reader.Next())
        {
            if (reader.Is("idTag"u8))
                idTag = reader.Text(20);
            else
                reader.Unknown();
        }
        return new()
        {
            IdTag = reader.Required(idTag, "idTag"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("idTag"u8, IdTag);
    }
}

/// <summary>Answers whether the id tag may charge (OCPP 1.6 §6.2).</summary>
public sealed record AuthorizeResponse : IOcppPayload<AuthorizeResponse>
{
    public required IdTagInfo IdTagInfo { get; init; }

    public static AuthorizeResponse Read(ref OcppReader reader)
    {
        IdTagInfo? idTagInfo = null;
        while (reader.Next())
        {
            if (reader.Is("idTagInfo"u8))
                idTagInfo = reader.Part<IdTagInfo>();
            else
                reader.Unknown();
        }
        return new()
        {
            IdTagInfo = reader.Required(idTagInfo, "idTagInfo"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("idTagInfo"u8, IdTagInfo);
    }
}
