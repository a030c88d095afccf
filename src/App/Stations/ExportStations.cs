using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Stations;

/// <summary>Writes stations or piles as the file <see cref="ImportStations"/> reads; a provider's staff get their own, the city and its supervisors all.</summary>
public sealed class ExportStations(StationDirectory stations, PileDirectory piles)
{
    /// <param name="chinese">Whether headings are Chinese.</param>
    public Decision<byte[]> Run(Actor who, ImportKind kind, SheetFormat format, Datum datum, bool chinese)
    {
        var mine = stations.All.Where(station => Permissions.Refuses(who, Act.ReadStationInside, Thing.Of(station.Provider, station.Division)) is null).ToList();
        if (mine.Count == 0 && Permissions.Of(who.Role, Act.ReadStationInside) is Reach.None)
        {
            return Permissions.Refuses(who, Act.ReadStationInside, default)!;
        }

        using var output = new MemoryStream();
        if (kind is ImportKind.Stations)
        {
            SheetFile.Write(output, format, StationColumns.OfStations, chinese, mine.Select(station => StationColumns.Write(station, datum)));
        }
        else
        {
            SheetFile.Write(output, format, StationColumns.OfPiles, chinese, mine.SelectMany(station => piles.Of(station.Id)).Select(StationColumns.Write));
        }

        return output.ToArray();
    }
}
