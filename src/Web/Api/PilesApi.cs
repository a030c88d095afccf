using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Piles, their secrets, their orders and their event log.</summary>
internal static class PilesApi
{
    public sealed record PileBody(
        string Station, PileProtocol Protocol, PileKind Kind, long RatedPowerW, string LinkName = "", string? Secret = null, bool BoundOnFirstSight = false, string Label = "",
        string Vendor = "", string Model = "", bool OutOfService = false, IReadOnlyList<long>? ConnectorsW = null);

    public sealed record ConnectorDocument(int Number, long MaxPowerW, string Standard);

    /// <param name="LinkName">As the pile names itself on its link; like the secret and the binding only for those who may see the station's inside, else null.</param>
    public sealed record PileDocument(
        string Number, string Station, string? LinkName, PileProtocol Protocol, PileKind Kind, long RatedPowerW, string Label, string Vendor, string Model,
        bool? HasSecret, string? BoundTo, bool OutOfService, IReadOnlyList<ConnectorDocument> Connectors)
    {
        public static PileDocument Of(PileEntry p) => new(
            p.Pile.Value, p.Station.Value, p.LinkName, p.Protocol, p.Kind, p.RatedPower.Watts, p.Label, p.Vendor, p.Model,
            p.Secret is not null, p.FirstSeen, p.OutOfService, [.. p.Connectors.Select(c => new ConnectorDocument(c.Number, c.MaxPower.Watts, c.Standard))]);

        public static PileDocument For(Actor who, StationEntry? station, PileEntry pile) =>
            station is not null && Permissions.Refuses(who, Act.ReadStationInside, Thing.Of(station.Provider, station.Division)) is null
                ? Of(pile)
                : Of(pile) with { LinkName = null, HasSecret = null, BoundTo = null };
    }

    /// <param name="NewSecret">Only when one was made just now; it is never shown again.</param>
    public sealed record RecordedDocument(PileDocument Pile, string? NewSecret);

    public sealed record SecretDocument(string Secret);

    public sealed record ServiceBody(bool OutOfService);

    public sealed record OrderBody(PileOrderKind Kind, int Connector = 0);

    public sealed record EventDocument(DateTimeOffset At, int? Connector, string Kind, string Text);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/piles").WithTags("Piles");
        group.MapGet("/{number}", Read).WithSummary("One pile by its 14 digits");
        group.MapPut("/{number}", Record).WithSummary("Records a new pile, or changes the one with that number; a secret made now is answered once");
        group.MapDelete("/{number}", Remove).WithSummary("Removes the pile; its number and history stay");
        group.MapPost("/{number}/secret", Rotate).WithSummary("Makes a new secret and answers it once");
        group.MapPut("/{number}/service", Serve).WithSummary("Takes the pile out of service, or puts it back");
        group.MapDelete("/{number}/binding", Forget).WithSummary("Lets the next link bind the pile anew");
        group.MapPost("/{number}/orders", Order).WithSummary("Orders the pile and waits for its answer");
        group.MapGet("/{number}/events", Events).WithSummary("The pile's event log, newest first");
    }

    private static Results<Ok<PileDocument>, ProblemHttpResult> Read(string number, PileDirectory piles, StationDirectory stations, HttpContext http) =>
        piles.Find(new PileId(number)) is { } entry ? TypedResults.Ok(PileDocument.For(http.Actor(), stations.Find(entry.Station), entry)) : new Refusal("pile.unknown", ("number", number)).Problem(http);

    private static async Task<Results<Ok<RecordedDocument>, ProblemHttpResult>> Record(string number, PileBody body, RecordPile record, HttpContext http, CancellationToken ct) =>
        (await record.Run(
            http.Actor(),
            new PileDraft
            {
                Id = new PileId(number),
                Station = new StationId(body.Station),
                Protocol = body.Protocol,
                Kind = body.Kind,
                RatedPower = new Power(body.RatedPowerW),
                LinkName = body.LinkName,
                Secret = body.Secret,
                BoundOnFirstSight = body.BoundOnFirstSight,
                Label = body.Label,
                Vendor = body.Vendor,
                Model = body.Model,
                OutOfService = body.OutOfService,
                Connectors = [.. (body.ConnectorsW ?? [body.RatedPowerW]).Select(w => new Power(w))],
            },
            ct)).Answer(http, done => new RecordedDocument(PileDocument.Of(done.Pile), done.NewSecret));

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string number, ServePile serve, HttpContext http, CancellationToken ct) =>
        (await serve.Remove(http.Actor(), new PileId(number), ct)).Done(http);

    private static async Task<Results<Ok<SecretDocument>, ProblemHttpResult>> Rotate(string number, ServePile serve, HttpContext http, CancellationToken ct) =>
        (await serve.RotateSecret(http.Actor(), new PileId(number), ct)).Answer(http, secret => new SecretDocument(secret));

    private static async Task<Results<Ok<PileDocument>, ProblemHttpResult>> Serve(string number, ServiceBody body, ServePile serve, HttpContext http, CancellationToken ct) =>
        (await serve.SetOutOfService(http.Actor(), new PileId(number), body.OutOfService, ct)).Answer(http, PileDocument.Of);

    private static async Task<Results<Ok<PileDocument>, ProblemHttpResult>> Forget(string number, ServePile serve, HttpContext http, CancellationToken ct) =>
        (await serve.ForgetBinding(http.Actor(), new PileId(number), ct)).Answer(http, PileDocument.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Order(string number, OrderBody body, CommandPile command, HttpContext http, CancellationToken ct) =>
        (await command.Run(http.Actor(), new PileOrder(new PileId(number), body.Connector, body.Kind), ct)).Done(http);

    private static async Task<Results<Ok<List<EventDocument>>, ProblemHttpResult>> Events(string number, int? take, DateTimeOffset? before, ReadPileEvents read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new PileId(number), before, take ?? 100, ct)).Answer(http, events => events.Select(e => new EventDocument(e.At, e.Connector, e.Kind, e.Text)).ToList());
}
