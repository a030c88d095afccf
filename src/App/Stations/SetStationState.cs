using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>Opens, pauses or closes a station. Closing is for good; sessions under way go on to their end.</summary>
public sealed class SetStationState(GroupCommit writes, StationDirectory stations, AuditStamp stamp)
{
    public async Task<Decision<StationEntry>> Run(Actor who, StationId station, StationState state, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, station, state, token), ct);
        if (done.Granted)
        {
            stations.Put(done.Value);
        }

        return done;
    }

    private async Task<Decision<StationEntry>> Write(DoorstepDb db, Actor who, StationId station, StationState state, CancellationToken ct)
    {
        var row = await db.Stations.FindAsync([station], ct);
        if (row is null)
        {
            return new Refusal("station.unknown", ("code", station.Value));
        }

        if (Permissions.Refuses(who, Act.ChangeStation, Thing.Of(row.Provider, row.Division)) is { } no)
        {
            return no;
        }

        if (StationLife.WhyNot(row.State, state) is { } wrong)
        {
            return wrong;
        }

        if (row.State != state)
        {
            stamp.Note(db, who, "station.state", $"station:{station}", new { row.State }, new { State = state });
            row.State = state;
            row.ChangedAt = stamp.Now;
        }

        return StationEntry.Of(row);
    }
}
