using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What a 2.0.1 station answers to the server's calls; its variables are <see cref="Ocpp201Model"/>.</summary>
internal sealed class Ocpp201Orders(Ocpp201Link link)
{
    private readonly Ocpp201Model model = new(link);

    public void Obey(in OcppFrame call)
    {
        if (!Ocpp201Actions.TryFind(call.Action.Span, out var action))
        {
            link.Calls.Refuse(call.MessageId, Ocpp201Actions.Refusal(call.Action.Span), "This station does not know the action.");
            return;
        }

        switch (action)
        {
            case Ocpp201Action.RequestStartTransaction:
                link.Answer<RequestStartTransactionRequest, RequestStartTransactionResponse>(call, RequestStart);
                break;
            case Ocpp201Action.RequestStopTransaction:
                link.Answer<RequestStopTransactionRequest, RequestStopTransactionResponse>(call, RequestStop);
                break;
            case Ocpp201Action.GetVariables:
                link.Answer<GetVariablesRequest, GetVariablesResponse>(call, model.Get);
                break;
            case Ocpp201Action.SetVariables:
                link.Answer<SetVariablesRequest, SetVariablesResponse>(call, model.Set);
                break;
            case Ocpp201Action.GetBaseReport:
                link.Answer<GetBaseReportRequest, GetBaseReportResponse>(call, model.Report);
                break;
            case Ocpp201Action.Reset:
                link.Answer<ResetRequest, ResetResponse>(call, Reset);
                break;
            case Ocpp201Action.UnlockConnector:
                link.Answer<UnlockConnectorRequest, UnlockConnectorResponse>(call, Unlock);
                break;
            case Ocpp201Action.ChangeAvailability:
                link.Answer<ChangeAvailabilityRequest, ChangeAvailabilityResponse>(call, ChangeAvailability);
                break;
            case Ocpp201Action.TriggerMessage:
                link.Answer<TriggerMessageRequest, TriggerMessageResponse>(call, Trigger);
                break;
            case Ocpp201Action.GetTransactionStatus:
                link.Answer<GetTransactionStatusRequest, GetTransactionStatusResponse>(call, TransactionStatus);
                break;
            case Ocpp201Action.ReserveNow:
                link.Answer<ReserveNowRequest, ReserveNowResponse>(call, Reserve);
                break;
            case Ocpp201Action.CancelReservation:
                link.Answer<CancelReservationRequest, CancelReservationResponse>(call, CancelReservation);
                break;
            case Ocpp201Action.SetChargingProfile:
                link.Answer<SetChargingProfileRequest, SetChargingProfileResponse>(call, SetProfile);
                break;
            case Ocpp201Action.ClearChargingProfile:
                link.Answer<ClearChargingProfileRequest, ClearChargingProfileResponse>(call, ClearProfile);
                break;
            case Ocpp201Action.DataTransfer:
                link.Answer<DataTransferRequest, DataTransferResponse>(call, _ => new() { Status = DataTransferStatusEnumType.UnknownVendorId });
                break;
            default:
                link.Calls.Refuse(call.MessageId, OcppFaultCode.NotSupported, "This action goes the other way.");
                break;
        }
    }

    private Ocpp201Link.Gun? Find(int? evse) => evse is { } n && n >= 1 && n <= link.Guns.Count ? link.Guns[n - 1] : null;

    private RequestStartTransactionResponse RequestStart(RequestStartTransactionRequest request)
    {
        var gun = request.EvseId is { } wanted ? Find(wanted)
            : link.Guns.FirstOrDefault(g => g.Connector is { Car: not null, Session: null }) ?? link.Guns.FirstOrDefault(g => g.Connector.Session is null);
        var fits = request.ChargingProfile is null or { ChargingProfilePurpose: ChargingProfilePurposeEnumType.TxProfile };
        if (gun is null || !fits || !Begin(gun, request))
            return new() { Status = RequestStartStopStatusEnumType.Rejected };
        return new() { Status = RequestStartStopStatusEnumType.Accepted, TransactionId = gun.Running?.Id };
    }

