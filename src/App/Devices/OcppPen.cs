using System.Buffers;
using System.Collections.Concurrent;
using Doorstep.Wire.Ocpp;

namespace Doorstep.App.Devices;

/// <summary>A writer and its buffer, shared by all links: they are needed only while a message is written and sent.</summary>
internal sealed class OcppPen(OcppPens home) : IDisposable
{
    public OcppWriter Writer { get; } = new();

    public ArrayBufferWriter<byte> Output { get; } = new(1024);

    public void Dispose() => home.Return(this);
}

internal sealed class OcppPens
{
    private const int LongestKept = 16 * 1024;

    private readonly ConcurrentBag<OcppPen> idle = [];

    public OcppPen Rent() => idle.TryTake(out var pen) ? pen : new(this);

    public void Return(OcppPen pen)
    {
        if (pen.Output.Capacity > LongestKept)
        {
            pen.Writer.Dispose();
            return;
        }

        pen.Output.ResetWrittenCount();
        idle.Add(pen);
    }
}
