using Doorstep.Wire.Ocpp;

namespace Doorstep.App.Devices;

/// <summary>What both tables do with a payload before and after the use case.</summary>
internal static class OcppTableOf
{
    /// <summary>Reads the payload and hands it on; a payload that breaks the schema is answered in the standard's words.</summary>
    public static async Task<OcppAnswer> On<T>(OcppFrame frame, Talk talk, Func<T, Talk, Task<IOcppPayload>> does)
        where T : class, IOcppPayload<T> =>
        OcppReader.TryRead<T>(frame.Payload.Span, out var message, out var fault) ? new OcppAnswer(await does(message, talk), null) : fault;

    /// <summary>Reads what a pile answered to a command.</summary>
    public static (bool Accepted, string Reason) Read<T>(OcppFrame frame, Func<T, (bool, string)> judge)
        where T : class, IOcppPayload<T> =>
        OcppReader.TryRead<T>(frame.Payload.Span, out var message, out var fault) ? judge(message) : (false, fault.Reason);
}
