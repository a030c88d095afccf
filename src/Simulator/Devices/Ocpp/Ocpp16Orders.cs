using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp16;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What a 1.6 pile answers to the server's calls.</summary>
internal sealed class Ocpp16Orders(Ocpp16Link link)
{
    public void Obey(in OcppFrame call)
    {
        if (!Ocpp16Actions.TryFind(call.Action.Span, out var action))
        {
            link.Calls.Refuse(call.MessageId, Ocpp16Actions.Refusal(call.Action.Span), "This pile does not know the action.");
            return;
        }

        switch (action)
        {
            case Ocpp16Action.RemoteStartTransaction:
                link.Answer<RemoteStartTransactionRequest, RemoteStartTransactionResponse>(call, RemoteStart);
                break;
            case Ocpp16Action.RemoteStopTransaction:
                link.Answer<RemoteStopTransactionRequest, RemoteStopTransactionResponse>(call, RemoteStop);
                break;
            case Ocpp16Action.Reset:
                link.Answer<ResetRequest, ResetResponse>(call, Reset);
                break;
            case Ocpp16Action.UnlockConnector:
                link.Answer<UnlockConnectorRequest, UnlockConnectorResponse>(call, Unlock);
                break;
            case Ocpp16Action.ChangeAvailability:
                link.Answer<ChangeAvailabilityRequest, ChangeAvailabilityResponse>(call, ChangeAvailability);
                break;
            case Ocpp16Action.GetConfiguration:
                link.Answer<GetConfigurationRequest, GetConfigurationResponse>(call, GetConfiguration);
                break;
            case Ocpp16Action.ChangeConfiguration:
                link.Answer<ChangeConfigurationRequest, ChangeConfigurationResponse>(call, ChangeConfiguration);
                break;
            case Ocpp16Action.TriggerMessage:
                link.Answer<TriggerMessageRequest, TriggerMessageResponse>(call, Trigger);
                break;
            case Ocpp16Action.ReserveNow:
                link.Answer<ReserveNowRequest, ReserveNowResponse>(call, Reserve);
                break;
            case Ocpp16Action.CancelReservation:
                link.Answer<CancelReservationRequest, CancelReservationResponse>(call, CancelReservation);
                break;
            case Ocpp16Action.SetChargingProfile:
                link.Answer<SetChargingProfileRequest, SetChargingProfileResponse>(call, SetProfile);
                break;
            case Ocpp16Action.ClearChargingProfile:
                link.Answer<ClearChargingProfileRequest, ClearChargingProfileResponse>(call, ClearProfile);
                break;
            case Ocpp16Action.GetCompositeSchedule:
                link.Answer<GetCompositeScheduleRequest, GetCompositeScheduleResponse>(call, CompositeSchedule);
                break;
            case Ocpp16Action.ClearCache:
                // without a cache there is nothing left in it
                link.Answer<ClearCacheRequest, ClearCacheResponse>(call, _ => new() { Status = ClearCacheStatus.Accepted });
                break;
            case Ocpp16Action.DataTransfer:
                link.Answer<DataTransferRequest, DataTransferResponse>(call, _ => new() { Status = DataTransferStatus.UnknownVendorId });
                break;
            default:
                link.Calls.Refuse(call.MessageId, OcppFaultCode.NotSupported, "This action goes the other way.");
                break;
        }
    }

    private Ocpp16Link.Gun? Find(int? number) => number is { } n && n >= 1 && n <= link.Guns.Count ? link.Guns[n - 1] : null;

    private RemoteStartTransactionResponse RemoteStart(RemoteStartTransactionRequest request)
    {
        var gun = request.ConnectorId is { } wanted ? Find(wanted)
            : link.Guns.FirstOrDefault(g => g.Connector is { Car: not null, Session: null }) ?? link.Guns.FirstOrDefault(g => g.Connector.Session is null);
        var accepted = gun is not null && request.ChargingProfile is null or { ChargingProfilePurpose: ChargingProfilePurposeType.TxProfile } && Begin(gun!, request);
        return new() { Status = accepted ? RemoteStartStopStatus.Accepted : RemoteStartStopStatus.Rejected };
    }

    private bool Begin(Ocpp16Link.Gun gun, RemoteStartTransactionRequest request)
    {
        if (link.Configuration.IsSet(Ocpp16Keys.AuthorizeRemote))
            link.Authorise(gun, request.IdTag, StartedBy.Platform);
        else if (link.Start(gun, new StartOrder(StartedBy.Platform, null, request.IdTag), null) is not (StartOutcome.Started or StartOutcome.Waiting))
            return false;
        if (request.ChargingProfile is { } profile && link.Limits.Install(Ocpp16Words.Limit(profile, gun.Connector.Number)))
            link.Rounds.LimitsChanged();
        return true;
    }

