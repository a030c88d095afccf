using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>What a provider earned per local day or month, from the ledger: refunds taken off, energy from the bills beside it. Refuses `ledger.period`, `organisation.unknown`.</summary>
public sealed class ReadSettlement(IDbContextFactory<DoorstepDb> contexts, CityClock clock)
{
    /// <param name="From">First local day.</param>
    /// <param name="Until">Last local day, at most two years later.</param>
    public sealed record Request(OrganisationId Provider, DateOnly From, DateOnly Until, bool ByMonth = false);

    /// <param name="Period">The day, or the first of the month.</param>
    /// <param name="Refunded">Positive: what was taken back from both parts.</param>
    public sealed record Line(DateOnly Period, int Sessions, Energy Energy, Money Electricity, Money Service, Money Refunded, Money Net);

    public async Task<Decision<IReadOnlyList<Line>>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadLedger, Thing.Of(request.Provider)) is { } no)
        {
            return no;
        }

        if (request.Until < request.From || !LocalClock.Reaches(request.From) || request.Until > request.From.AddYears(2))
        {
            return new Refusal("ledger.period");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Organisations.AnyAsync(o => o.Id == request.Provider, ct))
        {
            return new Refusal("organisation.unknown", ("organisation", request.Provider.Value));
        }

        var (from, until) = (Start(request.From), Start(request.Until.AddDays(1)));
        string[] accounts = [WalletAccount.Electricity(request.Provider), WalletAccount.Service(request.Provider)];
        var entries = await db.Ledger.AsNoTracking().Where(l => accounts.Contains(l.Account) && l.At >= from && l.At < until)
            .Select(l => new { l.Account, l.Amount, l.Session, l.At, l.Kind }).ToListAsync(ct);
        var bills = await db.Bills.AsNoTracking().Where(b => b.At >= from && b.At < until)
            .Join(db.Sessions.Where(s => s.Provider == request.Provider), b => b.Session, s => s.Id, (b, _) => new { b.At, b.Energy }).ToListAsync(ct);
        var energy = bills.GroupBy(b => Period(b.At, request.ByMonth)).ToDictionary(g => g.Key, g => new Energy(g.Sum(b => b.Energy.WattHours)));
        var lines = entries.GroupBy(e => Period(e.At, request.ByMonth)).Select(g =>
        {
            Money Sum(Func<Money, string, bool> which) => new(g.Where(e => which(e.Amount, e.Account)).Sum(e => e.Amount.Fen));
            var electricity = Sum((amount, account) => amount > Money.Zero && account == accounts[0]);
            var service = Sum((amount, account) => amount > Money.Zero && account == accounts[1]);
            var refunded = -Sum((amount, _) => amount < Money.Zero);
            var sessions = g.Where(e => e.Amount > Money.Zero).Select(e => e.Session).Distinct().Count();
            return new Line(g.Key, sessions, energy.GetValueOrDefault(g.Key), electricity, service, refunded, electricity + service - refunded);
        });
        return lines.OrderBy(l => l.Period).ToList();
    }

    private DateOnly Period(DateTimeOffset at, bool byMonth)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);
        return byMonth ? new(day.Year, day.Month, 1) : day;
    }

    private DateTimeOffset Start(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, clock.LocalTimeZone.GetUtcOffset(local)).ToUniversalTime();
    }
}
