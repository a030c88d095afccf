using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp201;

namespace Doorstep.App.Devices;

/// <summary>
/// OCPP 2.0.1 tells a whole session through TransactionEvent (part 2, block E), and a transaction may begin with the plug, before anybody is
/// authorised: until a token comes or energy flows there is nobody's session yet.
/// </summary>
internal static class Transactions201
{
    public static async Task<IOcppPayload> Run(TransactionEventRequest r, Talk talk)
    {
        var id = r.TransactionInfo.TransactionId;
        var sampling = r.MeterValue is { Count: > 0 } values ? MeterSamples.Of(values) : new MeterSampling([], []);
        var readings = Talk.Readings(sampling);
        bool offline = r.Offline == true;
        var verdict = CardVerdict.Accepted;
        bool begins = r.EventType == TransactionEventEnumType.Started;
        if (r.IdToken is not null || r.TransactionInfo.ChargingState == ChargingStateEnumType.Charging || r.EventType == TransactionEventEnumType.Ended || offline || begins)
        {
            var register = begins ? Register(sampling, MeterContext.TransactionBegin) ?? sampling.Samples.Select(s => s.RegisterWh).FirstOrDefault(w => w is not null) : null;
            bool ends = r.EventType == TransactionEventEnumType.Ended;
            if (ends)
            {
                register = sampling.Samples.Max(s => s.RegisterWh);
            }

            var began = await talk.Owner.Began(
                talk.Origin,
                new(r.Evse?.Id ?? 1, Token(r), id, null, r.Timestamp, register is { } wh ? new Energy(wh) : null, offline, Implied: !begins)
                {
                    RemoteStart = r.TransactionInfo.RemoteStartId,
                    Plugged = (begins || ends) && r.TransactionInfo.RemoteStartId is null && Token(r) is null && !offline && r.TransactionInfo.ChargingState != ChargingStateEnumType.Charging,
                });
            if (began.Nothing)
            {
                return new TransactionEventResponse();
            }

            verdict = began.Verdict;
        }

        if (r.EventType == TransactionEventEnumType.Ended)
        {
            var stop = Register(sampling, MeterContext.TransactionEnd) ?? sampling.Samples.Max(s => s.RegisterWh);
            await talk.Owner.Ended(
                talk.Origin,
                new(r.Evse?.Id, id, r.IdToken?.IdToken, r.Timestamp, new PileClaim(stop is { } wh ? new Energy(wh) : null), $"{r.TransactionInfo.StoppedReason ?? ReasonEnumType.Local}", readings, offline));
        }
        else if (readings.Count > 0)
        {
            await talk.Owner.Read(talk.Origin, new(r.Evse?.Id, id, readings, offline));
        }

        if (r.TransactionInfo.ChargingState is { } state && r.Evse is { } evse && !offline)
        {
            await talk.Owner.Report(talk.Origin, new(evse.Id, Status(state, r.EventType), "", r.Timestamp));
        }

        if (sampling.Faults.Count > 0)
        {
            await talk.Owner.Note(talk.Origin, new(r.Evse?.Id, "bad-input", string.Join("; ", sampling.Faults)));
        }

        return new TransactionEventResponse { IdTokenInfo = r.IdToken is null ? null : Ocpp201Table.Info(verdict) };
    }

    private static long? Register(MeterSampling sampling, MeterContext context) =>
        sampling.Samples.Where(s => s.Context == context).Select(s => s.RegisterWh).LastOrDefault(w => w is not null);

    private static string? Token(TransactionEventRequest r) => r.IdToken is { Type: not IdTokenEnumType.NoAuthorization } token ? token.IdToken : null;

    private static ReportedStatus Status(ChargingStateEnumType state, TransactionEventEnumType type) => type == TransactionEventEnumType.Ended
        ? (state == ChargingStateEnumType.Idle ? ReportedStatus.Available : ReportedStatus.Finishing)
        : state switch
        {
            ChargingStateEnumType.Charging => ReportedStatus.Charging,
            ChargingStateEnumType.SuspendedEV => ReportedStatus.SuspendedByCar,
            ChargingStateEnumType.SuspendedEVSE => ReportedStatus.SuspendedByPile,
            ChargingStateEnumType.EVConnected => ReportedStatus.Occupied,
            _ => ReportedStatus.Available,
        };
}
