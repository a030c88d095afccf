using Doorstep.App.Charging;
using Doorstep.App.Pricing;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;
using Doorstep.Web.Live;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Charging sessions: start, watch, stop, readings, bill.</summary>
internal static class SessionsApi
{
    /// <param name="Code">What stands on the pile or in its QR code: 14 digits, with `-gun` where it has several.</param>
    /// <param name="Resident">Who pays, when staff start for somebody; a resident always pays himself.</param>
    /// <param name="FreeReason">Why nobody pays; staff only.</param>
    public sealed record StartBody(string Code, int? Connector = null, string? Resident = null, string? FreeReason = null, string Remark = "");

    public sealed record StartedDocument(string Session);

    public sealed record RemarkBody(string Remark);

    /// <param name="PileEnergyWh">What the pile claims, kept beside ours.</param>
    public sealed record SessionDocument(
        string Id, string Station, string Pile, int Connector, string Provider, string? Resident, StartedBy StartedBy, string? PileTransaction, SessionState State, string? FailReason, string? StopReason,
        DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FullAt, DateTimeOffset? StoppedAt, long? MeterStartWh, long? MeterStopWh, long EnergyWh, long? PileStopWh, long? PileEnergyWh,
        long? PileAmountFen, bool Disputed, string? DisputeReason, bool Offline, long HeldFen, long? TotalFen, bool Demonstration)
    {
        public static SessionDocument Of(SessionRow s) => new(
            s.Id.ToString(), s.Station.Value, s.Pile.Value, s.Connector, s.Provider.Value, s.Resident?.ToString(), s.StartedBy, s.PileTransaction, s.State, s.FailReason, s.StopReason,
            s.RequestedAt, s.StartedAt, s.FullAt, s.StoppedAt, s.MeterStart?.WattHours, s.MeterStop?.WattHours, s.Energy.WattHours, s.PileStop?.WattHours, s.PileEnergy?.WattHours,
            s.PileAmount?.Fen, s.Disputed, s.DisputeReason, s.Offline, s.Held.Fen, s.Total?.Fen, s.Demonstration);
    }

    public sealed record PictureDocument(SessionDocument Session, LiveDocuments.Session? Live);

    public sealed record ReadingDocument(DateTimeOffset At, long RegisterWh, long? PowerW, decimal? StateOfChargePercent, decimal? Volts, decimal? Amperes, decimal? TemperatureCelsius)
    {
        public static ReadingDocument Of(ReadingRow r) => new(r.At, r.Register.WattHours, r.Power?.Watts, r.StateOfCharge / 10m, r.Millivolts / 1000m, r.Milliamperes / 1000m, r.Temperature / 10m);
    }

    public sealed record LineDocument(PricePeriod Period, DateTimeOffset From, DateTimeOffset To, long EnergyWh, decimal ElectricityYuanPerKwh, decimal ServiceYuanPerKwh, long ElectricityFen, long ServiceFen);

    public sealed record BillDocument(
        string Session, DateTimeOffset At, long EnergyWh, long ElectricityFen, long ServiceFen, long TotalFen, long MarketFen, IReadOnlyList<LineDocument> Lines)
    {
        public static BillDocument Of(BillPicture b) => new(
            b.Row.Session.ToString(), b.Row.At, b.Row.Energy.WattHours, b.Row.Electricity.Fen, b.Row.Service.Fen, b.Row.Total.Fen, b.Row.Market.Fen,
            [.. b.Lines.Select(l => new LineDocument(l.Rate.Period, l.From, l.To, l.Energy.WattHours, l.Rate.Electricity.YuanPerKilowattHour, l.Rate.Service.YuanPerKilowattHour, l.Electricity.Fen, l.Service.Fen))]);
    }

    /// <param name="Key">Makes a repeat of the same refund recognisable.</param>
    public sealed record RefundBody(long ElectricityFen, long ServiceFen, string Reason, string Key);

    /// <summary>What is left of the bill after all refunds.</summary>
    public sealed record LeftDocument(long ElectricityFen, long ServiceFen);

