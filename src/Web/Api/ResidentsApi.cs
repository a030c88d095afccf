using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Web.People;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Residents, their cars and cards; their own data to take along or delete.</summary>
internal static class ResidentsApi
{
    public sealed record RegisterBody(string Phone, string DisplayName = "", string Culture = "zh-CN", string? HomeCommunity = null);

    public sealed record ResidentDocument(
        string Id, string? Phone, string? Name, Role Role, DateOnly? AgreementFrom, DateOnly? AgreementUntil, string? HomeCommunity, bool Blocked, bool Deleted, bool Demonstration, DateTimeOffset CreatedAt)
    {
        public static ResidentDocument Of(ResidentLine r) => new(
            r.Id.ToString(), r.Phone, r.Name, r.Role, r.AgreementFrom, r.AgreementUntil, r.HomeCommunity, r.Blocked, r.Deleted, r.Demonstration, r.CreatedAt);
    }

    public sealed record VehicleDocument(string Id, string? Plate, string Model, string? Vin, long? BatteryWh);

    public sealed record CardDocument(string Uid, DateTimeOffset CreatedAt, bool Blocked);

    public sealed record ResidentPage(ResidentDocument Resident, string Culture, string? ConsentVersion, IReadOnlyList<VehicleDocument> Vehicles, IReadOnlyList<CardDocument> Cards);

    public sealed record ProfileBody(string? DisplayName = null, string? Culture = null, string? HomeCommunity = null, double? HomeLongitude = null, double? HomeLatitude = null, Datum HomeDatum = Datum.Wgs84, string? ConsentVersion = null);

    public sealed record BlockBody(bool Blocked, string Reason);

    public sealed record AgreementBody(DateOnly? From, DateOnly? Until);

    public sealed record VehicleBody(string Plate, string Model = "", string? Vin = null, long? BatteryWh = null);

    public sealed record NewVehicleDocument(string Id);

    public sealed record CardBody(string Uid);

    public sealed record CardStateBody(bool Blocked);

    /// <param name="Text">What it says, in the language asked for.</param>
    public sealed record MessageDocument(
        string Id, string Kind, string Text, string Session, string Pile, int Connector, long EnergyWh, long? TotalFen, string? Reason, DateTimeOffset At, DateTimeOffset? ReadAt);

    public sealed record MessagesDocument(int Unread, IReadOnlyList<MessageDocument> Messages);

    /// <param name="UpTo">The newest message that was seen; left out for all.</param>
    public sealed record SeenBody(long? UpTo = null);

