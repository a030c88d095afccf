using System.Globalization;
using System.Text.Json;
using Doorstep.Wire.Ykc;

namespace Doorstep.Wire.Tests.Ykc;

public sealed class GoldenFrameTests
{
    private static readonly Dictionary<CrcForm, string> FormNames = new()
    {
        [CrcForm.LowFirst] = "low",
        [CrcForm.HighFirst] = "high",
        [CrcForm.MisprintLowFirst] = "misprint-low",
        [CrcForm.MisprintHighFirst] = "misprint-high",
    };

    [Fact]
    public void Our_golden_frames_read_as_written_down_or_give_the_named_fault()
    {
        foreach (var golden in Frames.Own().EnumerateArray())
        {
            var id = golden.GetProperty("id").GetString()!;
            var bytes = Convert.FromHexString(golden.GetProperty("hex").GetString()!);
            var (step, frame, fault) = Frames.Read(bytes, final: true);
            if (golden.TryGetProperty("fault", out var named))
            {
                Assert.True(step == YkcStep.Fault, id);
                Assert.Equal((id, named.GetString()), (id, fault.Kind.ToString()));
                continue;
            }

            Assert.True(step == YkcStep.Frame, $"{id}: {fault}");
            Assert.Equal(golden.GetProperty("crc").GetString(), FormNames[frame.Crc]);
            AssertFields(id, golden.GetProperty("fields"), frame.Message);
            if (golden.GetProperty("reencodes").GetBoolean())
            {
                Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Frames.Write(frame.Message, frame.Sequence)));
            }
        }
    }

    [Fact]
    public void Shared_vectors_decode_to_their_fields_and_encode_back_to_the_same_bytes()
    {
        if (Frames.Shared() is not { } vectors)
        {
            Assert.Skip("../shared/data/ykc/vectors.json is not here");
            return;
        }

        var seen = 0;
        foreach (var vector in vectors.EnumerateArray())
        {
            var id = vector.GetProperty("id").GetString()!;
            var hex = vector.GetProperty("hex").GetString()!;
            var (step, frame, fault) = Frames.Read(Convert.FromHexString(hex));
            if (!vector.GetProperty("wellFormed").GetBoolean())
            {
                Assert.True(step == YkcStep.Fault || Convert.ToHexString(Frames.Write(frame.Message, frame.Sequence)) != hex, id);
                continue;
            }

            Assert.True(step == YkcStep.Frame, $"{id}: {fault}");
            Assert.Equal(vector.GetProperty("type").GetString(), $"0x{frame.Message.Type:X2}");
            AssertFields(id, vector.GetProperty("fields"), frame.Message);
            Assert.Equal((id, hex), (id, Convert.ToHexString(Frames.Write(frame.Message, frame.Sequence))));
            seen++;
        }

        Assert.True(seen >= 65, $"only {seen} vectors were checked");
    }

    private static void AssertFields(string id, JsonElement expected, YkcMessage message)
    {
        var actual = VectorFields.Of(message);
        foreach (var field in expected.EnumerateObject())
        {
            Assert.True(actual.Remove(field.Name, out var value), $"{id}: {field.Name} is not read");
            Assert.Equal($"{id} {field.Name} {Text(field.Value)}", $"{id} {field.Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}");
        }

        Assert.Empty(actual);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(row => string.Join(',', row.EnumerateObject().Select(f => $"{f.Name}={Text(f.Value)}")))),
        _ => value.ToString(),
    };
}
