using System.Buffers;
using System.IO.Pipelines;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>
/// Writes frames to one socket for everybody who speaks on it: its reader, its piles, the owners' commands. Frames written while an earlier
/// flush is under way wait beside the pipe and go out together.
/// </summary>
internal sealed class YkcPen(PipeWriter output, CancellationToken ct)
{
    /// <summary>A peer that lets this much wait does not read.</summary>
    private const int MostWaiting = 64 * 1024;

    private readonly Lock gate = new();
    private ArrayBufferWriter<byte>? waiting;
    private Task flush = Task.CompletedTask;
    private bool isFlushing;
    private bool isDirty;
    private bool isClosed;
    private int holds;
    private ushort next;

    /// <summary>False once the peer has stopped reading.</summary>
    public bool Flows => Volatile.Read(ref waiting) is not { WrittenCount: > MostWaiting };

    /// <summary>Sends with a sequence number of our own (§1: from 0 on each connection), which it returns.</summary>
    public ushort Say(YkcMessage message, CrcForm crc)
    {
        lock (gate)
        {
            var sequence = next;
            next = unchecked((ushort)(next + 1));
            Write(sequence, message, crc);
            return sequence;
        }
    }

    public void Reply(ushort sequence, YkcMessage message, CrcForm crc)
    {
        lock (gate)
        {
            Write(sequence, message, crc);
        }
    }

    /// <summary>What is written from now on goes out together at <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (gate)
        {
            holds++;
        }
    }

    public void Release()
    {
        lock (gate)
        {
            holds--;
            if (holds == 0 && isDirty && !isFlushing)
            {
                Flush();
            }
        }
    }

    /// <summary>Nothing more is written; returns when what was written is on its way.</summary>
    public async Task Close()
    {
        Task last;
        lock (gate)
        {
            last = flush;
        }

        await last;
        lock (gate)
        {
            isClosed = true;
        }
    }

    private void Write(ushort sequence, YkcMessage message, CrcForm crc)
    {
        if (isClosed)
        {
            return;
        }

        if (isFlushing)
        {
            if (Flows)
            {
                waiting ??= new ArrayBufferWriter<byte>(512);
                YkcWriter.Write(waiting, sequence, message, crc);
            }

            return;
        }

        YkcWriter.Write(output, sequence, message, crc);
        isDirty = true;
        if (holds == 0)
        {
            Flush();
        }
    }

    private void Flush()
    {
        isDirty = false;
        isFlushing = true;
        flush = FlushAll();
    }

    private async Task FlushAll()
    {
        try
        {
            while (true)
            {
                var result = await output.FlushAsync(ct);
                lock (gate)
                {
                    isClosed |= result.IsCompleted || result.IsCanceled;
                    if (isClosed || waiting is not { WrittenCount: > 0 })
                    {
                        isFlushing = false;
                        return;
                    }

                    output.Write(waiting.WrittenSpan);
                    waiting = null;
                }
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException)
        {
            lock (gate)
            {
                isClosed = true;
                isFlushing = false;
            }
        }
    }
}
