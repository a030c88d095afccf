using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Doorstep.Wire.Ykc;

namespace Doorstep.Wire.Tests.Ykc;

/// <summary>Frames from files: our own beside the tests, the shared ones outside the repository.</summary>
internal static class Frames
{
    public static JsonElement Own() => Load(Path.Combine(Folder(), "Golden", "frames.json"));

    public static JsonElement? Shared()
    {
        for (var folder = new DirectoryInfo(Folder()); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "ykc", "vectors.json");
            if (File.Exists(file))
            {
                return Load(file).GetProperty("vectors");
            }
        }

        Assert.True(Environment.GetEnvironmentVariable("CI") is null, "../shared/data/ykc/vectors.json is missing");
        return null;
    }

    public static byte[] Write(YkcMessage message, ushort sequence = 0, CrcForm crc = CrcForm.LowFirst)
    {
        var output = new ArrayBufferWriter<byte>();
        YkcWriter.Write(output, sequence, message, crc);
        return output.WrittenSpan.ToArray();
    }

    public static (YkcStep Step, YkcFrame Frame, YkcFault Fault) Read(byte[] bytes, bool final = false)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        var step = YkcReader.Read(ref buffer, final, out var frame, out var fault);
        return (step, frame, fault);
    }

    /// <summary>Reads to the end of the bytes as a closed link would.</summary>
    public static (List<YkcFrame> Frames, List<YkcFault> Faults) ReadAll(ReadOnlySequence<byte> buffer)
    {
        var (frames, faults) = (new List<YkcFrame>(), new List<YkcFault>());
        while (true)
        {
            switch (YkcReader.Read(ref buffer, final: true, out var frame, out var fault))
            {
                case YkcStep.Frame:
                    frames.Add(frame);
                    break;
                case YkcStep.Fault:
                    Assert.True(fault.Skipped > 0, "a fault that steps over nothing would turn forever");
                    faults.Add(fault);
                    break;
                default:
                    Assert.Equal(0, buffer.Length);
                    return (frames, faults);
            }
        }
    }

    /// <summary>The bytes as a chain of pieces, cut at the given places.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params int[] places)
    {
        var first = new Piece(bytes.AsMemory(0, places[0]), 0);
        var last = first;
        for (var i = 0; i < places.Length; i++)
        {
            var end = i + 1 < places.Length ? places[i + 1] : bytes.Length;
            last = last.Then(bytes.AsMemory(places[i], end - places[i]));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private static JsonElement Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
