namespace Doorstep.Rules.Stations;

/// <summary>The language a pile speaks.</summary>
public enum PileProtocol
{
    Ocpp16,
    Ocpp201,
    Ykc,
}