    public sealed record SeenDocument(int Read);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/residents").WithTags("Residents");
        group.MapGet("/", List).WithSummary("Residents the asker may know, newest first; personal data masked by role");
        group.MapPost("/", Register).WithSummary("Registers a resident by phone; an existing one comes back as he is");
        group.MapGet("/{id:long}", Read).WithSummary("One resident with cars and cards; the look is in the audit log");
        group.MapPatch("/{id:long}", Change).WithSummary("Changes name, language, home or consent");
        group.MapPut("/{id:long}/blocked", Block).WithSummary("Blocks or unblocks a resident, with the reason");
        group.MapPut("/{id:long}/agreement", Agree).WithSummary("Sets from when to when the agreement holds; both null ends it");
        group.MapPost("/{id:long}/vehicles", AddVehicle).WithSummary("Adds a car");
        group.MapPut("/{id:long}/vehicles/{vehicle:long}", ChangeVehicle).WithSummary("Changes a car");
        group.MapDelete("/{id:long}/vehicles/{vehicle:long}", DropVehicle).WithSummary("Removes a car");
        group.MapPost("/{id:long}/cards", AddCard).WithSummary("Binds a card (OCPP idTag, YKC physical card number)");
        group.MapPut("/{id:long}/cards/{uid}", ChangeCard).WithSummary("Blocks or unblocks a card");
        group.MapDelete("/{id:long}/cards/{uid}", DropCard).WithSummary("Unbinds a card");
        v1.MapGet("/me/export", Export).WithTags("Residents").WithSummary("Everything the city keeps about me");
        v1.MapGet("/me/messages", Messages).WithTags("Residents").WithSummary("What I was told about my charges, newest first; `before` = id of the last one for the next page");
        v1.MapPost("/me/messages/read", MarkRead).WithTags("Residents").WithSummary("Marks my messages as read, up to one of them or all; answers how many were new");
        v1.MapDelete("/me", Delete).WithTags("Residents").WithSummary("Deletes my personal data; accounts stay without a name");
    }

    private static async Task<Results<Ok<List<ResidentDocument>>, ProblemHttpResult>> List(string? search, long? before, int? take, ListResidents list, HttpContext http, CancellationToken ct) =>
        (await list.Run(http.Actor(), new(search, before is { } id ? new ResidentId(id) : null, take ?? 50), ct)).Answer(http, lines => lines.Select(ResidentDocument.Of).ToList());

    private static async Task<Results<Ok<ResidentDocument>, ProblemHttpResult>> Register(RegisterBody body, RegisterResident register, HttpContext http, CancellationToken ct) =>
        (await register.Run(http.Actor(), new(body.Phone, body.DisplayName, body.Culture, body.HomeCommunity), ct)).Answer(http, ResidentDocument.Of);

    private static async Task<Results<Ok<ResidentPage>, ProblemHttpResult>> Read(long id, ReadResident read, HttpContext http, CancellationToken ct) =>
        (await read.Run(http.Actor(), new(new ResidentId(id)), ct)).Answer(http, page => new ResidentPage(
            ResidentDocument.Of(page.Resident),
            page.Culture,
            page.ConsentVersion,
            [.. page.Vehicles.Select(v => new VehicleDocument($"{v.Id}", v.Plate, v.Model, v.Vin, v.Battery?.WattHours))],
            [.. page.Cards.Select(c => new CardDocument(c.Uid, c.CreatedAt, c.Blocked))]));

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(long id, ProfileBody body, ChangeProfile change, HttpContext http, CancellationToken ct) =>
        (await change.Run(
            http.Actor(),
            new(
                new ResidentId(id),
                body.DisplayName,
                body.Culture,
                body.HomeCommunity,
                body.HomeLongitude is { } longitude && body.HomeLatitude is { } latitude ? new GeoPoint(longitude, latitude, body.HomeDatum) : null,
                body.ConsentVersion),
            ct)).Done(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> Block(long id, BlockBody body, BlockResident block, HttpContext http, CancellationToken ct) =>
        (await block.Run(http.Actor(), new(new ResidentId(id), body.Blocked, body.Reason), ct)).Done(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> Agree(long id, AgreementBody body, SetAgreement agree, HttpContext http, CancellationToken ct) =>
        (await agree.Run(http.Actor(), new(new ResidentId(id), body.From, body.Until), ct)).Done(http);

    private static async Task<Results<Ok<NewVehicleDocument>, ProblemHttpResult>> AddVehicle(long id, VehicleBody body, ChangeVehicle change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), Vehicle(id, null, body), ct)).Answer(http, vehicle => new NewVehicleDocument($"{vehicle}"));

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeVehicle(long id, long vehicle, VehicleBody body, ChangeVehicle change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), Vehicle(id, vehicle, body), ct)).Done(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> DropVehicle(long id, long vehicle, RemoveVehicle remove, HttpContext http, CancellationToken ct) =>
        (await remove.Run(http.Actor(), new(new ResidentId(id), vehicle), ct)).Done(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> AddCard(long id, CardBody body, BindCard bind, HttpContext http, CancellationToken ct) =>
        (await bind.Run(http.Actor(), new(new ResidentId(id), body.Uid), ct)).Done(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeCard(long id, string uid, CardStateBody body, ChangeCard change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), new(new ResidentId(id), uid, body.Blocked), ct)).Done(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> DropCard(long id, string uid, ChangeCard change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), new(new ResidentId(id), uid, Unbind: true), ct)).Done(http);

    private static async Task<Results<Ok<ExportMyData.Everything>, ProblemHttpResult>> Export(ExportMyData export, HttpContext http, CancellationToken ct) =>
        (await export.Run(http.Actor(), ct)).Answer(http, everything => everything);

    private static async Task<Results<Ok<MessagesDocument>, ProblemHttpResult>> Messages(long? before, int? take, ListMyMessages list, MessageSentences say, HttpContext http, CancellationToken ct) =>
        (await list.Run(http.Actor(), new(before, take ?? 50), ct)).Answer(http, page => new MessagesDocument(
            page.Unread,
            [.. page.Messages.Select(m => new MessageDocument(
                $"{m.Id}", m.Kind, say.Of(m), $"{m.Session}", m.Pile.Value, m.Connector, m.Energy.WattHours, m.Total?.Fen, m.Reason, m.At, m.ReadAt))]));

    private static async Task<Results<Ok<SeenDocument>, ProblemHttpResult>> MarkRead(SeenBody body, MarkMessagesRead mark, HttpContext http, CancellationToken ct) =>
        (await mark.Run(http.Actor(), new(body.UpTo), ct)).Answer(http, read => new SeenDocument(read));

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(DeleteMe delete, HttpContext http, CancellationToken ct) =>
        (await delete.Run(http.Actor(), ct)).Done(http);

    private static ChangeVehicle.Request Vehicle(long resident, long? vehicle, VehicleBody body) =>
        new(new ResidentId(resident), vehicle, body.Plate, body.Model, body.Vin, body.BatteryWh is { } wh ? new Energy(wh) : null);
}
