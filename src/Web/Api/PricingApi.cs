using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Tariffs, which station charges which, prices, and the city's dated settings.</summary>
internal static class PricingApi
{
    public sealed record RateBody(PricePeriod Period, decimal ElectricityYuanPerKwh, decimal ServiceYuanPerKwh);

    /// <param name="HalfHours">48 positions in <paramref name="Rates"/>, from local midnight.</param>
    public sealed record PlanBody(IReadOnlyList<int> Months, IReadOnlyList<RateBody> Rates, IReadOnlyList<int> HalfHours);

    public sealed record TariffBody(string Owner, string Name, DateOnly ValidFrom, IReadOnlyList<PlanBody> Plans, DateOnly? ValidUntil = null, string Document = "");

    public sealed record TariffDocument(string Code, string Version, string Name, string Document, DateOnly ValidFrom, DateOnly? ValidUntil, IReadOnlyList<PlanBody> Plans)
    {
        public static TariffDocument Of(Tariff t) => new(
            t.Code, $"{t.Version}", t.Name, t.Document, t.ValidFrom, t.ValidUntil,
            [.. t.Plans.Select(p => new PlanBody(p.Months, [.. p.Rates.Select(r => new RateBody(r.Period, r.Electricity.YuanPerKilowattHour, r.Service.YuanPerKilowattHour))], p.HalfHours))]);
    }

    public sealed record AssignBody(string Tariff, DateOnly From);

    public sealed record AssignmentDocument(string Id, string Station, string Tariff, DateOnly From, DateOnly? Until);

    public sealed record StepDocument(DateTimeOffset From, DateTimeOffset To, string Period, decimal TotalYuanPerKwh, decimal ServiceYuanPerKwh);

    public sealed record WindowDocument(DateTimeOffset From, DateTimeOffset To, decimal MeanYuanPerKwh);

    public sealed record PricesDocument(string Station, TariffDocument Tariff, StationsApi.PriceDocument Now, IReadOnlyList<StepDocument> Curve, WindowDocument? Cheapest);

    public sealed record DecisionDocument(decimal Value, DateOnly From, string Source);

    /// <param name="Decisions">Every decision about it, the newest start first.</param>
    public sealed record SettingDocument(string Key, string Unit, decimal Value, decimal Usual, string UsualSource, IReadOnlyList<DecisionDocument> Decisions);

    public sealed record SettingBody(string Value, DateOnly From, string Source);

    public sealed record CeilingBody(string Station, decimal CeilingYuanPerKwh, DateOnly From, DateOnly Until, string Reason);

    public sealed record CeilingDocument(string Id, string Station, decimal CeilingYuanPerKwh, DateOnly From, DateOnly Until, string Reason, string ApprovedBy);

    public static void Map(RouteGroupBuilder v1)
    {
        var tariffs = v1.MapGroup("/tariffs").WithTags("Tariffs");
        tariffs.MapGet("/", List).WithSummary("Every published version of every tariff");
        tariffs.MapPut("/{code}", Publish).WithSummary("Publishes a tariff, or a new version of it from a day to come");
        tariffs.MapDelete("/versions/{version:long}", Withdraw).WithSummary("Takes a version back before its first day, or ends it after a day not yet over");
        v1.MapPut("/stations/{id}/tariff", Assign).WithTags("Tariffs").WithSummary("Lets a station charge a tariff from a local day on");
        v1.MapGet("/stations/{id}/prices", Prices).WithTags("Tariffs").WithSummary("The asker's price now, over the coming hours, and when it is cheapest");
        v1.MapGet("/settings", Settings).WithTags("City settings").WithSummary("The city's dated settings as they hold today");
        v1.MapPut("/settings/{key}", Change).WithTags("City settings").WithSummary("Decides a setting anew from a day on, with its source");
        v1.MapGet("/ceiling-exceptions", Exceptions).WithTags("City settings").WithSummary("Exceptions from the service fee's ceiling that hold on a day or later, or all there ever were");
        v1.MapPost("/ceiling-exceptions", Except).WithTags("City settings").WithSummary("Approves an exception from the service fee's ceiling");
        v1.MapDelete("/ceiling-exceptions/{id:long}", EndException).WithTags("City settings").WithSummary("Ends an exception after today");
    }

    internal static StationsApi.PriceDocument Price(PriceNow price) => new(
        price.Rate.Period.ToString(),
        price.Rate.Electricity.YuanPerKilowattHour,
        price.Rate.Service.YuanPerKilowattHour,
        price.Rate.MarketService.YuanPerKilowattHour,
        price.Rate.Total.YuanPerKilowattHour,
        price.Until);

