using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>The device model of a 2.0.1 station: its variables read, set and reported (B05–B07).</summary>
internal sealed class Ocpp201Model(Ocpp201Link link)
{
    private const int VariablesPerReport = 8;

    public GetVariablesResponse Get(GetVariablesRequest request) => new()
    {
        GetVariableResult = [.. request.GetVariableData.Select(Get)],
    };

    public SetVariablesResponse Set(SetVariablesRequest request) => new()
    {
        SetVariableResult = [.. request.SetVariableData.Select(Set)],
    };

    public GetBaseReportResponse Report(GetBaseReportRequest request)
    {
        var keys = link.Configuration.Keys.Where(k => request.ReportBase switch
        {
            ReportBaseEnumType.ConfigurationInventory => k.Access != KeyAccess.ReadOnly,
            ReportBaseEnumType.FullInventory => true,
            _ => false,
        }).ToArray();
        if (request.ReportBase == ReportBaseEnumType.SummaryInventory)
            return new() { Status = GenericDeviceModelStatusEnumType.NotSupported };
        for (var (part, from) = (0, 0); from < keys.Length; part++, from += VariablesPerReport)
        {
            link.SendReport(new()
            {
                RequestId = request.RequestId,
                GeneratedAt = link.Pile.Now,
                SeqNo = part,
                Tbc = from + VariablesPerReport < keys.Length,
                ReportData = [.. keys.Skip(from).Take(VariablesPerReport).Select(Describe)],
            });
        }

        return new() { Status = GenericDeviceModelStatusEnumType.Accepted };
    }

    private GetVariableResultType Get(GetVariableDataType asked)
    {
        var key = Find(asked.Component, asked.Variable);
        var status = key is null ? Missing(asked.Component) ? GetVariableStatusEnumType.UnknownComponent : GetVariableStatusEnumType.UnknownVariable
            : asked.AttributeType is not (null or AttributeEnumType.Actual) ? GetVariableStatusEnumType.NotSupportedAttributeType
            : key.Access == KeyAccess.WriteOnly ? GetVariableStatusEnumType.Rejected
            : GetVariableStatusEnumType.Accepted;
        return new()
        {
            AttributeStatus = status,
            AttributeType = asked.AttributeType,
            AttributeValue = status == GetVariableStatusEnumType.Accepted ? link.Configuration.Value(key!) : null,
            Component = asked.Component,
            Variable = asked.Variable,
        };
    }

    private SetVariableResultType Set(SetVariableDataType asked)
    {
        var key = Find(asked.Component, asked.Variable);
        var status = key is null ? Missing(asked.Component) ? SetVariableStatusEnumType.UnknownComponent : SetVariableStatusEnumType.UnknownVariable
            : asked.AttributeType is not (null or AttributeEnumType.Actual) ? SetVariableStatusEnumType.NotSupportedAttributeType
            : link.Configuration.Change(key.Name, asked.AttributeValue) == KeyChange.Done ? SetVariableStatusEnumType.Accepted
            : SetVariableStatusEnumType.Rejected;
        if (status == SetVariableStatusEnumType.Accepted && key!.Name == Ocpp201Keys.Heartbeat)
            link.ChangeHeartbeat(TimeSpan.FromSeconds(link.Configuration.Number(Ocpp201Keys.Heartbeat)));
        return new() { AttributeStatus = status, AttributeType = asked.AttributeType, Component = asked.Component, Variable = asked.Variable };
    }

    private ConfigurationKey? Find(ComponentType component, VariableType variable) =>
        component.Instance is null && variable.Instance is null ? link.Configuration.Find($"{component.Name}/{variable.Name}") : null;

    private bool Missing(ComponentType component) =>
        !link.Configuration.Keys.Any(k => k.Name.StartsWith(component.Name + "/", StringComparison.OrdinalIgnoreCase));

    private ReportDataType Describe(ConfigurationKey key)
    {
        var slash = key.Name.IndexOf('/', StringComparison.Ordinal);
        return new()
        {
            Component = new() { Name = key.Name[..slash] },
            Variable = new() { Name = key.Name[(slash + 1)..] },
            VariableAttribute =
            [
                new()
                {
                    Type = AttributeEnumType.Actual,
                    Value = key.Access == KeyAccess.WriteOnly ? null : link.Configuration.Value(key),
                    Mutability = key.Access switch
                    {
                        KeyAccess.ReadOnly => MutabilityEnumType.ReadOnly,
                        KeyAccess.WriteOnly => MutabilityEnumType.WriteOnly,
                        _ => MutabilityEnumType.ReadWrite,
                    },
                    Persistent = true,
                },
            ],
            VariableCharacteristics = new()
            {
                DataType = key.Kind switch
                {
                    KeyKind.Number => DataEnumType.Integer,
                    KeyKind.Flag => DataEnumType.Boolean,
                    _ => DataEnumType.String,
                },
                SupportsMonitoring = false,
            },
        };
    }
}
