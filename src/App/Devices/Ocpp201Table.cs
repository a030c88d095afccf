using Doorstep.App.Charging;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp201;
using static Doorstep.App.Devices.OcppTableOf;

namespace Doorstep.App.Devices;

/// <summary>OCPP 2.0.1: every message a pile may send, and what happens with it. Transaction events are answered once they are on disk.</summary>
public sealed class Ocpp201Table : IOcppTable
{
    public OcppVersion Version => OcppVersion.V201;

    public Task<OcppAnswer> Answer(OcppFrame frame, Talk talk) => !Ocpp201Actions.TryFind(frame.Action.Span, out var action)
        ? Task.FromResult<OcppAnswer>(new OcppFault(Ocpp201Actions.Refusal(frame.Action.Span), "This action is not served."))
        : action switch
        {
            Ocpp201Action.TransactionEvent => On<TransactionEventRequest>(frame, talk, Transactions201.Run),
            Ocpp201Action.Heartbeat => On<HeartbeatRequest>(frame, talk, Heartbeat),
            Ocpp201Action.StatusNotification => On<StatusNotificationRequest>(frame, talk, Status),
            Ocpp201Action.Authorize => On<AuthorizeRequest>(frame, talk, Authorize),
            Ocpp201Action.MeterValues => On<MeterValuesRequest>(frame, talk, MeterValues),
            Ocpp201Action.BootNotification => On<BootNotificationRequest>(frame, talk, Boot),
            Ocpp201Action.NotifyEvent => On<NotifyEventRequest>(frame, talk, Events),
            Ocpp201Action.SecurityEventNotification => On<SecurityEventNotificationRequest>(frame, talk, Security),
            Ocpp201Action.FirmwareStatusNotification => On<FirmwareStatusNotificationRequest>(frame, talk, Firmware),
            Ocpp201Action.LogStatusNotification => On<LogStatusNotificationRequest>(frame, talk, Log),
            Ocpp201Action.NotifyReport => On<NotifyReportRequest>(frame, talk, Report),
            Ocpp201Action.DataTransfer => On<DataTransferRequest>(frame, talk, DataTransfer),
            // What is left are our own requests; a pile does not send them.
            _ => Task.FromResult<OcppAnswer>(new OcppFault(OcppFaultCode.NotSupported, $"{action} is a request of the CSMS.")),
        };

    public OcppCall? Call(PileCommand command) => command switch
    {
        PileCommand.StartCharging start => new(
            RequestStartTransactionRequest.Action,
            new RequestStartTransactionRequest
            {
                EvseId = start.Connector,
                IdToken = new() { IdToken = start.Token, Type = IdTokenEnumType.Central },
                RemoteStartId = (int)(start.Session.Value & int.MaxValue),
            },
            frame => Read<RequestStartTransactionResponse>(frame, r => (r.Status == RequestStartStopStatusEnumType.Accepted, r.StatusInfo?.ReasonCode ?? "start.rejected"))),
        PileCommand.StopCharging { Transaction: { } transaction } => new(
            RequestStopTransactionRequest.Action,
            new RequestStopTransactionRequest { TransactionId = TransactionName.OfPile(transaction) },
            frame => Read<RequestStopTransactionResponse>(frame, r => (r.Status == RequestStartStopStatusEnumType.Accepted, r.StatusInfo?.ReasonCode ?? "stop.rejected"))),
        PileCommand.Reset reset => new(
            ResetRequest.Action,
            new ResetRequest { Type = reset.AtOnce ? ResetEnumType.Immediate : ResetEnumType.OnIdle },
            frame => Read<ResetResponse>(frame, r => (r.Status != ResetStatusEnumType.Rejected, $"{r.Status}"))),
        PileCommand.Unlock unlock => new(
            UnlockConnectorRequest.Action,
            new UnlockConnectorRequest { EvseId = unlock.Connector, ConnectorId = 1 },
            frame => Read<UnlockConnectorResponse>(frame, r => (r.Status == UnlockStatusEnumType.Unlocked, $"{r.Status}"))),
        PileCommand.SetAvailability set => new(
            ChangeAvailabilityRequest.Action,
            new ChangeAvailabilityRequest
            {
                Evse = set.Connector == 0 ? null : new() { Id = set.Connector },
                OperationalStatus = set.Operative ? OperationalStatusEnumType.Operative : OperationalStatusEnumType.Inoperative,
            },
            frame => Read<ChangeAvailabilityResponse>(frame, r => (r.Status != ChangeAvailabilityStatusEnumType.Rejected, $"{r.Status}"))),
        PileCommand.ReportStatus => new(
            TriggerMessageRequest.Action,
            new TriggerMessageRequest { RequestedMessage = MessageTriggerEnumType.StatusNotification },
            frame => Read<TriggerMessageResponse>(frame, r => (r.Status == TriggerMessageStatusEnumType.Accepted, $"{r.Status}"))),
        PileCommand.LimitPower limit => new(
            SetChargingProfileRequest.Action,
            new SetChargingProfileRequest { EvseId = limit.Connector, ChargingProfile = Profile(limit) },
            frame => Read<SetChargingProfileResponse>(frame, r => (r.Status == ChargingProfileStatusEnumType.Accepted, $"{r.Status}"))),
        _ => null,
    };

