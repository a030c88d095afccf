using System.Buffers;
using System.Text;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Tests.Ocpp;

public sealed class FrameTests
{
    private static (OcppFrame Frame, OcppFault? Fault) Read(string text, int maxBytes = 1000)
    {
        OcppFrameReader.TryRead(Encoding.UTF8.GetBytes(text), maxBytes, out var frame, out var fault);
        return (frame, fault);
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    [Fact]
    public void A_call_is_read_with_its_payload_left_as_bytes()
    {
        var (frame, fault) = Read(""" [2, "19223201", "Authorize", {"idTag": "A"} ] """);
        Assert.Null(fault);
        Assert.Equal(OcppFrameKind.Call, frame.Kind);
        Assert.Equal("19223201", frame.MessageId);
        Assert.Equal("Authorize", Text(frame.Action));
        Assert.Equal("""{"idTag": "A"}""", Text(frame.Payload));
    }

    [Theory]
    [InlineData("""[2,"1","Heartbeat",null]""")]
    [InlineData("""[2,"1","Heart\u0062eat",{}]""")]
    public void No_fields_may_be_null_and_an_action_may_be_escaped(string text)
    {
        var (frame, fault) = Read(text);
        Assert.Null(fault);
        Assert.Equal("Heartbeat", Text(frame.Action));
        Assert.Equal("{}", Text(frame.Payload));
    }

    [Theory]
    [InlineData("""[4,"7","NotSupported","no such thing",{"a":1}]""", OcppFaultCode.NotSupported, "no such thing", """{"a":1}""")]
    [InlineData("""[4,"7","OccurenceConstraintViolation","",{}]""", OcppFaultCode.OccurrenceConstraintViolation, "", "{}")]
    [InlineData("""[4,"7","FormationViolation",""]""", OcppFaultCode.FormatViolation, "", "{}")]
    [InlineData("""[4,"7","Whatever"]""", OcppFaultCode.GenericError, "", "{}")]
    [InlineData("""[4,"7","InternalError",null,null]""", OcppFaultCode.InternalError, "", "{}")]
    public void An_error_is_read_however_much_of_it_the_pile_sent(string text, OcppFaultCode code, string description, string details)
    {
        var (frame, fault) = Read(text);
        Assert.Null(fault);
        Assert.Equal(OcppFrameKind.CallError, frame.Kind);
        Assert.Equal(code, frame.ErrorCode);
        Assert.Equal(description, frame.ErrorDescription);
        Assert.Equal(details, Text(frame.Payload));
    }

    [Theory]
    [InlineData("", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("{}", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("[]", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("hello", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("""["2","9","Heartbeat",{}]""", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("""[2,9,"Heartbeat",{}]""", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("""[2,"","Heartbeat",{}]""", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("""[2,"\ud800","Heartbeat",{}]""", OcppFaultCode.RpcFrameworkError, null)]
    [InlineData("""[2,"9",7,{}]""", OcppFaultCode.RpcFrameworkError, "9")]
    [InlineData("""[2,"9","Heartbeat"]""", OcppFaultCode.FormatViolation, "9")]
    [InlineData("""[2,"9","Heartbeat",[]]""", OcppFaultCode.FormatViolation, "9")]
    [InlineData("""[2,"9","Heartbeat",{"a":]""", OcppFaultCode.FormatViolation, "9")]
    [InlineData("""[2,"9","Heartbeat",{},1]""", OcppFaultCode.FormatViolation, "9")]
    [InlineData("""[2,"9","Heartbeat",{}] [""", OcppFaultCode.FormatViolation, "9")]
    [InlineData("""[6,"9",{}]""", OcppFaultCode.MessageTypeNotSupported, "9")]
    public void A_broken_frame_is_a_fault_with_the_id_when_it_could_be_read(string text, OcppFaultCode code, string? id)
    {
        var (_, fault) = Read(text);
        Assert.NotNull(fault);
        Assert.Equal(code, fault.Code);
        Assert.Equal(id, fault.MessageId);
        Assert.True(fault.MayBeAnswered);
    }

    [Theory]
    [InlineData("""[3,"9","x"]""")]
    [InlineData("""[4,"9",5]""")]
    public void A_broken_answer_is_never_answered(string text) => Assert.False(Read(text).Fault!.MayBeAnswered);

    [Fact]
    public void A_frame_over_the_limit_is_refused_before_it_is_parsed()
    {
        Assert.Null(Read("""[2,"9","Heartbeat",{}]""", 22).Fault);
        Assert.Contains("at most 21", Read("""[2,"9","Heartbeat",{}]""", 21).Fault!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        Assert.False(OcppFrameReader.TryRead(new byte[] { (byte)'[', 0xFF, (byte)']' }, 100, out _, out var fault));
        Assert.Equal(OcppFaultCode.RpcFrameworkError, fault!.Code);
    }

    [Fact]
    public void Nesting_without_end_is_refused_not_followed() =>
        Assert.NotNull(Read("""[2,"9","Heartbeat",""" + string.Concat(Enumerable.Repeat("""{"a":""", 100_000)), int.MaxValue).Fault);

    [Fact]
    public void A_frame_in_pieces_reads_like_a_whole_one()
    {
        var bytes = Encoding.UTF8.GetBytes("""[2,"9","Authorize",{"idTag":"桩"}]""");
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var first = new Piece(bytes.AsMemory(0, cut));
            var last = first.Append(bytes.AsMemory(cut));
            Assert.True(OcppFrameReader.TryRead(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), 1000, out var frame, out _));
            Assert.Equal("""{"idTag":"桩"}""", Text(frame.Payload));
        }
    }

    [Theory]
    [InlineData(OcppVersion.V16, """[4,"9","OccurenceConstraintViolation","idTag: the field is required",{}]""")]
    [InlineData(OcppVersion.V201, """[4,"9","OccurrenceConstraintViolation","idTag: the field is required",{}]""")]
    public void An_error_is_spelled_as_its_version_does(OcppVersion version, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new OcppWriter();
        writer.Error(output, version, "9", OcppFaultCode.OccurrenceConstraintViolation, "idTag: the field is required");
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Every_error_code_survives_being_spelled_and_read_in_2_0_1()
    {
        foreach (var code in Enum.GetValues<OcppFaultCode>())
            Assert.Equal(code, OcppErrorCode.Parse(OcppErrorCode.Of(code, OcppVersion.V201)));
    }

    [Fact]
    public void An_unreadable_id_is_answered_with_minus_one_and_long_reasons_are_cut()
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new OcppWriter();
        writer.Error(output, OcppVersion.V201, null, OcppFaultCode.RpcFrameworkError, new string('x', 254) + "😀 and so on");
        Assert.True(OcppFrameReader.TryRead(output.WrittenMemory, 1000, out var frame, out _));
        Assert.Equal("-1", frame.MessageId);
        Assert.Equal(new string('x', 254), frame.ErrorDescription![..254]);
        Assert.Equal(255, frame.ErrorDescription.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
