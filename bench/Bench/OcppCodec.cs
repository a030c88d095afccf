using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp16;
using Doorstep.Wire.Ocpp201;
using V16 = Doorstep.Wire.Ocpp16;
using V201 = Doorstep.Wire.Ocpp201;

namespace Doorstep.Bench;

/// <summary>What one call costs the codec: frame and payload read, answer written; nothing of sockets or storage.</summary>
[MemoryDiagnoser]
public class OcppCodec
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly OcppWriter _writer = new();
    private readonly DateTimeOffset _now = new(2026, 3, 2, 21, 0, 0, TimeSpan.Zero);
    private readonly byte[] _heartbeat = Encoding.UTF8.GetBytes("""[2,"8a2f5f1c-9d7f-4a43-8f0d-000000000001","Heartbeat",{}]""");
    private readonly byte[] _start = Encoding.UTF8.GetBytes("""[2,"8a2f5f1c-9d7f-4a43-8f0d-000000000002","StartTransaction",{"connectorId":1,"idTag":"RESIDENT-000042","meterStart":1204000,"timestamp":"2026-03-02T21:00:00Z"}]""");
    private readonly byte[] _meter = Encoding.UTF8.GetBytes("""[2,"8a2f5f1c-9d7f-4a43-8f0d-000000000003","MeterValues",{"connectorId":1,"transactionId":4711,"meterValue":[{"timestamp":"2026-03-02T21:15:00Z","sampledValue":[{"value":"1204730","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"6900","measurand":"Power.Active.Import","unit":"W"},{"value":"30.1","measurand":"Current.Import","unit":"A"},{"value":"57","measurand":"SoC","unit":"Percent"}]}]}]""");
    private readonly byte[] _event = Encoding.UTF8.GetBytes("""[2,"8a2f5f1c-9d7f-4a43-8f0d-000000000004","TransactionEvent",{"eventType":"Updated","timestamp":"2026-03-02T21:15:00Z","triggerReason":"MeterValuePeriodic","seqNo":17,"transactionInfo":{"transactionId":"tx-0c0ffee","chargingState":"Charging"},"evse":{"id":1,"connectorId":1},"meterValue":[{"timestamp":"2026-03-02T21:15:00Z","sampledValue":[{"value":1204.73,"context":"Sample.Periodic","unitOfMeasure":{"unit":"kWh"}},{"value":6900,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}]}]}]""");

    [Benchmark]
    public int Heartbeat_answered()
    {
        var id = Read<V16.HeartbeatRequest>(_heartbeat).Id;
        return Answer(id, new V16.HeartbeatResponse { CurrentTime = _now });
    }

    [Benchmark]
    public int Start_answered()
    {
        var (id, _) = Read<StartTransactionRequest>(_start);
        return Answer(id, new StartTransactionResponse { TransactionId = 4711, IdTagInfo = new() { Status = AuthorizationStatus.Accepted } });
    }

    [Benchmark]
    public int Meter_values_answered()
    {
        var (id, _) = Read<V16.MeterValuesRequest>(_meter);
        return Answer(id, new V16.MeterValuesResponse());
    }

    [Benchmark]
    public int Meter_values_sampled_and_answered()
    {
        var (id, request) = Read<V16.MeterValuesRequest>(_meter);
        return V16.MeterSamples.Of(request.MeterValue).Samples.Count + Answer(id, new V16.MeterValuesResponse());
    }

    [Benchmark]
    public int Transaction_event_sampled_and_answered()
    {
        var (id, request) = Read<TransactionEventRequest>(_event);
        return V201.MeterSamples.Of(request.MeterValue!).Samples.Count + Answer(id, new TransactionEventResponse());
    }

    [Benchmark]
    public bool Broken_frame_refused() => OcppFrameReader.TryRead(_start.AsMemory(0, _start.Length - 20), 65_536, out _, out _);

    private static (string Id, T Message) Read<T>(byte[] text)
        where T : class, IOcppPayload<T>
    {
        if (!OcppFrameReader.TryRead(text, 65_536, out var frame, out var fault) || !OcppReader.TryRead<T>(frame.Payload.Span, out var message, out fault))
            throw new InvalidOperationException(fault.Reason);
        return (frame.MessageId, message);
    }

    private int Answer(string id, IOcppPayload response)
    {
        _output.ResetWrittenCount();
        _writer.Result(_output, id, response);
        return _output.WrittenCount;
    }
}
