using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>An EVSE and possibly its connector, counted from 1 (0: the station) (OCPP 2.0.1 part 2 §2).</summary>
public sealed record EVSEType : IOcppPayload<EVSEType>
{
    public required int Id { get; init; }

    public int? ConnectorId { get; init; }

    public static EVSEType Read(ref OcppReader reader)
    {
        int? id = null;
        int? connectorId = null;
        while (reader.Next())
        {
            if (reader.Is("id"u8))
                id = reader.Integer(least: 0);
            else if (reader.Is("connectorId"u8))
                connectorId = reader.Integer(least: 0);
            else
                reader.Unknown();
        }
        return new()
        {
            Id = reader.Required(id, "id"),
            ConnectorId = connectorId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("id"u8, Id);
        writer.Number("connectorId"u8, ConnectorId);
    }
}
