using Doorstep.App.People;
using Doorstep.App.Pricing;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.People;

/// <summary>Nobody sees another's data; what is seen leaves a line; what is to be forgotten is forgotten.</summary>
public sealed class PrivacyTests
{
    private static CancellationToken Ct => PeopleCity.Ct;

    [Fact]
    public async Task A_revoked_token_stops_at_once_and_an_expired_one_by_itself()
    {
        await using var city = await PeopleCity.Open();
        var token = (await city.Get<IssueToken>().Run(Actor.Clockwork, new("test", Role.City, Life: TimeSpan.FromHours(1)), Ct)).Value;
        var other = (await city.Get<IssueToken>().Run(Actor.Clockwork, new("other", Role.City, Life: TimeSpan.FromHours(1)), Ct)).Value;
        Assert.Equal("token test", await city.Who(token.Secret));
        Assert.True((await city.Get<RevokeGrant>().Run(PeopleCity.City, new(token.Id), Ct)).Granted);
        Assert.Null(await city.Who(token.Secret));
        Assert.NotNull(await city.Who(other.Secret));
        city.Store.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await city.Who(other.Secret));
        Assert.Null(await city.Who("dst_" + new string('x', 43)));
    }

    [Fact]
    public async Task A_token_revoked_by_another_process_stops_within_two_seconds()
    {
        await using var city = await PeopleCity.Open();
        var token = (await city.Get<IssueToken>().Run(Actor.Clockwork, new("test", Role.City), Ct)).Value;
        Assert.NotNull(await city.Who(token.Secret));
        await city.Store.Read(db => db.Grants.ExecuteUpdateAsync(g => g.SetProperty(x => x.RevokedAt, city.Store.Clock.GetUtcNow())));
        city.Store.Clock.Advance(GrantCache.Freshness);
        Assert.Null(await city.Who(token.Secret));
    }

    [Fact]
    public async Task A_manager_issues_tokens_for_his_own_organisation_and_lower_roles_only()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var issue = city.Get<IssueToken>();
        Assert.True((await issue.Run(hu, new("import", Role.ProviderOperator, PeopleCity.East), Ct)).Granted);
        Assert.Equal("people.not-allowed", (await issue.Run(hu, new("import", Role.ProviderOperator, PeopleCity.West), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await issue.Run(hu, new("import", Role.City), Ct)).Refusal?.Code);
        Assert.Equal("organisation.needed", (await issue.Run(PeopleCity.City, new("import", Role.ProviderOperator), Ct)).Refusal?.Code);
        Assert.Equal("token.life", (await issue.Run(PeopleCity.City, new("import", Role.City, Life: TimeSpan.FromDays(4000)), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task A_provider_never_reads_anothers_staff_residents_or_tokens()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var xu = (await city.SignInStaff("xu", organisation: PeopleCity.West)).Actor;
        var wang = (await city.SignIn()).Actor.Resident!.Value;
        await Charged(city, wang, PeopleCity.East);

        Assert.Single((await city.Get<ListResidents>().Run(hu, new(), Ct)).Value);
        Assert.Empty((await city.Get<ListResidents>().Run(xu, new(), Ct)).Value);
        Assert.True((await city.Get<ReadResident>().Run(hu, new(wang), Ct)).Granted);
        Assert.Equal("resident.unknown", (await city.Get<ReadResident>().Run(xu, new(wang), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ReadWallet>().Run(hu, new(wang), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ReadLedger>().Run(xu, new(Provider: PeopleCity.East), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ReadSettlement>().Run(xu, new(PeopleCity.East, new(2026, 7, 1), new(2026, 7, 2)), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ListStaff>().Run(xu, new(PeopleCity.East), Ct)).Refusal?.Code);
        Assert.Equal(["xu"], (await city.Get<ListStaff>().Run(xu, new(), Ct)).Value.Select(s => s.UserName));
        Assert.Equal("staff.unknown", (await city.Get<ChangeStaff>().Run(xu, new(hu.Id, "x", Role.ProviderManager), Ct)).Refusal?.Code);
        Assert.Equal("staff.unknown", (await city.Get<ResetStaffPassword>().Run(xu, new(hu.Id), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ListGrants>().Run(xu, new(Staff: hu.Id), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ListGrants>().Run(xu, new(TokensOf: PeopleCity.East), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ReadTextMessages>().Run(xu, new(), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<InviteStaff>().Run(xu, new(PeopleCity.East, "spy", "", Role.ProviderOperator), Ct)).Refusal?.Code);
        Assert.All((await city.Get<ReadAudit>().Run(xu, new(Organisation: PeopleCity.East), Ct)).Value, l => Assert.Equal("WEST", l.Organisation));
    }

    [Fact]
    public async Task The_audit_log_leaves_the_house_only_within_ones_reach_and_says_that_it_left()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var xu = (await city.SignInStaff("xu", organisation: PeopleCity.West)).Actor;
        Assert.Equal("people.not-allowed", (await city.Get<ExportAudit>().Run(hu with { Role = Role.ProviderOperator }, new(), Ct)).Refusal?.Code);
        Assert.All((await city.Get<ExportAudit>().Run(xu, new(Organisation: PeopleCity.East), Ct)).Value, l => Assert.Equal("WEST", l.Organisation));
        var all = (await city.Get<ExportAudit>().Run(PeopleCity.City, new(Action: "staff."), Ct)).Value;
        Assert.NotEmpty(all);
        var left = (await city.Get<ReadAudit>().Run(PeopleCity.City, new(Action: "audit.export"), Ct)).Value;
        Assert.Equal([PeopleCity.City.Name, "xu"], left.Select(l => l.ActorName));
        Assert.Contains($"\"lines\":{all.Count}", left[0].After, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_reads_ones_own_account_and_a_resident_has_none()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        Assert.Equal("hu", (await city.Get<ReadOwnAccount>().Run(hu, Ct)).Value.UserName);
        Assert.Equal("people.not-allowed", (await city.Get<ReadOwnAccount>().Run((await city.SignIn()).Actor, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task A_resident_reads_himself_and_nobody_else()
    {
        await using var city = await PeopleCity.Open();
        var wang = (await city.SignIn()).Actor;
        var li = (await city.SignIn("13987654321")).Actor;
        var other = li.Resident!.Value;
        Assert.True((await city.Get<ReadResident>().Run(wang, new(wang.Resident!.Value), Ct)).Granted);
        Assert.Equal("resident.unknown", (await city.Get<ReadResident>().Run(wang, new(other), Ct)).Refusal?.Code);
        Assert.Single((await city.Get<ListResidents>().Run(wang, new(), Ct)).Value);
        Assert.Equal("people.not-allowed", (await city.Get<ReadWallet>().Run(wang, new(other), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ReadLedger>().Run(wang, new(other), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ChangeVehicle>().Run(wang, new(other, null, "鄂A12345"), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<BindCard>().Run(wang, new(other, "04AABB"), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<ListGrants>().Run(wang, new(other), Ct)).Refusal?.Code);
        Assert.Equal("people.sign-in-needed", (await city.Get<ReadResident>().Run(PeopleCity.Stranger, new(other), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Each_role_sees_as_much_of_a_person_as_it_needs_and_every_look_is_written_down()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var grant = await city.SignIn();
        var wang = grant.Actor.Resident!.Value;
        await city.Get<ChangeProfile>().Run(grant.Actor, new(wang, "王小明"), Ct);
        await city.Get<ChangeVehicle>().Run(grant.Actor, new(wang, null, "鄂A·12345", "Leaf", "LSVAA4182E2184847", new(40_000)), Ct);
        await Charged(city, wang, PeopleCity.East);

        var own = (await city.Get<ReadResident>().Run(grant.Actor, new(wang), Ct)).Value;
        var managers = (await city.Get<ReadResident>().Run(hu, new(wang), Ct)).Value;
        var citys = (await city.Get<ReadResident>().Run(PeopleCity.City, new(wang), Ct)).Value;
        Assert.Equal(("+8613812345678", "王小明", "鄂A12345"), (own.Resident.Phone, own.Resident.Name, own.Vehicles[0].Plate));
        Assert.Equal(("138****5678", "王**", "鄂A***45", "LSV**********4847"), (managers.Resident.Phone, managers.Resident.Name, managers.Vehicles[0].Plate, managers.Vehicles[0].Vin));
        Assert.Equal("+8613812345678", citys.Resident.Phone);
        var looks = (await city.Get<ReadAudit>().Run(PeopleCity.City, new(Action: "resident.read", Subject: $"resident:{wang}"), Ct)).Value;
        Assert.Equal(["lin", "hu"], looks.Select(l => l.ActorName));
    }

    [Fact]
    public async Task The_audit_log_tells_before_and_after_without_personal_data_or_secrets()
    {
        await using var city = await PeopleCity.Open();
        var grant = await city.SignIn();
        var wang = grant.Actor.Resident!.Value;
        await city.Get<ChangeVehicle>().Run(grant.Actor, new(wang, null, "鄂A12345", "Leaf", "LSVAA4182E2184847"), Ct);
        await city.Get<ChangeProfile>().Run(grant.Actor, new(wang, "王小明", "en"), Ct);
        await city.SignInStaff();
        var all = string.Join('\n', await city.Store.Read(db => db.Audit.Select(a => a.Action + a.Subject + a.Before + a.After + a.ActorName).ToListAsync()));
        Assert.Contains("\"culture\":\"en\"", all, StringComparison.Ordinal);
        Assert.Contains("鄂A***45", all, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", all, StringComparison.Ordinal);
        Assert.DoesNotContain("鄂A12345", all, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", all, StringComparison.Ordinal);
        Assert.DoesNotContain("LSVAA4182E2184847", all, StringComparison.Ordinal);
        Assert.DoesNotContain("AQAAAA", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Whoever_wants_to_be_forgotten_takes_his_data_along_and_is_forgotten_but_the_accounts_stay(Engine engine)
    {
        await using var city = await PeopleCity.Open(engine);
        var grant = await city.SignIn();
        var me = grant.Actor;
        var wang = me.Resident!.Value;
        await city.Get<ChangeProfile>().Run(me, new(wang, "王小明", HomeCommunity: "C1", Home: new(114.9, 30.4, Datum.Wgs84), ConsentVersion: "2026-07"), Ct);
        await city.Get<ChangeVehicle>().Run(me, new(wang, null, "鄂A12345"), Ct);
        await city.Get<BindCard>().Run(me, new(wang, "04aabbcc"), Ct);
        await city.Get<TopUpWallet>().Run(me, new(wang, new(5_000), "demonstration", "1"), Ct);
        await Charged(city, wang, PeopleCity.East, card: "04AABBCC");

        var everything = (await city.Get<ExportMyData>().Run(me, Ct)).Value;
        Assert.Equal(("+8613812345678", 1, 1, 5_000, 1), (everything.Profile.Phone, everything.Vehicles.Count, everything.Cards.Count, everything.Balance.Fen, everything.Sessions.Count));
        Assert.NotEmpty(System.Text.Json.JsonSerializer.Serialize(everything));

        var delete = city.Get<DeleteMe>();
        Assert.Equal("resident.money-left", (await delete.Run(me, Ct)).Refusal?.Code);
        Assert.True((await city.Get<RefundWallet>().Run(me, new(wang, new(5_000), "all"), Ct)).Granted);
        await city.Store.Write(db => db.Sessions.Find(new SessionId(1))!.Total = null);
        Assert.Equal("resident.session-open", (await delete.Run(me, Ct)).Refusal?.Code);
        await city.Store.Write(db => db.Sessions.Find(new SessionId(1))!.Total = new(0));
        Assert.True((await delete.Run(me, Ct)).Granted);

        Assert.Null(await city.Who(grant.Secret));
        await city.Performed();
        var row = await city.Store.Read(db => db.Residents.SingleAsync());
        Assert.Equal((null, "", null, null), (row.Phone, row.DisplayName, row.HomeCommunity, row.HomeLongitude));
        Assert.Equal(0, await city.Store.Read(db => db.Vehicles.CountAsync()) + await city.Store.Read(db => db.Cards.CountAsync()));
        Assert.Equal(0, await city.Store.Read(db => db.TextMessages.CountAsync()) + await city.Store.Read(db => db.SignInCodes.CountAsync()));
        Assert.Null((await city.Store.Read(db => db.Sessions.SingleAsync())).Card);
        Assert.Equal(4, await city.Store.Read(db => db.Ledger.CountAsync()));
        // The same phone is a new person.
        Assert.NotEqual(me.Id, (await city.SignIn()).Actor.Id);
    }

    [Fact]
    public async Task A_card_belongs_to_one_resident_and_a_lost_one_is_blocked()
    {
        await using var city = await PeopleCity.Open();
        var wang = (await city.SignIn()).Actor;
        var li = (await city.SignIn("13987654321")).Actor;
        Assert.Equal("04AABB", (await city.Get<BindCard>().Run(wang, new(wang.Resident!.Value, " 04aabb "), Ct)).Value);
        Assert.True((await city.Get<BindCard>().Run(wang, new(wang.Resident!.Value, "04AABB"), Ct)).Granted);
        Assert.Equal("card.taken", (await city.Get<BindCard>().Run(li, new(li.Resident!.Value, "04AABB"), Ct)).Refusal?.Code);
        Assert.Equal("card.unknown", (await city.Get<ChangeCard>().Run(li, new(li.Resident!.Value, "04AABB", Unbind: true), Ct)).Refusal?.Code);
        Assert.True((await city.Get<ChangeCard>().Run(wang, new(wang.Resident!.Value, "04aabb", Blocked: true), Ct)).Granted);
        Assert.NotNull((await city.Store.Read(db => db.Cards.SingleAsync())).BlockedAt);
        Assert.Equal("card.uid", (await city.Get<BindCard>().Run(wang, new(wang.Resident!.Value, "with space"), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task A_committee_knows_the_residents_of_its_own_communities()
    {
        await using var city = await PeopleCity.Open();
        var wang = (await city.SignIn()).Actor;
        await city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new("13987654321", "000000"), Ct);
        await city.Store.Write(db => db.Communities.Add(new() { Code = "C1", Name = "西山", EnglishName = "West Hill", Division = "420704001" }));
        await city.Get<ChangeProfile>().Run(wang, new(wang.Resident!.Value, HomeCommunity: "C1"), Ct);
        var committee = new Actor(50, "committee", Role.Community, new("COM"), ["420704001"], "");
        Assert.Single((await city.Get<ListResidents>().Run(committee, new(), Ct)).Value);
        Assert.Single((await city.Get<ListResidents>().Run(committee with { Areas = ["C1"] }, new(), Ct)).Value);
        Assert.Empty((await city.Get<ListResidents>().Run(committee with { Areas = ["420704002"] }, new(), Ct)).Value);
        Assert.True((await city.Get<SetAgreement>().Run(committee, new(wang.Resident!.Value, new(2026, 7, 1), null), Ct)).Granted);
        Assert.Equal("resident.unknown", (await city.Get<SetAgreement>().Run(committee with { Areas = ["420702"] }, new(wang.Resident!.Value, null, null), Ct)).Refusal?.Code);
    }

    internal static Task Charged(PeopleCity city, ResidentId who, OrganisationId provider, long session = 1, string? card = null) =>
        city.Store.Write(db => db.Sessions.Add(new SessionRow
        {
            Id = new(session),
            Station = new("EZ0001"),
            Pile = new("42070400010001"),
            Connector = 1,
            Provider = provider,
            Resident = who,
            Card = card,
            StartedBy = default,
            RequestedAt = city.Store.Clock.GetUtcNow(),
            Total = new(0),
        }));
}
