using System.Globalization;
using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp16;
using static Doorstep.App.Devices.OcppTableOf;

namespace Doorstep.App.Devices;

/// <summary>OCPP 1.6J: every message a pile may send, and what happens with it. Starts, stops and readings are answered once they are on disk.</summary>
public sealed class Ocpp16Table : IOcppTable
{
    public OcppVersion Version => OcppVersion.V16;

    public Task<OcppAnswer> Answer(OcppFrame frame, Talk talk) => !Ocpp16Actions.TryFind(frame.Action.Span, out var action)
        ? Task.FromResult<OcppAnswer>(new OcppFault(Ocpp16Actions.Refusal(frame.Action.Span), "This action is not served."))
        : action switch
        {
            Ocpp16Action.Heartbeat => On<HeartbeatRequest>(frame, talk, Heartbeat),
            Ocpp16Action.MeterValues => On<MeterValuesRequest>(frame, talk, MeterValues),
            Ocpp16Action.StatusNotification => On<StatusNotificationRequest>(frame, talk, Status),
            Ocpp16Action.Authorize => On<AuthorizeRequest>(frame, talk, Authorize),
            Ocpp16Action.StartTransaction => On<StartTransactionRequest>(frame, talk, Start),
            Ocpp16Action.StopTransaction => On<StopTransactionRequest>(frame, talk, Stop),
            Ocpp16Action.BootNotification => On<BootNotificationRequest>(frame, talk, Boot),
            Ocpp16Action.DataTransfer => On<DataTransferRequest>(frame, talk, DataTransfer),
            Ocpp16Action.DiagnosticsStatusNotification => On<DiagnosticsStatusNotificationRequest>(frame, talk, Diagnostics),
            Ocpp16Action.FirmwareStatusNotification => On<FirmwareStatusNotificationRequest>(frame, talk, Firmware),
            Ocpp16Action.SecurityEventNotification => On<SecurityEventNotificationRequest>(frame, talk, Security),
            // What is left are our own requests; a pile does not send them.
            _ => Task.FromResult<OcppAnswer>(new OcppFault(OcppFaultCode.NotSupported, $"{action} is a request of the central system.")),
        };

    public OcppCall? Call(PileCommand command) => command switch
    {
        PileCommand.StartCharging start => new(
            RemoteStartTransactionRequest.Action,
            new RemoteStartTransactionRequest { ConnectorId = start.Connector, IdTag = start.Token },
            frame => Read<RemoteStartTransactionResponse>(frame, r => (r.Status == RemoteStartStopStatus.Accepted, "start.rejected"))),
        // Before the pile has a number it has nothing to stop; the stop follows its start.
        PileCommand.StopCharging { Transaction: { } number } => new(
            RemoteStopTransactionRequest.Action,
            new RemoteStopTransactionRequest { TransactionId = int.Parse(number, CultureInfo.InvariantCulture) },
            frame => Read<RemoteStopTransactionResponse>(frame, r => (r.Status == RemoteStartStopStatus.Accepted, "stop.rejected"))),
        PileCommand.Reset reset => new(
            ResetRequest.Action,
            new ResetRequest { Type = reset.AtOnce ? ResetType.Hard : ResetType.Soft },
            frame => Read<ResetResponse>(frame, r => (r.Status == ResetStatus.Accepted, $"{r.Status}"))),
        PileCommand.Unlock unlock => new(
            UnlockConnectorRequest.Action,
            new UnlockConnectorRequest { ConnectorId = unlock.Connector },
            frame => Read<UnlockConnectorResponse>(frame, r => (r.Status == UnlockStatus.Unlocked, $"{r.Status}"))),
        PileCommand.SetAvailability set => new(
            ChangeAvailabilityRequest.Action,
            new ChangeAvailabilityRequest { ConnectorId = set.Connector, Type = set.Operative ? AvailabilityType.Operative : AvailabilityType.Inoperative },
            frame => Read<ChangeAvailabilityResponse>(frame, r => (r.Status != AvailabilityStatus.Rejected, $"{r.Status}"))),
        PileCommand.ReportStatus => new(
            TriggerMessageRequest.Action,
            new TriggerMessageRequest { RequestedMessage = MessageTrigger.StatusNotification },
            frame => Read<TriggerMessageResponse>(frame, r => (r.Status == TriggerMessageStatus.Accepted, $"{r.Status}"))),
        PileCommand.LimitPower limit => new(
            SetChargingProfileRequest.Action,
            new SetChargingProfileRequest { ConnectorId = limit.Connector, CsChargingProfiles = Profile(limit) },
            frame => Read<SetChargingProfileResponse>(frame, r => (r.Status == ChargingProfileStatus.Accepted, $"{r.Status}"))),
        _ => null,
    };

    internal static string StartKey(StartTransactionRequest r) =>
        string.Create(CultureInfo.InvariantCulture, $"{r.ConnectorId}|{r.IdTag}|{r.MeterStart}|{r.Timestamp.UtcTicks}");

    private static Task<IOcppPayload> Heartbeat(HeartbeatRequest request, Talk talk) => Task.FromResult<IOcppPayload>(new HeartbeatResponse { CurrentTime = talk.Now });

    private static async Task<IOcppPayload> Boot(BootNotificationRequest r, Talk talk)
    {
        await talk.Owner.Booted(
            talk.Origin, new(r.ChargePointVendor, r.ChargePointModel, r.FirmwareVersion ?? "", r.ChargePointSerialNumber ?? r.ChargeBoxSerialNumber ?? "", ""));
        return new BootNotificationResponse { CurrentTime = talk.Now, Interval = talk.Settings.HeartbeatSeconds, Status = RegistrationStatus.Accepted };
    }

