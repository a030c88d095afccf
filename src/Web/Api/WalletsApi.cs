using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Prepaid wallets, the ledger, and what providers earned.</summary>
internal static class WalletsApi
{
    public sealed record WalletDocument(string Resident, long BalanceFen, long HeldFen, long FreeFen, long DebtFen)
    {
        public static WalletDocument Of(WalletLine w) => new(w.Resident.ToString(), w.Balance.Fen, w.Held.Fen, w.Free.Fen, w.Debt.Fen);
    }

    /// <param name="Wallet">Null for a clerk who may take money but not read the wallet.</param>
    public sealed record ReceiptDocument(string Resident, long AmountFen, WalletDocument? Wallet)
    {
        public static ReceiptDocument Of(WalletReceipt r) => new(r.Resident.ToString(), r.Amount.Fen, r.Wallet is null ? null : WalletDocument.Of(r.Wallet));
    }

    /// <param name="Source">`cash-desk` at the city's or a provider's desk; what else the city has connected.</param>
    /// <param name="Key">Makes a repeat of the same payment recognisable: the same key pays once.</param>
    public sealed record TopUpBody(long AmountFen, string Key, string Source = "cash-desk");

    public sealed record WithdrawBody(long AmountFen, string Key);

    public sealed record LedgerDocument(string Id, string Transaction, string Account, long AmountFen, string Kind, string? Session, DateTimeOffset At);

    public sealed record LedgerSearch(long? Resident, string? Provider, string? Account, long? Before, int? Take);

    public sealed record SettlementDocument(DateOnly Period, int Sessions, long EnergyWh, long ElectricityFen, long ServiceFen, long RefundedFen, long NetFen);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/residents/{id:long}/wallet").WithTags("Wallets");
        group.MapGet("/", Read).WithSummary("Balance, held, free and debt");
        group.MapPost("/top-ups", TopUp).WithSummary("Pays money in");
        group.MapPost("/withdrawals", Withdraw).WithSummary("Gives free money back to where it came from");
        v1.MapGet("/payment-sources", Sources).WithTags("Wallets").WithSummary("Names of the ways by which the asker may pay money in");
        v1.MapGet("/ledger", Ledger).WithTags("Wallets").WithSummary("Lines of the double-entry ledger the asker may see, newest first");
        v1.MapGet("/providers/{code}/settlement", Settlement).WithTags("Wallets").WithSummary("What a provider earned per day or month");
    }

    private static async Task<Results<Ok<WalletDocument>, ProblemHttpResult>> Read(long id, ReadWallet read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new(new ResidentId(id)), ct)).Answer(http, WalletDocument.Of);

    private static async Task<Results<Ok<ReceiptDocument>, ProblemHttpResult>> TopUp(long id, TopUpBody body, TopUpWallet topUp, HttpContext http, CancellationToken ct) =>
        (await topUp.Run(http.Actor(), new(new ResidentId(id), new Money(body.AmountFen), body.Source, body.Key), ct)).Answer(http, ReceiptDocument.Of);

    private static async Task<Results<Ok<ReceiptDocument>, ProblemHttpResult>> Withdraw(long id, WithdrawBody body, RefundWallet refund, HttpContext http, CancellationToken ct) =>
        (await refund.Run(http.Actor(), new(new ResidentId(id), new Money(body.AmountFen), body.Key), ct)).Answer(http, ReceiptDocument.Of);

    private static Ok<List<string>> Sources(IEnumerable<IPaymentSource> sources, HttpContext http) =>
        TypedResults.Ok(sources.Where(s => s.For(http.Actor()).Granted).Select(s => s.Name).ToList());

    private static async Task<Results<Ok<List<LedgerDocument>>, ProblemHttpResult>> Ledger([AsParameters] LedgerSearch search, ReadLedger read, HttpContext http, CancellationToken ct) =>
        (await read.Run(
            http.Actor(),
            new(search.Resident is { } resident ? new ResidentId(resident) : null, search.Provider is null ? null : new OrganisationId(search.Provider), search.Account, search.Before, search.Take ?? 100),
            ct)).Answer(http, lines => lines.Select(l => new LedgerDocument($"{l.Id}", $"{l.Transaction}", l.Account, l.Amount.Fen, l.Kind, l.Session?.ToString(), l.At)).ToList());

    private static async Task<Results<Ok<List<SettlementDocument>>, ProblemHttpResult>> Settlement(string code, DateOnly from, DateOnly until, bool? byMonth, ReadSettlement read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new(new OrganisationId(code), from, until, byMonth ?? false), ct))
        .Answer(http, lines => lines.Select(l => new SettlementDocument(l.Period, l.Sessions, l.Energy.WattHours, l.Electricity.Fen, l.Service.Fen, l.Refunded.Fen, l.Net.Fen)).ToList());
}