    internal static IdTokenInfoType Info(CardVerdict verdict) => new()
    {
        Status = verdict switch
        {
            CardVerdict.Accepted => AuthorizationStatusEnumType.Accepted,
            CardVerdict.Unknown => AuthorizationStatusEnumType.Unknown,
            CardVerdict.Busy => AuthorizationStatusEnumType.ConcurrentTx,
            CardVerdict.Short => AuthorizationStatusEnumType.NoCredit,
            _ => AuthorizationStatusEnumType.Blocked,
        },
    };

    private static Task<IOcppPayload> Heartbeat(HeartbeatRequest request, Talk talk) => Task.FromResult<IOcppPayload>(new HeartbeatResponse { CurrentTime = talk.Now });

    private static async Task<IOcppPayload> Boot(BootNotificationRequest r, Talk talk)
    {
        var station = r.ChargingStation;
        await talk.Owner.Booted(talk.Origin, new(station.VendorName, station.Model, station.FirmwareVersion ?? "", station.SerialNumber ?? "", $"{r.Reason}"));
        return new BootNotificationResponse { CurrentTime = talk.Now, Interval = talk.Settings.HeartbeatSeconds, Status = RegistrationStatusEnumType.Accepted };
    }

    private static async Task<IOcppPayload> Status(StatusNotificationRequest r, Talk talk)
    {
        var status = r.ConnectorStatus switch
        {
            ConnectorStatusEnumType.Available => ReportedStatus.Available,
            ConnectorStatusEnumType.Occupied => ReportedStatus.Occupied,
            ConnectorStatusEnumType.Reserved => ReportedStatus.Reserved,
            ConnectorStatusEnumType.Unavailable => ReportedStatus.Unavailable,
            _ => ReportedStatus.Faulted,
        };
        await talk.Owner.Report(talk.Origin, new(r.EvseId, status, "", r.Timestamp));
        return new StatusNotificationResponse();
    }

    private static async Task<IOcppPayload> Authorize(AuthorizeRequest r, Talk talk) =>
        new AuthorizeResponse { IdTokenInfo = Info(await talk.Owner.Authorise(talk.Origin, new(0, r.IdToken.IdToken))) };

    private static async Task<IOcppPayload> MeterValues(MeterValuesRequest r, Talk talk)
    {
        await talk.Owner.Read(talk.Origin, new(r.EvseId, null, Talk.Readings(MeterSamples.Of(r.MeterValue))));
        return new MeterValuesResponse();
    }

    private static async Task<IOcppPayload> Events(NotifyEventRequest r, Talk talk)
    {
        foreach (var e in r.EventData)
        {
            await talk.Owner.Note(talk.Origin, new(e.Component.Evse?.Id, e.Trigger == EventTriggerEnumType.Alerting ? "fault" : "event", $"{e.Component.Name}.{e.Variable.Name}={e.ActualValue} {e.TechCode} {e.TechInfo}"));
        }

        return new NotifyEventResponse();
    }

    private static async Task<IOcppPayload> Security(SecurityEventNotificationRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "security", $"{r.Type} {r.TechInfo}"));
        return new SecurityEventNotificationResponse();
    }

    private static async Task<IOcppPayload> Firmware(FirmwareStatusNotificationRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "firmware", $"{r.Status}"));
        return new FirmwareStatusNotificationResponse();
    }

    private static async Task<IOcppPayload> Log(LogStatusNotificationRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "diagnostics", $"{r.Status}"));
        return new LogStatusNotificationResponse();
    }

    private static async Task<IOcppPayload> Report(NotifyReportRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "report", $"{r.RequestId} part {r.SeqNo}"));
        return new NotifyReportResponse();
    }

    private static async Task<IOcppPayload> DataTransfer(DataTransferRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "data-transfer", $"{r.VendorId} {r.MessageId} {r.Data}"));
        return new DataTransferResponse { Status = DataTransferStatusEnumType.UnknownVendorId };
    }

    private static ChargingProfileType Profile(PileCommand.LimitPower limit) => new()
    {
        Id = 1000 + limit.Connector,
        StackLevel = 0,
        ChargingProfilePurpose = limit.Connector == 0 ? ChargingProfilePurposeEnumType.ChargingStationMaxProfile : ChargingProfilePurposeEnumType.TxDefaultProfile,
        ChargingProfileKind = ChargingProfileKindEnumType.Relative,
        ChargingSchedule =
        [
            new() { Id = 1, ChargingRateUnit = ChargingRateUnitEnumType.W, ChargingSchedulePeriod = [new() { StartPeriod = 0, Limit = limit.Most.Watts }] },
        ],
    };
}
