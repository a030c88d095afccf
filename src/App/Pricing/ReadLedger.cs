using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>The ledger's entries of a resident, of a provider, or of any account for the city, newest first. Refuses `ledger.account`, `organisation.unknown`.</summary>
public sealed class ReadLedger(IDbContextFactory<DoorstepDb> contexts)
{
    /// <summary>One of the three.</summary>
    /// <param name="Resident">His wallet and his debt.</param>
    /// <param name="Provider">What it earned.</param>
    /// <param name="Account">Any account by name; for the city.</param>
    /// <param name="Before">The last id of the page before.</param>
    /// <param name="Take">1 to 500.</param>
    public sealed record Request(ResidentId? Resident = null, OrganisationId? Provider = null, string? Account = null, long? Before = null, int Take = 100);

    public sealed record Line(long Id, long Transaction, string Account, Money Amount, string Kind, SessionId? Session, DateTimeOffset At);

    public async Task<Decision<IReadOnlyList<Line>>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadLedger, new(request.Provider, request.Resident)) is { } no)
        {
            return no;
        }

        string[] accounts = request switch
        {
            { Resident: { } resident, Account: null } => [WalletAccount.Of(resident), WalletAccount.Debt(resident)],
            { Provider: { } provider, Account: null } => [WalletAccount.Electricity(provider), WalletAccount.Service(provider)],
            { Resident: null, Provider: null, Account: { Length: > 0 } account } when Permissions.Of(who.Role, Act.ReadLedger) == Reach.City => [account],
            _ => [],
        };
        if (accounts.Length == 0)
        {
            return new Refusal("ledger.account");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (request.Provider is { } named && !await db.Organisations.AnyAsync(o => o.Id == named, ct))
        {
            return new Refusal("organisation.unknown", ("organisation", named.Value));
        }

        return await db.Ledger.AsNoTracking().Where(l => accounts.Contains(l.Account) && (request.Before == null || l.Id < request.Before))
            .OrderByDescending(l => l.Id).Take(Math.Clamp(request.Take, 1, 500))
            .Select(l => new Line(l.Id, l.Transaction, l.Account, l.Amount, l.Kind, l.Session, l.At)).ToListAsync(ct);
    }
}
