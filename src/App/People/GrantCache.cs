using System.Collections.Concurrent;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>What a grant says, without the address it is used from.</summary>
public sealed record KnownGrant(
    long Id, GrantKind Kind, long Subject, Actor Actor, DateTimeOffset ExpiresAt, string Culture);

/// <summary>
/// Grants looked up a moment ago, so that a page's many requests ask the database once. A revocation on this node is felt at once,
/// one on another node within <see cref="Freshness"/>.
/// </summary>
public sealed class GrantCache(TimeProvider clock)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, (KnownGrant Grant, DateTimeOffset Until)> known = new();

    private long revocations;

    /// <summary>Taken before the database is asked; an answer older than a revocation is not kept.</summary>
    public long Mark() => Interlocked.Read(ref revocations);

    public KnownGrant? Find(string hash) =>
        known.TryGetValue(hash, out var entry) && entry.Until > clock.GetUtcNow() ? entry.Grant : null;

    public void Keep(string hash, KnownGrant grant, long mark)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[hash] = (grant, clock.GetUtcNow() + Freshness);
        if (Mark() != mark)
        {
            known.TryRemove(hash, out _);
        }
    }

    public void Forget(Func<KnownGrant, bool> which)
    {
        Interlocked.Increment(ref revocations);
        foreach (var (hash, entry) in known)
        {
            if (which(entry.Grant))
            {
                known.TryRemove(hash, out _);
            }
        }
    }

    public void ForgetStaff(long staff) => Forget(g => g.Kind is GrantKind.StaffSignIn && g.Subject == staff);

    public void ForgetResident(ResidentId resident) => Forget(g => g.Kind is GrantKind.ResidentSignIn && g.Subject == resident.Value);

    public void ForgetOrganisation(OrganisationId organisation) => Forget(g => g.Actor.Organisation == organisation);
}