    private bool Begin(Ocpp201Link.Gun gun, RequestStartTransactionRequest request)
    {
        var who = new Ocpp201Link.Credentials(request.IdToken, request.RemoteStartId, request.GroupIdToken?.IdToken);
        if (link.Configuration.IsSet(Ocpp201Keys.AuthorizeRemote))
            link.Authorise(gun, StartedBy.Platform, who);
        else if (link.Start(gun, StartedBy.Platform, who) is not (StartOutcome.Started or StartOutcome.Waiting))
            return false;
        if (request.ChargingProfile is { } profile && link.Limits.Install(Ocpp201Words.Limit(profile, gun.Connector.Number)))
            link.Rounds.LimitsChanged();
        return true;
    }

    private RequestStopTransactionResponse RequestStop(RequestStopTransactionRequest request)
    {
        var gun = link.Guns.FirstOrDefault(g => g.Running?.Id == request.TransactionId);
        var stopped = gun is not null && link.Pile.Stop(gun.Connector.Number, StopCause.Remote) == StopOutcome.Stopped;
        return new() { Status = stopped ? RequestStartStopStatusEnumType.Accepted : RequestStartStopStatusEnumType.Rejected };
    }

    private ResetResponse Reset(ResetRequest request)
    {
        // this station restarts only as a whole
        if (request.EvseId is not (null or 0))
            return new() { Status = ResetStatusEnumType.Rejected };
        if (request.Type == ResetEnumType.OnIdle && link.Guns.Any(g => g.Running is not null))
        {
            link.RestartsWhenIdle = true;
            return new() { Status = ResetStatusEnumType.Scheduled };
        }

        link.RestartNow();
        return new() { Status = ResetStatusEnumType.Accepted };
    }

    private UnlockConnectorResponse Unlock(UnlockConnectorRequest request)
    {
        if (Find(request.EvseId) is not { } gun || request.ConnectorId != 1)
            return new() { Status = UnlockStatusEnumType.UnknownConnector };
        if (gun.Running is not null)
            return new() { Status = UnlockStatusEnumType.OngoingAuthorizedTransaction };
        return new() { Status = link.Pile.Spec.LocksGun && link.Pile.Unlock(gun.Connector.Number) ? UnlockStatusEnumType.Unlocked : UnlockStatusEnumType.UnlockFailed };
    }

    private ChangeAvailabilityResponse ChangeAvailability(ChangeAvailabilityRequest request)
    {
        int? number = request.Evse is null or { Id: 0 } ? null : request.Evse.Id;
        if (number is not null && Find(number) is null)
            return new() { Status = ChangeAvailabilityStatusEnumType.Rejected };
        var inService = request.OperationalStatus == OperationalStatusEnumType.Operative;
        var busy = link.Guns.Any(g => (number is null || g.Connector.Number == number) && g.Running is not null);
        link.Pile.SetService(number, inService);
        return new() { Status = busy && !inService ? ChangeAvailabilityStatusEnumType.Scheduled : ChangeAvailabilityStatusEnumType.Accepted };
    }

    private TriggerMessageResponse Trigger(TriggerMessageRequest request)
    {
        if (request.Evse is { Id: not 0 } evse && Find(evse.Id) is null)
            return new() { Status = TriggerMessageStatusEnumType.Rejected };
        var guns = link.Guns.Where(g => request.Evse is null or { Id: 0 } || g.Connector.Number == request.Evse.Id).ToArray();
        switch (request.RequestedMessage)
        {
            case MessageTriggerEnumType.BootNotification:
                link.IntroduceTriggered();
                break;
            case MessageTriggerEnumType.Heartbeat:
                link.Beat();
                break;
            case MessageTriggerEnumType.MeterValues:
                foreach (var gun in guns)
                    link.SendSample(gun, ReadingContextEnumType.Trigger);
                break;
            case MessageTriggerEnumType.TransactionEvent when guns.Any(g => g.Running is not null):
                foreach (var gun in guns.Where(g => g.Running is not null))
                    link.SendSample(gun, ReadingContextEnumType.Trigger);
                break;
            case MessageTriggerEnumType.TransactionEvent:
                return new() { Status = TriggerMessageStatusEnumType.Rejected };
            case MessageTriggerEnumType.StatusNotification:
                foreach (var gun in guns)
                    link.SendStatus(gun);
                break;
            default:
                return new() { Status = TriggerMessageStatusEnumType.NotImplemented };
        }

        return new() { Status = TriggerMessageStatusEnumType.Accepted };
    }

