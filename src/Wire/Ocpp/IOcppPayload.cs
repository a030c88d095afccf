namespace Doorstep.Wire.Ocpp;

/// <summary>A JSON object of the standard that can be written.</summary>
public interface IOcppPayload
{
    /// <summary>Writes the fields; the braces are the caller's.</summary>
    void Write(OcppWriter writer);
}

/// <summary>A JSON object of the standard that can also be read.</summary>
public interface IOcppPayload<out TSelf> : IOcppPayload
    where TSelf : class
{
    /// <summary>Reads the fields up to the closing brace; what is wrong is kept in the reader and the result is then worthless.</summary>
    static abstract TSelf Read(ref OcppReader reader);
}

/// <summary>A request, tied to its action and to the response it is answered with.</summary>
public interface IOcppRequest<out TSelf, TResponse> : IOcppPayload<TSelf>
    where TSelf : class
    where TResponse : class, IOcppPayload<TResponse>
{
    /// <summary>The action's name in the standard.</summary>
    static abstract string Action { get; }
}