    private static Ok<List<TariffDocument>> List(PriceBook book) => TypedResults.Ok(book.Codes.SelectMany(book.Versions).OrderBy(t => t.Code, StringComparer.Ordinal).ThenBy(t => t.ValidFrom).Select(TariffDocument.Of).ToList());

    private static async Task<Results<Ok<TariffDocument>, ProblemHttpResult>> Publish(string code, TariffBody body, PublishTariff publish, HttpContext http, CancellationToken ct) =>
        UnitPrice.TooFine(body.Plans.SelectMany(p => p.Rates).SelectMany(r => new[] { r.ElectricityYuanPerKwh, r.ServiceYuanPerKwh })) is { } fine
        ? fine.Problem(http)
        : (await publish.Run(
            http.Actor(),
            new OrganisationId(body.Owner),
            new Tariff
            {
                Code = code,
                Name = body.Name,
                Document = body.Document,
                ValidFrom = body.ValidFrom,
                ValidUntil = body.ValidUntil,
                Plans = [.. body.Plans.Select(p => new MonthPlan(p.Months, [.. p.Rates.Select(r => new Rate(r.Period, UnitPrice.FromYuan(r.ElectricityYuanPerKwh), UnitPrice.FromYuan(r.ServiceYuanPerKwh)))], p.HalfHours))],
            },
            ct)).Answer(http, TariffDocument.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(long version, DateOnly? lastDay, WithdrawTariff withdraw, HttpContext http, CancellationToken ct) =>
        (await withdraw.Run(http.Actor(), version, lastDay, ct)).Done(http);

    private static async Task<Results<Ok<AssignmentDocument>, ProblemHttpResult>> Assign(string id, AssignBody body, AssignTariff assign, HttpContext http, CancellationToken ct) =>
        (await assign.Run(http.Actor(), new StationId(id), body.Tariff, body.From, ct)).Answer(http, a => new AssignmentDocument($"{a.Id}", a.Station.Value, a.TariffCode, a.From, a.Until));

    private static async Task<Results<Ok<PricesDocument>, ProblemHttpResult>> Prices(string id, int? hours, PricesNow prices, HttpContext http, CancellationToken ct) =>
        (await prices.Run(http.Actor(), new StationId(id), hours ?? 24, ct)).Answer(http, p => new PricesDocument(
            p.Station.Value,
            TariffDocument.Of(p.Tariff),
            Price(p.Now),
            [.. p.Curve.Select(s => new StepDocument(s.From, s.To, s.Rate.Period.ToString(), s.Rate.Total.YuanPerKilowattHour, s.Rate.Service.YuanPerKilowattHour))],
            p.Cheapest is { } window ? new WindowDocument(window.From, window.To, window.Mean.YuanPerKilowattHour) : null));

    private static async Task<Results<Ok<List<SettingDocument>>, ProblemHttpResult>> Settings(ReadCitySettings read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), ct)).Answer(http, sheets => sheets.Select(s => new SettingDocument(
            s.Setting.Key, s.Setting.Unit, s.Today, s.Setting.Usual, s.Setting.Source, [.. s.Decisions.Select(d => new DecisionDocument(decimal.Parse(d.Value, System.Globalization.CultureInfo.InvariantCulture), d.From, d.Source))])).ToList());

    private static async Task<Results<Ok<List<CeilingDocument>>, ProblemHttpResult>> Exceptions(DateOnly? from, ReadCitySettings read, HttpContext http, CancellationToken ct) =>
        (await read.Exceptions(http.Actor(), from, ct)).Answer(http, rows => rows.Select(Ceiling).ToList());

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(string key, SettingBody body, ChangeCitySetting change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), key, body.Value, body.From, body.Source, ct)).Done(http);

    private static async Task<Results<Ok<CeilingDocument>, ProblemHttpResult>> Except(CeilingBody body, ApproveCeilingException approve, HttpContext http, CancellationToken ct) =>
        UnitPrice.TooFine(body.CeilingYuanPerKwh) is { } fine
        ? fine.Problem(http)
        : (await approve.Run(http.Actor(), new CeilingRequest(new StationId(body.Station), UnitPrice.FromYuan(body.CeilingYuanPerKwh), body.From, body.Until, body.Reason), ct))
        .Answer(http, Ceiling);

    private static async Task<Results<NoContent, ProblemHttpResult>> EndException(long id, ApproveCeilingException approve, HttpContext http, CancellationToken ct) =>
        (await approve.End(http.Actor(), id, ct)).Done(http);

    private static CeilingDocument Ceiling(Doorstep.App.Store.Rows.CeilingExceptionRow row) =>
        new($"{row.Id}", row.Station.Value, row.Ceiling.YuanPerKilowattHour, row.From, row.Until, row.Reason, row.ApprovedBy);
}