    public sealed record Filter(
        string? Station, string? Pile, long? Resident, Word<SessionState>? State, bool? Disputed, DateTimeOffset? From, DateTimeOffset? Until, long? Before, int? Take);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/sessions").WithTags("Sessions");
        group.MapGet("/", List).WithSummary("Sessions the asker may see, newest first; `before` = id of the last one for the next page");
        group.MapPost("/", Start).WithSummary("Starts a session by the code on the pile");
        group.MapGet("/open", Open).WithSummary("The asker's own session that is not over; 204 when there is none");
        group.MapGet("/{id:long}", Read).WithSummary("One session, with the pile's own figures beside ours");
        group.MapPost("/{id:long}/stop", Stop).WithSummary("Asks the pile to stop");
        group.MapGet("/{id:long}/readings", Readings).WithSummary("Every reading of the session, by time");
        group.MapGet("/{id:long}/bill", Bill).WithSummary("The bill with its lines by tariff period");
        group.MapPost("/{id:long}/refunds", Refund).WithSummary("Gives back part of a bill, with the reason");
        group.MapPost("/{id:long}/dispute/resolution", Resolve).WithSummary("Closes the question of a disputed session");
        group.MapGet("/{id:long}/events", Watch).WithSummary("The session as server-sent events, at most one a second, until it is over").ExcludeFromDescription();
    }

    private static async Task<Results<Ok<List<SessionDocument>>, ProblemHttpResult>> List([AsParameters] Filter filter, ListSessions list, HttpContext http, CancellationToken ct) =>
        (await list.Run(
            http.Actor(),
            new(
                filter.Station is null ? null : new StationId(filter.Station),
                filter.Pile is null ? null : new PileId(filter.Pile),
                filter.Resident is { } resident ? new ResidentId(resident) : null,
                filter.State,
                filter.Disputed,
                filter.From,
                filter.Until,
                filter.Before,
                filter.Take ?? 50),
            ct)).Answer(http, rows => rows.Select(SessionDocument.Of).ToList());

    private static async Task<Results<Created<StartedDocument>, ProblemHttpResult>> Start(StartBody body, StartSession start, HttpContext http, CancellationToken ct)
    {
        var code = PileCode.Read(body.Code);
        if (!code.Granted)
        {
            return code.Refusal.Problem(http);
        }

        if (body.Resident is not null && !long.TryParse(body.Resident, out _))
        {
            return new Refusal("resident.unknown").Problem(http);
        }

        var started = await start.Run(
            http.Actor(),
            new(code.Value.Pile, body.Connector ?? code.Value.Gun ?? 1, body.Resident is null ? null : new ResidentId(long.Parse(body.Resident, System.Globalization.CultureInfo.InvariantCulture)), body.FreeReason, body.Remark),
            ct);
        return started.Granted
            ? TypedResults.Created($"/api/v1/sessions/{started.Value}", new StartedDocument(started.Value.ToString()))
            : started.Refusal.Problem(http);
    }

    private static async Task<Results<Ok<LiveDocuments.Session>, NoContent, ProblemHttpResult>> Open(MyOpenSession open, HttpContext http, CancellationToken ct)
    {
        var found = await open.Run(http.Actor(), ct);
        return !found.Granted ? found.Refusal.Problem(http)
            : found.Value is { } session ? TypedResults.Ok(LiveDocuments.Session.Of(session))
            : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PictureDocument>, ProblemHttpResult>> Read(long id, ReadSession read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new SessionId(id), ct)).Answer(http, p => new PictureDocument(SessionDocument.Of(p.Row) with { EnergyWh = p.Live?.Energy.WattHours ?? p.Row.Energy.WattHours }, p.Live is null ? null : LiveDocuments.Session.Of(p.Live)));

    private static async Task<Results<NoContent, ProblemHttpResult>> Stop(long id, StopSession stop, HttpContext http, CancellationToken ct) =>
        (await stop.Run(http.Actor(), new SessionId(id), ct)).Done(http);

    private static async Task<Results<Ok<List<ReadingDocument>>, ProblemHttpResult>> Readings(long id, ReadReadings read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new SessionId(id), ct)).Answer(http, rows => rows.Select(ReadingDocument.Of).ToList());

    private static async Task<Results<Ok<BillDocument>, ProblemHttpResult>> Bill(long id, ReadBill read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new SessionId(id), ct)).Answer(http, BillDocument.Of);

    private static async Task<Results<Ok<LeftDocument>, ProblemHttpResult>> Refund(long id, RefundBody body, RefundBill refund, HttpContext http, CancellationToken ct) =>
        (await refund.Run(http.Actor(), new(new SessionId(id), new Money(body.ElectricityFen), new Money(body.ServiceFen), body.Reason, body.Key), ct)).Answer(http, left => new LeftDocument(left.Electricity.Fen, left.Service.Fen));

    private static async Task<Results<NoContent, ProblemHttpResult>> Resolve(long id, RemarkBody body, ResolveDispute resolve, HttpContext http, CancellationToken ct) =>
        (await resolve.Run(http.Actor(), new SessionId(id), body.Remark, ct)).Done(http);

    private static async Task<IResult> Watch(long id, WatchSession watch, HttpContext http, CancellationToken ct)
    {
        var watched = await watch.Run(http.Actor(), new SessionId(id), ct);
        return watched.Granted ? EventStream.Of(http, Documents(watched.Value, ct)) : watched.Refusal.Problem(http);
    }

    private static async IAsyncEnumerable<LiveDocuments.Session> Documents(IAsyncEnumerable<SessionSnapshot> snapshots, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var snapshot in snapshots.WithCancellation(ct))
        {
            yield return LiveDocuments.Session.Of(snapshot);
        }
    }
}