    private RemoteStopTransactionResponse RemoteStop(RemoteStopTransactionRequest request)
    {
        var gun = link.Guns.FirstOrDefault(g => g.Running?.Id == request.TransactionId);
        var stopped = gun is not null && link.Pile.Stop(gun.Connector.Number, StopCause.Remote) == StopOutcome.Stopped;
        return new() { Status = stopped ? RemoteStartStopStatus.Accepted : RemoteStartStopStatus.Rejected };
    }

    private ResetResponse Reset(ResetRequest request)
    {
        link.RestartSoon(request.Type == ResetType.Hard ? Reason.HardReset : Reason.SoftReset);
        return new() { Status = ResetStatus.Accepted };
    }

    private UnlockConnectorResponse Unlock(UnlockConnectorRequest request)
    {
        if (Find(request.ConnectorId) is not { } gun || !link.Pile.Spec.LocksGun)
            return new() { Status = UnlockStatus.NotSupported };
        gun.Unlocking = true;
        var opened = link.Pile.Unlock(gun.Connector.Number);
        gun.Unlocking = false;
        return new() { Status = opened ? UnlockStatus.Unlocked : UnlockStatus.UnlockFailed };
    }

    private ChangeAvailabilityResponse ChangeAvailability(ChangeAvailabilityRequest request)
    {
        if (request.ConnectorId != 0 && Find(request.ConnectorId) is null)
            return new() { Status = AvailabilityStatus.Rejected };
        int? number = request.ConnectorId == 0 ? null : request.ConnectorId;
        var inService = request.Type == AvailabilityType.Operative;
        var busy = link.Guns.Any(g => (number is null || g.Connector.Number == number) && g.Connector.Session is not null);
        link.Pile.SetService(number, inService);
        return new() { Status = busy && !inService ? AvailabilityStatus.Scheduled : AvailabilityStatus.Accepted };
    }

    private GetConfigurationResponse GetConfiguration(GetConfigurationRequest request)
    {
        var asked = request.Key is { Count: > 0 } names ? names.Select(link.Configuration.Find).OfType<ConfigurationKey>() : link.Configuration.Keys;
        return new()
        {
            ConfigurationKey =
            [
                .. asked.Select(key => new KeyValue
                {
                    Key = key.Name,
                    Readonly = key.Access == KeyAccess.ReadOnly,
                    Value = key.Access == KeyAccess.WriteOnly ? null : link.Configuration.Value(key),
                }),
            ],
            UnknownKey = request.Key is { } all && all.Where(name => link.Configuration.Find(name) is null).ToArray() is { Length: > 0 } unknown ? unknown : null,
        };
    }

    private ChangeConfigurationResponse ChangeConfiguration(ChangeConfigurationRequest request)
    {
        var change = link.Configuration.Change(request.Key, request.Value);
        if (change == KeyChange.Done && string.Equals(request.Key, Ocpp16Keys.Heartbeat, StringComparison.OrdinalIgnoreCase))
            link.ChangeHeartbeat(TimeSpan.FromSeconds(link.Configuration.Number(Ocpp16Keys.Heartbeat)));
        return new()
        {
            Status = change switch
            {
                KeyChange.Done => ConfigurationStatus.Accepted,
                KeyChange.Unknown => ConfigurationStatus.NotSupported,
                _ => ConfigurationStatus.Rejected,
            },
        };
    }

    private TriggerMessageResponse Trigger(TriggerMessageRequest request)
    {
        if (request.ConnectorId is { } number && number != 0 && Find(number) is null)
            return new() { Status = TriggerMessageStatus.Rejected };
        var guns = link.Guns.Where(g => request.ConnectorId is null or 0 || g.Connector.Number == request.ConnectorId);
        switch (request.RequestedMessage)
        {
            case MessageTrigger.BootNotification:
                link.IntroduceAgain();
                break;
            case MessageTrigger.Heartbeat:
                link.Beat();
                break;
            case MessageTrigger.MeterValues:
                foreach (var gun in guns)
                    link.SendSample(gun, ReadingContext.Trigger);
                break;
            case MessageTrigger.StatusNotification:
                if (request.ConnectorId is null or 0)
                    link.SendStatus(null);
                foreach (var gun in guns)
                    link.SendStatus(gun);
                break;
            default:
                return new() { Status = TriggerMessageStatus.NotImplemented };
        }

        return new() { Status = TriggerMessageStatus.Accepted };
    }

