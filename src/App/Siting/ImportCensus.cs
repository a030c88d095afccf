using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <param name="Datum">What the file's coordinates are in; null is refused, because a wrong guess moves a gate by half a kilometre.</param>
/// <param name="DryRun">True to hear what would happen; nothing is written.</param>
public sealed record CensusFile(Stream Content, CensusFormat Format, CensusKind Kind, Datum? Datum, bool DryRun);

/// <param name="Bad">Every bad row with its reasons; while there is one, nothing is written.</param>
/// <param name="Odd">Rows that are taken but worth a second look.</param>
/// <param name="Written">False for a dry run or with bad rows.</param>
public sealed record CensusReport(int Rows, int New, int Changed, IReadOnlyList<BadRow> Bad, IReadOnlyList<BadRow> Odd, bool Written);

/// <summary>
/// Takes communities, gates, surveys, other's public stations, candidate sites or feeders in from a file: all of it or nothing, and every bad row by its
/// reason. Refuses `import.datum-missing`, `import.unreadable`, `import.too-large`, `import.empty`, `import.column-missing`, `import.no-features`,
/// `import.no-layer`, `import.projected`, `people.not-allowed`.
/// </summary>
public sealed class ImportCensus(GroupCommit writes, AuditStamp stamp, CityClock clock)
{
    /// <summary>The act an import of a kind needs.</summary>
    public static Act ActOf(CensusKind kind) => kind switch
    {
        CensusKind.Sites => Act.ChangeSite,
        CensusKind.Feeders => Act.ChangeFeeder,
        CensusKind.Surveys => Act.EnterSurvey,
        _ => Act.ChangeCensus,
    };

    /// <summary>The format a file's name tells of; null for one that is not read.</summary>
    public static CensusFormat? FormatOf(string name) => PlaceFile.FormatOf(name);

    public async Task<Decision<CensusReport>> Run(Actor who, CensusFile file, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, ActOf(file.Kind)) is Reach.None)
        {
            return Permissions.Refuses(who, ActOf(file.Kind), default)!;
        }

        if (file.Datum is not { } datum)
        {
            return new Refusal("import.datum-missing");
        }

        var rows = await PlaceFile.Read(file.Content, file.Format, CensusColumns.Of(file.Kind), datum, ct);
        if (!rows.Granted)
        {
            return rows.Refusal;
        }

        return await writes.Run(
            async (db, token) =>
            {
                var taking = new CensusTaking(db, who, new(stamp, LocalClock.Day(clock.GetUtcNow())), file.DryRun);
                var report = await (file.Kind switch
                {
                    CensusKind.Communities => new TakeCommunities(taking).Run(rows.Value, datum, token),
                    CensusKind.Gates => new TakeGates(taking).Run(rows.Value, datum, token),
                    CensusKind.Surveys => new TakeSurveys(taking).Run(rows.Value, token),
                    CensusKind.PublicStations => new TakePublicStations(taking).Run(rows.Value, datum, token),
                    CensusKind.Sites => new TakeSites(taking).Run(rows.Value, datum, token),
                    _ => new TakeFeeders(taking).Run(rows.Value, token),
                });
                if (report.Written)
                {
                    stamp.Note(db, who, $"{Subject(file.Kind)}.import", "census", null, new { report.Rows, report.New, report.Changed });
                }

                return report;
            },
            ct);
    }

    private static string Subject(CensusKind kind) => kind switch
    {
        CensusKind.Communities => "community",
        CensusKind.Gates => "gate",
        CensusKind.Surveys => "survey",
        CensusKind.PublicStations => "public-station",
        CensusKind.Sites => "site",
        _ => "feeder",
    };
}
