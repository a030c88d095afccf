using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>A site as a call offers it; WGS-84.</summary>
public sealed record CallSite(string Id, string Name, string Kind, string District)
{
    public bool Inside { get; init; }

    public double Longitude { get; init; }

    public double Latitude { get; init; }

    public int Bays { get; init; }

    public double Kva { get; init; }

    public IReadOnlyDictionary<string, int> Piles { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary>A call for projects as everybody may read it.</summary>
public sealed record CallView(long Id, long Run, string Title, string Text, DateOnly From, DateOnly Until)
{
    public string EnglishTitle { get; init; } = "";

    public string EnglishText { get; init; } = "";

    public IReadOnlyList<CallSite> Sites { get; init; } = [];

    public required RunFigures Figures { get; init; }

    public bool Demonstration { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>True while projects may be handed in.</summary>
    public bool IsOpen(DateOnly today) => ClosedAt is null && today >= From && today <= Until;

    internal static CallView Of(CallRow row) => new(row.Id, row.Run, row.Title, row.Text, row.From, row.Until)
    {
        EnglishTitle = row.EnglishTitle,
        EnglishText = row.EnglishText,
        Sites = SitingJson.Read<List<CallSite>>(row.Sites),
        Figures = SitingJson.Read<RunFigures>(row.Figures),
        Demonstration = row.Demonstration,
        PublishedAt = row.PublishedAt,
        ClosedAt = row.ClosedAt,
    };
}

/// <summary>The calls for projects, newest first, or one of them; open to everybody.</summary>
public sealed class ReadCalls(IDbContextFactory<DoorstepDb> contexts)
{
    public const int Most = 100;

    public async Task<Decision<IReadOnlyList<CallView>>> Run(Actor who, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadCall, default) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Calls.AsNoTracking().OrderByDescending(c => c.Id).Take(Most).ToListAsync(ct)).ConvertAll(CallView.Of);
    }

    public async Task<Decision<CallView>> Run(Actor who, long call, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadCall, default) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Calls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == call, ct) is { } row ? CallView.Of(row) : new Refusal("call.unknown", ("call", $"{call}"));
    }
}
