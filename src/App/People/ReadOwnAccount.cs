using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>A member of staff's own account, for himself. Refuses `people.not-allowed` to whoever is no staff.</summary>
public sealed class ReadOwnAccount(IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<Decision<StaffLine>> Run(Actor who, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SecondStepRows.Own(db, who, ct) is { } staff
            ? StaffLine.Of(staff)
            : new Refusal("people.not-allowed", ("act", "own account"), ("role", who.Role.ToString()));
    }
}
