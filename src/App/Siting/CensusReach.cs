using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <summary>Where somebody may record things of the census, one at a time.</summary>
internal sealed record CensusReach(Actor Who, Act Act)
{
    /// <summary>Why it may not be recorded in a division, coming from another (or the same): he may not act in both, or `census.division-unknown`.</summary>
    public async Task<Refusal?> Refuses(DoorstepDb db, string? to, string? from, CancellationToken ct) =>
        Refuses(to) ?? Refuses(from)
        ?? (to is not null && await db.Divisions.FindAsync([to], ct) is null ? new Refusal("census.division-unknown", ("division", to)) : null);

    private Refusal? Refuses(string? division) => Permissions.Refuses(Who, Act, new(Division: division));
}
