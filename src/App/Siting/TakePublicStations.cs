using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Public stations that others run.</summary>
internal sealed class TakePublicStations(CensusTaking taking)
{
    public async Task<CensusReport> Run(IReadOnlyList<PlaceRow> rows, Datum datum, CancellationToken ct)
    {
        var divisions = await taking.Divisions(ct);
        var known = await taking.Db.PublicStations.ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, ct);
        var taken = await TakenCodes.Besides(taking.Db, CensusKind.PublicStations, ct);
        var drafts = taking.Drafts(rows, row => CensusColumns.ReadPublicStation(row, datum), d => d.Code, d =>
        [
            .. d.Faults(), .. TakenCodes.Faults(taken, d.Code), .. taking.Place(Act.ChangeCensus, d.Division, divisions),
            .. known.TryGetValue(d.Code, out var row) ? taking.Place(Act.ChangeCensus, row.Division, divisions) : [],
        ]);
        return taking.Write(rows, drafts, d => known.GetValueOrDefault(d.Code), d => new PublicStationRow { Code = d.Code, Name = d.Name }, (row, d) =>
        {
            Fill(row, d);
            row.ChangedAt = taking.Stamp.Now;
        });
    }

    internal static void Fill(PublicStationRow row, PublicStationDraft draft)
    {
        var at = draft.At.To(Datum.Wgs84);
        (row.Name, row.Operator, row.Division, row.Source) = (draft.Name.Trim(), draft.Operator.Trim(), draft.Division, draft.Source);
        (row.Longitude, row.Latitude) = (at.Longitude, at.Latitude);
        (row.FastPiles, row.SlowPiles, row.FastPower, row.SlowPower) = (draft.FastPiles, draft.SlowPiles, draft.FastPower, draft.SlowPower);
        (row.OpenToPublic, row.RemovedAt) = (draft.OpenToPublic, null);
    }
}
