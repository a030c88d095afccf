namespace Doorstep.Wire.Ykc;

/// <summary>Why bytes of a stream did not become a message.</summary>
public enum YkcFaultKind
{
    /// <summary>Bytes before the next start byte 0x68.</summary>
    Garbage,

    /// <summary>A start byte whose length is below 4 (sequence, encryption flag and type must fit).</summary>
    LengthOutOfRange,

    /// <summary>A start byte with a plausible length whose check word fits no known form.</summary>
    BadCrc,

    /// <summary>A frame begun and never finished when the link fell silent or closed.</summary>
    Truncated,

    /// <summary>A sound frame with an encrypted body (3DES in V1.4–V1.7, AES from V1.8), for which the protocol defines no key exchange.</summary>
    Encrypted,

    /// <summary>A sound frame whose body is shorter than its type needs.</summary>
    ShortBody,

    /// <summary>A sound frame with a field outside what the protocol allows (a count or text length).</summary>
    FieldOutOfRange,
}

/// <summary>A named fault of the stream: how many bytes were stepped over, and for a sound frame its type and sequence bytes.</summary>
public readonly record struct YkcFault(YkcFaultKind Kind, int Skipped, byte? Type = null, ushort? Sequence = null);
