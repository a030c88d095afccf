using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>Sessions somebody may see, newest first, page by page; one that runs has come as far as its owner says.</summary>
public sealed class ListSessions(IDbContextFactory<DoorstepDb> contexts, StationDirectory stations, SessionAccess sessions)
{
    private const int MostAtOnce = 500;

    public async Task<Decision<IReadOnlyList<SessionRow>>> Run(Actor who, Request wanted, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Sessions.AsNoTracking();
        switch (Permissions.Of(who.Role, Act.ReadSession))
        {
            case Reach.City:
                break;
            case Reach.Organisation when who.Organisation is { } own:
                rows = rows.Where(s => s.Provider == own);
                if (who.Areas.Count > 0)
                {
                    var within = stations.Of(own).Where(s => Permissions.Within(who.Areas, s.Division)).Select(s => s.Id).ToList();
                    rows = rows.Where(s => within.Contains(s.Station));
                }

                break;
            case Reach.Own when who.Resident is { } me:
                rows = rows.Where(s => s.Resident == me);
                break;
            default:
                return Permissions.Refuses(who, Act.ReadSession, new Thing())!;
        }

        rows = Narrowed(rows, wanted);
        var page = await rows.OrderByDescending(s => s.Id).Take(Math.Clamp(wanted.Take, 1, MostAtOnce)).ToListAsync(ct);
        await Task.WhenAll(page.Where(s => s.State is SessionState.Charging or SessionState.Stopping).Select(HowFar));
        return page;
    }

    /// <summary>The energy of a session is written when it ends.</summary>
    private async Task HowFar(SessionRow running)
    {
        if (await WatchStation.Attempt(() => sessions.Owner(running).LookAt(running.Id)) is { } live)
        {
            running.Energy = live.Energy;
        }
    }

    private static IQueryable<SessionRow> Narrowed(IQueryable<SessionRow> rows, Request wanted)
    {
        if (wanted.Station is { } station)
        {
            rows = rows.Where(s => s.Station == station);
        }

        if (wanted.Pile is { } pile)
        {
            rows = rows.Where(s => s.Pile == pile);
        }

        if (wanted.Resident is { } resident)
        {
            rows = rows.Where(s => s.Resident == resident);
        }

        if (wanted.State is { } state)
        {
            rows = rows.Where(s => s.State == state);
        }

        if (wanted.Disputed is { } disputed)
        {
            rows = rows.Where(s => s.Disputed == disputed);
        }

        if (wanted.From is { } from)
        {
            rows = rows.Where(s => s.RequestedAt >= from);
        }

        if (wanted.Until is { } until)
        {
            rows = rows.Where(s => s.RequestedAt < until);
        }

        return wanted.Before is { } before ? rows.Where(s => (long)(object)s.Id < before) : rows;
    }

    /// <param name="Before">The id of the last row of the page before.</param>
    public sealed record Request(
        StationId? Station = null,
        PileId? Pile = null,
        ResidentId? Resident = null,
        SessionState? State = null,
        bool? Disputed = null,
        DateTimeOffset? From = null,
        DateTimeOffset? Until = null,
        long? Before = null,
        int Take = 50);
}