    private GetTransactionStatusResponse TransactionStatus(GetTransactionStatusRequest request) => new()
    {
        MessagesInQueue = link.Calls.Kept > 0,
        OngoingIndicator = request.TransactionId is { } id ? link.Guns.Any(g => g.Running?.Id == id) : null,
    };

    private ReserveNowResponse Reserve(ReserveNowRequest request)
    {
        var gun = request.EvseId is null ? link.Guns.FirstOrDefault(g => g.Connector.State == VirtualConnectorState.Idle) : Find(request.EvseId);
        if (gun is null)
            return new() { Status = request.EvseId is null ? ReserveNowStatusEnumType.Occupied : ReserveNowStatusEnumType.Rejected };
        if (link.Pile.Reserve(gun.Connector.Number, request.IdToken.IdToken, request.ExpiryDateTime))
        {
            gun.Reservation = request;
            return new() { Status = ReserveNowStatusEnumType.Accepted };
        }

        return new()
        {
            Status = gun.Connector.State switch
            {
                VirtualConnectorState.Faulted => ReserveNowStatusEnumType.Faulted,
                VirtualConnectorState.OutOfService => ReserveNowStatusEnumType.Unavailable,
                _ => ReserveNowStatusEnumType.Occupied,
            },
        };
    }

    private CancelReservationResponse CancelReservation(CancelReservationRequest request)
    {
        var gun = link.Guns.FirstOrDefault(g => g.Connector.ReservedFor is not null && g.Reservation?.Id == request.ReservationId);
        if (gun is null)
            return new() { Status = CancelReservationStatusEnumType.Rejected };
        gun.Reservation = null;
        link.Pile.Reserve(gun.Connector.Number, null, default);
        return new() { Status = CancelReservationStatusEnumType.Accepted };
    }

    private SetChargingProfileResponse SetProfile(SetChargingProfileRequest request)
    {
        var profile = request.ChargingProfile;
        // K01: a limit of the whole station is for EVSE 0, one for a transaction names that transaction
        var possible = request.EvseId == 0
            ? profile.ChargingProfilePurpose != ChargingProfilePurposeEnumType.TxProfile
            : Find(request.EvseId) is { } gun && profile.ChargingProfilePurpose switch
            {
                ChargingProfilePurposeEnumType.TxProfile => gun.Running is { } running && profile.TransactionId == running.Id,
                ChargingProfilePurposeEnumType.TxDefaultProfile => true,
                _ => false,
            };
        if (!possible || !link.Limits.Install(Ocpp201Words.Limit(profile, request.EvseId)))
            return new() { Status = ChargingProfileStatusEnumType.Rejected };
        link.Rounds.LimitsChanged();
        return new() { Status = ChargingProfileStatusEnumType.Accepted };
    }

    private ClearChargingProfileResponse ClearProfile(ClearChargingProfileRequest request)
    {
        var criteria = request.ChargingProfileCriteria;
        LimitPurpose? purpose = criteria?.ChargingProfilePurpose is { } named ? Ocpp201Words.Purpose(named) : null;
        var cleared = link.Limits.Clear(p => request.ChargingProfileId is { } id
            ? p.Id == id
            : (criteria?.EvseId is null || p.Connector == criteria.EvseId)
                && (purpose is null || p.Purpose == purpose)
                && (criteria?.StackLevel is null || p.StackLevel == criteria.StackLevel));
        link.Rounds.LimitsChanged();
        return new() { Status = cleared > 0 ? ClearChargingProfileStatusEnumType.Accepted : ClearChargingProfileStatusEnumType.Unknown };
    }
}
