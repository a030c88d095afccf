using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Doorstep.App;
using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.People;
using Doorstep.Web.People;
using Doorstep.Web.Resident.Parts;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Live;

/// <summary>The live parts of the static pages, as server-sent events.</summary>
internal static class LiveEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live/stations/{code}", Station).ExcludeFromDescription();
        routes.MapGet("/live/sessions/{id:long}", Session).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> Station(string code, HttpContext http, LiveStations stations, LiveEvents events, CancellationToken ct)
    {
        var parts = await stations.Follow(http.Actor(), new StationId(code), ct);
        return parts is null ? Results.NotFound() : EventStream.Of(http, events.Keep(parts, ct));
    }

    private static async Task<IResult> Session(long id, SessionState? state, HttpContext http, LiveSessions sessions, LiveEvents events, CancellationToken ct)
    {
        var parts = await sessions.Follow(http.Actor(), new SessionId(id), state, ct);
        return parts is null ? Results.NotFound() : EventStream.Of(http, events.Keep(parts, ct));
    }
}

/// <summary>A station's bays as they change.</summary>
internal sealed class LiveStations(WatchStation watch, ReadStation read, Fragments fragments, CityClock clock)
{
    public async Task<IAsyncEnumerable<SseItem<string>>?> Follow(Actor who, StationId station, CancellationToken ct)
    {
        var sheet = await read.Run(station, ct);
        if (!sheet.Granted)
        {
            return null;
        }

        var seen = await watch.Run(who, station, ct);
        if (!seen.Granted)
        {
            return null;
        }

        var startable = sheet.Value.Station.Opening.WhyNot(agreement: who.Role is not Role.Driver, clock.GetUtcNow()) is null;
        return Parts(sheet.Value, startable, seen.Value, ct);
    }

    private async IAsyncEnumerable<SseItem<string>> Parts(StationSheet sheet, bool startable, IAsyncEnumerable<StationSnapshot> seen, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var snapshot in seen.WithCancellation(ct))
        {
            yield return LiveEvents.Part("bays", await fragments.Draw<BayPlan>(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(BayPlan.Sheet)] = sheet,
                [nameof(BayPlan.Live)] = snapshot,
                [nameof(BayPlan.Startable)] = startable,
            }));
        }
    }
}

/// <summary>A session's figures and curve as they change; when it passes into another state the page is asked for anew.</summary>
internal sealed class LiveSessions(WatchSession watch, ReadReadings read, Fragments fragments, IStringLocalizer<Words> words)
{
    public async Task<IAsyncEnumerable<SseItem<string>>?> Follow(Actor who, SessionId session, SessionState? shown, CancellationToken ct)
    {
        var seen = await watch.Run(who, session, ct);
        if (!seen.Granted)
        {
            return null;
        }

        var readings = await read.Run(who, session, ct);
        return Parts(seen.Value, shown, readings.Granted ? [.. readings.Value] : [], ct);
    }

    private async IAsyncEnumerable<SseItem<string>> Parts(IAsyncEnumerable<SessionSnapshot> seen, SessionState? shown, List<ReadingRow> readings, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var snapshot in seen.WithCancellation(ct))
        {
            if (snapshot.State is SessionState.Billed or SessionState.Paid)
            {
                yield return LiveEvents.Go($"/bills/{snapshot.Id}");
                yield break;
            }

            if (snapshot.State != shown)
            {
                yield return LiveEvents.Go($"/charging/{snapshot.Id}");
                yield break;
            }

            var news = snapshot.ReadAt is { } at && (readings.Count == 0 || at > readings[^1].At);
            if (news)
            {
                readings.Add(new ReadingRow { Session = snapshot.Id, At = snapshot.ReadAt!.Value, Register = snapshot.Energy, Power = snapshot.Power, StateOfCharge = snapshot.StateOfCharge });
            }

            yield return LiveEvents.Part("session-now", await fragments.Draw<SessionNow>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(SessionNow.Of)] = snapshot, [nameof(SessionNow.Left)] = ChargingCurve.Left(readings) }));
            if (news)
            {
                yield return LiveEvents.Chart("curve", ChargingCurve.Of(readings, words).Element());
            }
        }
    }
}
