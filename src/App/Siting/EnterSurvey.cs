using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <param name="Submit">False keeps it as a draft, to go on later.</param>
public sealed record SurveyEntry(string Community, SurveyDraft Draft, bool Submit);

/// <summary>
/// Fills in a community's survey and submits it to the street. A community has one open survey at a time: a draft or returned one is gone on with. Refuses
/// what is wrong with the figures, `community.unknown`, `survey.waiting` (day), `people.not-allowed`.
/// </summary>
public sealed class EnterSurvey(GroupCommit writes, AuditStamp stamp, CityClock clock)
{
    public async Task<Decision<SurveyRow>> Run(Actor who, SurveyEntry entry, CancellationToken ct)
    {
        // A draft may still lack its source: it says so when it is submitted.
        var faults = entry.Draft.Faults(LocalClock.Day(clock.GetUtcNow())).Where(f => entry.Submit || f.Code != "survey.source-missing");
        return faults.FirstOrDefault() is { } fault ? fault : await writes.Run((db, token) => Write(db, who, entry, token), ct);
    }

    private async Task<Decision<SurveyRow>> Write(DoorstepDb db, Actor who, SurveyEntry entry, CancellationToken ct)
    {
        if (await db.Communities.FindAsync([entry.Community], ct) is not { } community || CensusAccess.Refuses(who, Act.ReadCensus, community) is not null)
        {
            return new Refusal("community.unknown", ("code", entry.Community));
        }

        if (CensusAccess.Refuses(who, Act.EnterSurvey, community) is { } no)
        {
            return no;
        }

        var open = await db.Surveys.Where(s => s.Community == entry.Community && s.State != SurveyState.Confirmed).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        if (open is { State: SurveyState.Submitted })
        {
            return new Refusal("survey.waiting", ("day", $"{open.On:yyyy-MM-dd}"));
        }

        var row = open;
        if (row is null)
        {
            row = new() { Id = stamp.Ids.Next(), Community = entry.Community, EnteredBy = who.Name, EnteredAt = stamp.Now, Demonstration = community.Demonstration };
            db.Surveys.Add(row);
        }

        var before = open is null ? null : Facts(open);
        (row.On, row.Source, row.Note) = (entry.Draft.On, entry.Draft.Source.Trim(), entry.Draft.Note.Trim());
        (row.Households, row.ParkingSpaces, row.Vehicles, row.PrivatePiles) = (entry.Draft.Households, entry.Draft.ParkingSpaces, entry.Draft.Vehicles, entry.Draft.PrivatePiles);
        row.Version++;
        if (entry.Submit)
        {
            (row.State, row.SubmittedAt) = (SurveyState.Submitted, stamp.Now);
        }

        stamp.Note(db, who, entry.Submit ? "survey.submit" : "survey.save", $"community:{entry.Community}", before, Facts(row));
        return row;
    }

    internal static object Facts(SurveyRow row) => new { row.On, row.Source, row.Households, row.ParkingSpaces, row.Vehicles, row.PrivatePiles, row.State, row.JudgedWhy };
}

/// <summary>Who reaches a community: an area may be its division or its own code.</summary>
internal static class CensusAccess
{
    public static Refusal? Refuses(Actor who, Act act, CommunityRow community) =>
        Permissions.Refuses(who, act, new(Division: community.Division)) is { } no && Permissions.Refuses(who, act, new(Division: community.Code)) is not null ? no : null;
}
