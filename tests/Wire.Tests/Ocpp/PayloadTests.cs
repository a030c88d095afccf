using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Tests.Ocpp;

public sealed class PayloadTests
{
    public static TheoryData<string> Messages => MessageCatalogue.Names;

    [Theory, MemberData(nameof(Messages))]
    public void What_the_schema_allows_is_read_and_written_back_unchanged(string name)
    {
        var message = MessageCatalogue.Get(name);
        var schema = new Schema(message.SchemaFile);
        Gen.Int.Sample(
            seed =>
            {
                var payload = schema.Make(new Random(seed));
                var read = message.Read(Encoding.UTF8.GetBytes(payload.ToJsonString()));
                Assert.True(read.Message is not null, $"{read.Fault?.Reason}: {payload.ToJsonString()}");
                Assert.Equal(0, read.Deviations);
                var written = JsonNode.Parse(MessageCatalogue.Message.Write(read.Message));
                Assert.Empty(schema.Problems(written));
                Assert.True(JsonNode.DeepEquals(payload, written), $"{payload.ToJsonString()}\n{written?.ToJsonString()}");
            },
            iter: 60);
    }

    [Theory, MemberData(nameof(Messages))]
    public void What_breaks_the_schema_is_refused_with_the_field_and_the_right_code(string name)
    {
        var message = MessageCatalogue.Get(name);
        var schema = new Schema(message.SchemaFile);
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var payload = schema.Make(random);
                var breakages = schema.Breakages(payload);
                if (breakages.Count == 0)
                    return;
                var breakage = breakages[random.Next(breakages.Count)];
                breakage.Apply();
                var read = message.Read(Encoding.UTF8.GetBytes(payload.ToJsonString()));
                Assert.True(read.Fault is not null, $"{breakage.Kind} of {breakage.Field} was accepted: {payload.ToJsonString()}");
                Assert.Equal(
                    breakage.Kind switch
                    {
                        Schema.BreakageKind.Missing => OcppFaultCode.OccurrenceConstraintViolation,
                        Schema.BreakageKind.Value => OcppFaultCode.PropertyConstraintViolation,
                        _ => OcppFaultCode.TypeConstraintViolation,
                    },
                    read.Fault.Code);
                Assert.Contains(breakage.Field + ":", read.Fault.Reason, StringComparison.Ordinal);
            },
            iter: 100);
    }

    [Theory, MemberData(nameof(Messages))]
    public void Extra_fields_and_nulls_of_real_firmware_are_tolerated_and_counted(string name)
    {
        var message = MessageCatalogue.Get(name);
        var payload = new Schema(message.SchemaFile).Make(new Random(1));
        payload["vendorExtra"] = new JsonObject { ["deep"] = new JsonArray(1, new JsonObject()) };
        payload["nothing"] = null;
        payload["customData"] = new JsonObject { ["vendorId"] = "x" };
        var read = message.Read(Encoding.UTF8.GetBytes(payload.ToJsonString()));
        Assert.Null(read.Fault);
        Assert.Equal(2, read.Deviations);
    }

    [Fact]
    public void A_stop_with_a_reason_nobody_knows_is_still_a_stop()
    {
        var read = OcppReader.TryRead<Ocpp16.StopTransactionRequest>(
            """{"transactionId":1,"meterStop":5,"timestamp":"2026-01-01T00:00:00Z","reason":"Bored"}"""u8, out var stop, out _, out var deviations);
        Assert.True(read);
        Assert.Equal(Ocpp16.Reason.Other, stop!.Reason);
        Assert.Equal(1, deviations);
    }

    [Fact]
    public void The_reason_of_a_refusal_names_the_path_to_the_field()
    {
        var read = OcppReader.TryRead<Ocpp16.MeterValuesRequest>(
            """{"connectorId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[{"value":"1"},{"value":"2","unit":"parsec"}]}]}"""u8, out _, out var fault);
        Assert.False(read);
        Assert.Equal("meterValue[0].sampledValue[1].unit: the value is none of the allowed words", fault!.Reason);
    }

    [Theory]
    [InlineData("""{"idTag":"\ud800"}""")]
    [InlineData("""{"idTag":5}""")]
    [InlineData("""[]""")]
    [InlineData("""{"idTag":""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("")]
    public void Text_that_is_no_text_is_refused_not_thrown(string payload)
    {
        Assert.False(OcppReader.TryRead<Ocpp16.AuthorizeRequest>(Encoding.UTF8.GetBytes(payload), out _, out var fault));
        Assert.NotNull(fault);
    }

    [Fact]
    public void Escaped_names_and_words_are_read_like_plain_ones()
    {
        var read = OcppReader.TryRead<Ocpp16.ResetRequest>("""{"\u0074ype":"\u0048ard"}"""u8, out var reset, out _);
        Assert.True(read);
        Assert.Equal(Ocpp16.ResetType.Hard, reset!.Type);
    }
}
