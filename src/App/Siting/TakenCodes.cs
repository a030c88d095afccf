using Doorstep.App.Store;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Stations and sites share one space of codes: a plan names them side by side.</summary>
internal static class TakenCodes
{
    public static async Task<HashSet<string>> Besides(DoorstepDb db, CensusKind kind, CancellationToken ct)
    {
        var codes = (await db.Stations.Select(s => s.Id).ToListAsync(ct)).Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
        codes.UnionWith(kind is CensusKind.Sites ? await db.PublicStations.Select(s => s.Code).ToListAsync(ct) : await db.Sites.Select(s => s.Code).ToListAsync(ct));
        return codes;
    }

    public static IEnumerable<Refusal> Faults(HashSet<string> taken, string code) => taken.Contains(code) ? [new("census.code-taken", ("code", code))] : [];
}
