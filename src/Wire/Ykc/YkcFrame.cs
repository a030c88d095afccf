namespace Doorstep.Wire.Ykc;

/// <summary>A sound frame: the two sequence bytes as they stood (first byte lowest; a reply repeats them), the form of its check word, and the message.</summary>
public readonly record struct YkcFrame(ushort Sequence, CrcForm Crc, YkcMessage Message);

/// <summary>What one look at the stream gave.</summary>
public enum YkcStep
{
    /// <summary>No complete frame yet.</summary>
    NeedMore,

    /// <summary>A frame was taken from the buffer.</summary>
    Frame,

    /// <summary>Bytes were stepped over, or a sound frame could not be read.</summary>
    Fault,
}
