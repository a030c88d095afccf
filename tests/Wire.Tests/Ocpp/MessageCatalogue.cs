using System.Buffers;
using System.Reflection;
using System.Text;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Tests.Ocpp;

/// <summary>Every message the codec knows, found by reflection so that none can be forgotten.</summary>
internal static class MessageCatalogue
{
    public static readonly IReadOnlyList<Message> All = [.. typeof(OcppFrame).Assembly.GetTypes().SelectMany(Messages).OrderBy(m => m.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. All.Select(m => m.Name)];

    public static Message Get(string name) => All.Single(m => m.Name == name);

    public static Message? Find(OcppVersion version, string action, bool response) =>
        All.SingleOrDefault(m => m.Version == version && m.Action == action && m.IsResponse == response);

    private static IEnumerable<Message> Messages(Type type)
    {
        var request = type.GetInterfaces().SingleOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOcppRequest<,>));
        if (request is null || type.IsInterface)
            return [];
        var version = type.Namespace!.EndsWith("16", StringComparison.Ordinal) ? OcppVersion.V16 : OcppVersion.V201;
        var action = (string)type.GetProperty("Action", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return [Make(version, action, false, type), Make(version, action, true, request.GetGenericArguments()[1])];
    }

    private static Message Make(OcppVersion version, string action, bool isResponse, Type type) => new(
        version, action, isResponse,
        typeof(MessageCatalogue).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).CreateDelegate<Func<byte[], Outcome>>());

    private static Outcome Read<T>(byte[] payload)
        where T : class, IOcppPayload<T>
    {
        OcppReader.TryRead<T>(payload, out var message, out var fault, out var deviations);
        return new(message, fault, deviations);
    }

    internal sealed record Outcome(IOcppPayload? Message, OcppFault? Fault, int Deviations);

    internal sealed record Message(OcppVersion Version, string Action, bool IsResponse, Func<byte[], Outcome> Read)
    {
        public string Name => $"{Version} {Action}{(IsResponse ? "Response" : "Request")}";

        public string SchemaFile => Version == OcppVersion.V16
            ? Repository.Shared("specs", "ocpp", "v16", Action + (IsResponse ? "Response" : "") + ".json")
            : Repository.Shared("specs", "ocpp", "v201", Action + (IsResponse ? "Response" : "Request") + ".json");

        public static string Write(IOcppPayload message)
        {
            var output = new ArrayBufferWriter<byte>();
            using var writer = new OcppWriter();
            writer.Payload(output, message);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
    }
}
