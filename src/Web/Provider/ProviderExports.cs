using System.Globalization;
using Doorstep.App.Charging;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Web.People;
using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Provider;

/// <summary>The lists of the provider's pages as files, under the same filters as the page.</summary>
internal static class ProviderExports
{
    private const int Page = 500;

    // A file somebody opens in a spreadsheet, not an archive: the API pages through everything.
    private const int MostRows = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/provider/export").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("/sessions.csv", Sessions);
        group.MapGet("/settlement.csv", Settlement);
        group.MapGet("/{kind}.{format}", Stations);
    }

    private static async Task<IResult> Sessions(
        string? station, string? pile, string? state, string? disputed, string? from, string? until, HttpContext http, ListSessions list, IStringLocalizer<Words> words, IStringLocalizer<ProviderWords> own, Figures say, CancellationToken ct)
    {
        var filter = new SessionFilter(station, pile, state, disputed, TypedDay.Read(from), TypedDay.Read(until));
        List<string[]> rows =
        [
            [own["Session"], own["Station"], own["Pile"], own["Connector"], own["State"], own["Session.Requested"], own["Session.Started"], own["Session.Stopped"], own["Session.KwhOurs"], own["Session.KwhPile"], own["Session.Yuan"], own["Session.Disputed"]],
        ];
        long? before = null;
        while (rows.Count <= MostRows)
        {
            var page = await list.Run(http.Actor(), (filter with { Before = before }).Request(Page), ct);
            if (!page.Granted)
            {
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            }

            rows.AddRange(page.Value.Select(s => (string[])
            [
                s.Id.ToString(), s.Station.Value, s.Pile.Value, s.Connector.ToString(CultureInfo.InvariantCulture), words[$"Session.{s.State}"], say.Exactly(s.RequestedAt),
                s.StartedAt is { } started ? say.Exactly(started) : "", s.StoppedAt is { } stopped ? say.Exactly(stopped) : "", Kwh(s.Energy), s.PileEnergy is { } claimed ? Kwh(claimed) : "",
                s.Total is { } total ? Yuan(total) : "", s.Disputed ? own["Yes"] : "",
            ]));
            if (page.Value.Count < Page)
            {
                break;
            }

            before = long.Parse(page.Value[^1].Id.ToString(), CultureInfo.InvariantCulture);
        }

        return File(rows, "sessions");
    }

    private static async Task<IResult> Settlement(string? provider, string? from, string? until, string? by, HttpContext http, ReadSettlement read, Doorstep.App.CityClock clock, IStringLocalizer<ProviderWords> own, CancellationToken ct)
    {
        var period = new SettlementPeriod(TypedDay.Read(from), TypedDay.Read(until), by, LocalClock.Day(clock.GetUtcNow()));
        var who = http.Actor();
        if ((who.Organisation ?? (provider is null ? null : new OrganisationId(provider))) is not { } organisation)
        {
            return Results.BadRequest();
        }

        var lines = await read.Run(who, new(organisation, period.From, period.Until, period.ByMonth), ct);
        return lines.Granted
            ? File(
                [
                    [own["Settlement.Period"], own["Settlement.Sessions"], own["Settlement.Kwh"], own["Settlement.Electricity"], own["Settlement.Service"], own["Settlement.Refunded"], own["Settlement.Net"]],
                    .. lines.Value.Select(l => (string[])
                    [
                        l.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), l.Sessions.ToString(CultureInfo.InvariantCulture), Kwh(l.Energy), Yuan(l.Electricity), Yuan(l.Service), Yuan(l.Refunded), Yuan(l.Net),
                    ]),
                ],
                "settlement")
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static IResult Stations(string kind, string format, HttpContext http, ExportStations export)
    {
        if (!Enum.TryParse<ImportKind>(kind, true, out var what) || !Enum.TryParse<SheetFormat>(format, true, out var sheet) || !Enum.IsDefined(what) || !Enum.IsDefined(sheet))
        {
            return Results.NotFound();
        }

        var made = export.Run(http.Actor(), what, sheet, Datum.Wgs84, !Cultures.IsEnglish);
        return made.Granted
            ? Results.File(made.Value, sheet is SheetFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{kind}.{format}")
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static IResult File(IEnumerable<IEnumerable<string>> rows, string name) => Results.File(Csv.Of(rows), "text/csv; charset=utf-8", $"doorstep-{name}.csv");

    private static string Kwh(Energy energy) => energy.KilowattHours.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Yuan(Money money) => money.Yuan.ToString("0.00", CultureInfo.InvariantCulture);
}