    private static async Task<IOcppPayload> Status(StatusNotificationRequest r, Talk talk)
    {
        var status = r.Status switch
        {
            ChargePointStatus.Available => ReportedStatus.Available,
            ChargePointStatus.Preparing => ReportedStatus.Preparing,
            ChargePointStatus.Charging => ReportedStatus.Charging,
            ChargePointStatus.SuspendedEVSE => ReportedStatus.SuspendedByPile,
            ChargePointStatus.SuspendedEV => ReportedStatus.SuspendedByCar,
            ChargePointStatus.Finishing => ReportedStatus.Finishing,
            ChargePointStatus.Reserved => ReportedStatus.Reserved,
            ChargePointStatus.Unavailable => ReportedStatus.Unavailable,
            _ => ReportedStatus.Faulted,
        };
        var fault = r.ErrorCode == ChargePointErrorCode.NoError ? "" : $"{r.ErrorCode} {r.VendorErrorCode} {r.Info}".Trim();
        await talk.Owner.Report(talk.Origin, new(r.ConnectorId, status, fault, r.Timestamp));
        return new StatusNotificationResponse();
    }

    private static async Task<IOcppPayload> Authorize(AuthorizeRequest r, Talk talk) =>
        new AuthorizeResponse { IdTagInfo = Info(await talk.Owner.Authorise(talk.Origin, new(0, r.IdTag))) };

    private static async Task<IOcppPayload> Start(StartTransactionRequest r, Talk talk)
    {
        var answer = await talk.Owner.Began(
            talk.Origin, new(r.ConnectorId, r.IdTag, null, StartKey(r), r.Timestamp, await Register(r.MeterStart, r.ConnectorId, "meterStart", talk), Offline: false));
        return new StartTransactionResponse { TransactionId = int.Parse(answer.Transaction, CultureInfo.InvariantCulture), IdTagInfo = Info(answer.Verdict) };
    }

    private static async Task<IOcppPayload> Stop(StopTransactionRequest r, Talk talk)
    {
        var readings = r.TransactionData is { Count: > 0 } data ? Talk.Readings(MeterSamples.Of(data)) : [];
        var verdict = await talk.Owner.Ended(
            talk.Origin,
            new(null, r.TransactionId.ToString(CultureInfo.InvariantCulture), r.IdTag, r.Timestamp, new PileClaim(await Register(r.MeterStop, null, "meterStop", talk)), $"{r.Reason ?? Reason.Local}", readings));
        return new StopTransactionResponse { IdTagInfo = r.IdTag is null ? null : Info(verdict) };
    }

    /// <summary>Null for what no meter shows: the transaction is taken all the same, or the pile would send it for ever.</summary>
    private static async ValueTask<Energy?> Register(long wattHours, int? connector, string field, Talk talk)
    {
        if (wattHours is >= 0 and <= MeterSample.LargestRegisterWh)
        {
            return new Energy(wattHours);
        }

        await talk.Owner.Note(talk.Origin, new(connector, "bad-input", string.Create(CultureInfo.InvariantCulture, $"{field} {wattHours} is outside 0 to 10^12 Wh")));
        return null;
    }

    private static async Task<IOcppPayload> MeterValues(MeterValuesRequest r, Talk talk)
    {
        var sampling = MeterSamples.Of(r.MeterValue);
        await talk.Owner.Read(talk.Origin, new(r.ConnectorId, r.TransactionId?.ToString(CultureInfo.InvariantCulture), Talk.Readings(sampling)));
        if (sampling.Faults.Count > 0)
        {
            await talk.Owner.Note(talk.Origin, new(r.ConnectorId, "bad-input", string.Join("; ", sampling.Faults)));
        }

        return new MeterValuesResponse();
    }

    private static async Task<IOcppPayload> DataTransfer(DataTransferRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "data-transfer", $"{r.VendorId} {r.MessageId} {r.Data}"));
        return new DataTransferResponse { Status = DataTransferStatus.UnknownVendorId };
    }

    private static async Task<IOcppPayload> Diagnostics(DiagnosticsStatusNotificationRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "diagnostics", $"{r.Status}"));
        return new DiagnosticsStatusNotificationResponse();
    }

    private static async Task<IOcppPayload> Firmware(FirmwareStatusNotificationRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "firmware", $"{r.Status}"));
        return new FirmwareStatusNotificationResponse();
    }

    private static async Task<IOcppPayload> Security(SecurityEventNotificationRequest r, Talk talk)
    {
        await talk.Owner.Note(talk.Origin, new(null, "security", $"{r.Type} {r.TechInfo}"));
        return new SecurityEventNotificationResponse();
    }

    private static IdTagInfo Info(CardVerdict verdict) => new()
    {
        Status = verdict switch
        {
            CardVerdict.Accepted => AuthorizationStatus.Accepted,
            CardVerdict.Unknown => AuthorizationStatus.Invalid,
            CardVerdict.Busy => AuthorizationStatus.ConcurrentTx,
            _ => AuthorizationStatus.Blocked,
        },
    };

    private static ChargingProfile Profile(PileCommand.LimitPower limit) => new()
    {
        ChargingProfileId = 1000 + limit.Connector,
        StackLevel = 0,
        ChargingProfilePurpose = limit.Connector == 0 ? ChargingProfilePurposeType.ChargePointMaxProfile : ChargingProfilePurposeType.TxDefaultProfile,
        ChargingProfileKind = ChargingProfileKindType.Relative,
        ChargingSchedule = new()
        {
            ChargingRateUnit = ChargingRateUnitType.W,
            ChargingSchedulePeriod = [new() { StartPeriod = 0, Limit = limit.Most.Watts }],
        },
    };
}
