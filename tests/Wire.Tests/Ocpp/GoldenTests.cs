using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Tests.Ocpp;

/// <summary>Golden frames: one file per action, the CALL on the first line and its CALLRESULT on the second.</summary>
public sealed class GoldenTests
{
    private static readonly (OcppVersion Version, string Action, string[] Lines)[] Files =
        [.. Load(OcppVersion.V16, "ocpp16"), .. Load(OcppVersion.V201, "ocpp201")];

    public static TheoryData<string> Names => [.. Files.Select(f => $"{f.Version} {f.Action}")];

    [Theory, MemberData(nameof(Names))]
    public void A_golden_frame_is_read_and_written_back_the_same(string name)
    {
        var (version, action, lines) = Files.Single(f => $"{f.Version} {f.Action}" == name);
        for (var i = 0; i < 2; i++)
        {
            Assert.True(OcppFrameReader.TryRead(Encoding.UTF8.GetBytes(lines[i]), 100_000, out var frame, out _));
            var read = MessageCatalogue.Find(version, action, i == 1)!.Read(frame.Payload.ToArray());
            Assert.Null(read.Fault);
            Assert.Equal(0, read.Deviations);
            var output = new ArrayBufferWriter<byte>();
            using var writer = new OcppWriter();
            if (i == 0)
                writer.Call(output, frame.MessageId, Encoding.UTF8.GetString(frame.Action.Span), read.Message!);
            else
                writer.Result(output, frame.MessageId, read.Message!);
            Assert.True(
                JsonNode.DeepEquals(JsonNode.Parse(lines[i]), JsonNode.Parse(output.WrittenSpan)),
                $"{lines[i]}\n{Encoding.UTF8.GetString(output.WrittenSpan)}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_golden_frame_obeys_the_published_schema(string name)
    {
        var (version, action, lines) = Files.Single(f => $"{f.Version} {f.Action}" == name);
        Assert.Empty(new Schema(MessageCatalogue.Find(version, action, false)!.SchemaFile).Problems(JsonNode.Parse(lines[0])![3]));
        Assert.Empty(new Schema(MessageCatalogue.Find(version, action, true)!.SchemaFile).Problems(JsonNode.Parse(lines[1])![2]));
    }

    [Fact]
    public void Every_message_has_a_golden_frame() =>
        Assert.Equal(
            MessageCatalogue.All.Where(m => !m.IsResponse).Select(m => (m.Version, m.Action)).Order(),
            Files.Select(f => (f.Version, f.Action)).Order());

    [Fact]
    public void Every_action_of_the_lists_has_messages_and_the_other_way_round()
    {
        Assert.Equal(MessageCatalogue.All.Where(m => m is { Version: OcppVersion.V16, IsResponse: false }).Select(m => m.Action).Order(), Enum.GetNames<Ocpp16.Ocpp16Action>().Order());
        Assert.Equal(MessageCatalogue.All.Where(m => m is { Version: OcppVersion.V201, IsResponse: false }).Select(m => m.Action).Order(), Enum.GetNames<Ocpp201.Ocpp201Action>().Order());
    }

    [Fact]
    public void An_action_not_spoken_is_told_from_one_nobody_knows()
    {
        Assert.True(Ocpp16.Ocpp16Actions.TryFind("StartTransaction"u8, out var start));
        Assert.Equal(Ocpp16.Ocpp16Action.StartTransaction, start);
        Assert.False(Ocpp16.Ocpp16Actions.TryFind("startTransaction"u8, out _));
        Assert.Equal(OcppFaultCode.NotSupported, Ocpp16.Ocpp16Actions.Refusal("GetDiagnostics"u8));
        Assert.Equal(OcppFaultCode.NotImplemented, Ocpp16.Ocpp16Actions.Refusal("MakeTea"u8));
        Assert.Equal(OcppFaultCode.NotSupported, Ocpp201.Ocpp201Actions.Refusal("CostUpdated"u8));
        Assert.Equal(OcppFaultCode.NotImplemented, Ocpp201.Ocpp201Actions.Refusal("StartTransaction"u8));
    }

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 200].Sample(bytes => Swallow(OcppVersion.V16, bytes), iter: 20_000);

    [Fact]
    public void Random_JSON_never_throws()
    {
        string[] tokens = ["[", "]", "{", "}", ",", ":", "2", "3", "4", "\"", "\"a\"", "null", "true", "1e999", "-0", "\\u", "\\ud83d", "\"Heartbeat\"", "\"idTag\"", " ", "桩"];
        Gen.Int[0, tokens.Length - 1].Array[0, 30].Sample(
            picks => Swallow(OcppVersion.V16, Encoding.UTF8.GetBytes("[2,\"1\",\"Authorize\"," + string.Concat(picks.Select(p => tokens[p])))), iter: 20_000);
    }

    [Fact]
    public void Truncated_and_mutated_golden_frames_never_throw()
    {
        var frames = Files.SelectMany(f => f.Lines.Select(l => (f.Version, f.Action, Bytes: Encoding.UTF8.GetBytes(l)))).ToArray();
        Gen.Select(Gen.Int[0, frames.Length - 1], Gen.Int).Sample(
            (pick, seed) =>
            {
                var random = new Random(seed);
                var bytes = frames[pick].Bytes.ToArray();
                for (var i = random.Next(4); i > 0; i--)
                    bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"[]{}\":,0-e\\ "[random.Next(12)];
                if (random.Next(3) == 0)
                    bytes = bytes[..random.Next(bytes.Length)];
                Swallow(frames[pick].Version, bytes, frames[pick].Action);
            },
            iter: 30_000);
    }

    private static void Swallow(OcppVersion version, byte[] bytes, string? action = null)
    {
        if (!OcppFrameReader.TryRead(bytes, 100_000, out var frame, out var fault))
        {
            Assert.NotEmpty(fault.Reason);
            return;
        }
        action ??= Encoding.UTF8.GetString(frame.Action.Span);
        var read = MessageCatalogue.Find(version, action, frame.Kind != OcppFrameKind.Call)?.Read(frame.Payload.ToArray());
        if (read?.Message is not { } message)
            return;
        // what was accepted can be written and means the same when read again
        var once = MessageCatalogue.Message.Write(message);
        var again = MessageCatalogue.Find(version, action, frame.Kind != OcppFrameKind.Call)!.Read(Encoding.UTF8.GetBytes(once));
        Assert.Equal(once, MessageCatalogue.Message.Write(again.Message!));
    }

    private static IEnumerable<(OcppVersion Version, string Action, string[] Lines)> Load(OcppVersion version, string folder) =>
        Directory.EnumerateFiles(Repository.Golden(folder), "*.jsonl").Order(StringComparer.Ordinal)
            .Select(file => (version, Path.GetFileNameWithoutExtension(file), File.ReadAllLines(file)));
}
