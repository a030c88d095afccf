using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>What the city grants a station: a higher ceiling from one day to another, for a reason.</summary>
public sealed record CeilingRequest(StationId Station, UnitPrice Ceiling, DateOnly From, DateOnly Until, string Reason);

/// <summary>Approves an exception from the service fee's ceiling; it always has a reason and a last day.</summary>
public sealed class ApproveCeilingException(GroupCommit writes, PriceBook book, CityClock clock, AuditStamp stamp)
{
    private const int LongestDays = 366;

    public async Task<Decision<CeilingExceptionRow>> Run(Actor who, CeilingRequest request, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, request, token), ct);
        if (done.Granted)
        {
            book.Put(done.Value);
        }

        return done;
    }

    /// <summary>Ends an exception after today.</summary>
    public async Task<Decision<CeilingExceptionRow>> End(Actor who, long exception, CancellationToken ct)
    {
        var done = await writes.Run(
            async (db, token) =>
            {
                if (Permissions.Refuses(who, Act.ChangeCitySetting, default) is { } no)
                {
                    return no;
                }

                if (await db.CeilingExceptions.FindAsync([exception], token) is not { } row)
                {
                    return (Decision<CeilingExceptionRow>)new Refusal("ceiling.unknown");
                }

                var today = LocalClock.Day(clock.GetUtcNow());
                if (row.Until > today)
                {
                    stamp.Note(db, who, "ceiling.end", $"station:{row.Station}", new { row.Until }, new { Until = today });
                    row.Until = today;
                    row.ChangedAt = stamp.Now;
                }

                return row;
            },
            ct);
        if (done.Granted)
        {
            book.Put(done.Value);
        }

        return done;
    }

    private async Task<Decision<CeilingExceptionRow>> Write(DoorstepDb db, Actor who, CeilingRequest request, CancellationToken ct)
    {
        if ((Permissions.Refuses(who, Act.ChangeCitySetting, default) ?? WhyNot(request)) is { } no)
        {
            return no;
        }

        if (await db.Stations.FindAsync([request.Station], ct) is null)
        {
            return new Refusal("station.unknown", ("code", request.Station.Value));
        }

        var row = new CeilingExceptionRow
        {
            Id = stamp.Ids.Next(),
            Station = request.Station,
            Ceiling = request.Ceiling,
            From = request.From,
            Until = request.Until,
            Reason = request.Reason,
            ApprovedBy = who.Name,
            CreatedAt = stamp.Now,
            ChangedAt = stamp.Now,
        };
        db.CeilingExceptions.Add(row);
        stamp.Note(db, who, "ceiling.except", $"station:{request.Station}", null, new { row.Ceiling.YuanPerKilowattHour, row.From, row.Until, row.Reason });
        return row;
    }

    private Refusal? WhyNot(CeilingRequest request)
    {
        var today = LocalClock.Day(clock.GetUtcNow());
        if (request.From < today || request.Until < request.From || request.Until.DayNumber - request.From.DayNumber > LongestDays)
        {
            return new("ceiling.dates-wrong", ("earliest", $"{today:yyyy-MM-dd}"), ("days", $"{LongestDays}"));
        }

        if (request.Ceiling < UnitPrice.Zero || request.Ceiling > Rate.Highest)
        {
            return new("ceiling.price-wrong");
        }

        return string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500 ? new("ceiling.reason-missing") : null;
    }
}