    private ReserveNowResponse Reserve(ReserveNowRequest request)
    {
        var gun = request.ConnectorId == 0
            ? link.Guns.FirstOrDefault(g => g.Connector.State == VirtualConnectorState.Idle)
            : Find(request.ConnectorId);
        if (gun is null)
            return new() { Status = request.ConnectorId == 0 ? ReservationStatus.Occupied : ReservationStatus.Rejected };
        if (!link.Pile.Reserve(gun.Connector.Number, request.IdTag, request.ExpiryDate))
        {
            return new()
            {
                Status = gun.Connector.State switch
                {
                    VirtualConnectorState.Faulted => ReservationStatus.Faulted,
                    VirtualConnectorState.OutOfService => ReservationStatus.Unavailable,
                    _ => ReservationStatus.Occupied,
                },
            };
        }

        gun.Reservation = request;
        return new() { Status = ReservationStatus.Accepted };
    }

    private CancelReservationResponse CancelReservation(CancelReservationRequest request)
    {
        var gun = link.Guns.FirstOrDefault(g => g.Connector.ReservedFor is not null && g.Reservation?.ReservationId == request.ReservationId);
        if (gun is null)
            return new() { Status = CancelReservationStatus.Rejected };
        gun.Reservation = null;
        link.Pile.Reserve(gun.Connector.Number, null, default);
        return new() { Status = CancelReservationStatus.Accepted };
    }

    private SetChargingProfileResponse SetProfile(SetChargingProfileRequest request)
    {
        var purpose = request.CsChargingProfiles.ChargingProfilePurpose;
        // 1.6 §5.16: a limit of the whole point is for connector 0, one for a transaction needs that transaction
        var possible = request.ConnectorId == 0
            ? purpose != ChargingProfilePurposeType.TxProfile
            : Find(request.ConnectorId) is { } gun && purpose switch
            {
                ChargingProfilePurposeType.ChargePointMaxProfile => false,
                ChargingProfilePurposeType.TxProfile => gun.Running is { } running && (request.CsChargingProfiles.TransactionId is not { } id || id == running.Id),
                _ => true,
            };
        if (!possible || !link.Limits.Install(Ocpp16Words.Limit(request.CsChargingProfiles, request.ConnectorId)))
            return new() { Status = ChargingProfileStatus.Rejected };
        link.Rounds.LimitsChanged();
        return new() { Status = ChargingProfileStatus.Accepted };
    }

    private ClearChargingProfileResponse ClearProfile(ClearChargingProfileRequest request)
    {
        LimitPurpose? purpose = request.ChargingProfilePurpose switch
        {
            null => null,
            ChargingProfilePurposeType.ChargePointMaxProfile => LimitPurpose.WholePile,
            ChargingProfilePurposeType.TxProfile => LimitPurpose.OneSession,
            _ => LimitPurpose.AnySession,
        };
        var cleared = link.Limits.Clear(p => request.Id is { } id
            ? p.Id == id
            : (request.ConnectorId is null || p.Connector == request.ConnectorId)
                && (purpose is null || p.Purpose == purpose)
                && (request.StackLevel is null || p.StackLevel == request.StackLevel));
        link.Rounds.LimitsChanged();
        return new() { Status = cleared > 0 ? ClearChargingProfileStatus.Accepted : ClearChargingProfileStatus.Unknown };
    }

    private GetCompositeScheduleResponse CompositeSchedule(GetCompositeScheduleRequest request)
    {
        if (request.Duration <= 0 || (request.ConnectorId != 0 && Find(request.ConnectorId) is null))
            return new() { Status = GetCompositeScheduleStatus.Rejected };
        var unit = request.ChargingRateUnit ?? ChargingRateUnitType.W;
        var perUnit = unit == ChargingRateUnitType.A ? link.Limits.WattsPerAmpere(null) : 1;
        var now = link.Pile.Now;
        var steps = link.Limits.Composite(request.ConnectorId, Find(request.ConnectorId)?.Connector.Session, now, request.Duration);
        return new()
        {
            Status = GetCompositeScheduleStatus.Accepted,
            ConnectorId = request.ConnectorId,
            ScheduleStart = now,
            ChargingSchedule = new()
            {
                Duration = request.Duration,
                ChargingRateUnit = unit,
                ChargingSchedulePeriod =
                [
                    .. steps.Select(step => new ChargingSchedulePeriod
                    {
                        StartPeriod = step.StartSeconds,
                        // where no profile limits, the pile itself does
                        Limit = decimal.Round((step.Watts ?? link.Pile.Spec.RatedWatts) / perUnit, 1, MidpointRounding.ToZero),
                    }),
                ],
            },
        };
    }
}
