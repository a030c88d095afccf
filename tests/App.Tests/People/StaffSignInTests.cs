using System.Security.Cryptography;
using Doorstep.App.People;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.People;

public sealed class StaffSignInTests
{
    private static CancellationToken Ct => PeopleCity.Ct;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_invited_member_chooses_his_password_once_and_signs_in(Engine engine)
    {
        await using var city = await PeopleCity.Open(engine);
        var invitation = (await city.Get<InviteStaff>().Run(PeopleCity.City, new(PeopleCity.East, "Hu", "胡", Role.ProviderManager), Ct)).Value;
        var accept = city.Get<AcceptInvitation>();
        Assert.Equal("Hu", (await accept.Look(invitation.Secret, Ct)).Value.UserName);
        Assert.Null(await city.Who(invitation.Secret));
        Assert.Equal("password.length", (await accept.Run(PeopleCity.Stranger, new(invitation.Secret, "short"), Ct)).Refusal?.Code);
        Assert.True((await accept.Run(PeopleCity.Stranger, new(invitation.Secret, PeopleCity.Password), Ct)).Granted);
        Assert.Equal("invitation.expired", (await accept.Run(PeopleCity.Stranger, new(invitation.Secret, "Another-Password9"), Ct)).Refusal?.Code);

        var grant = (await city.Get<SignInStaff>().Run(PeopleCity.Stranger, new("HU", PeopleCity.Password), Ct)).Value;
        Assert.Equal((Role.ProviderManager, PeopleCity.East), (grant.Actor.Role, grant.Actor.Organisation));
        Assert.Equal("sign-in.wrong", (await city.Get<SignInStaff>().Run(PeopleCity.Stranger, new("hu", "Four-Blue-Rivers8"), Ct)).Refusal?.Code);
        Assert.Equal("sign-in.wrong", (await city.Get<SignInStaff>().Run(PeopleCity.Stranger, new("nobody", PeopleCity.Password), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Guesses_lock_the_account_and_the_lock_grows_and_ends()
    {
        await using var city = await PeopleCity.Open();
        await city.SignInStaff();
        var signIn = city.Get<SignInStaff>();
        var guesses = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => signIn.Run(PeopleCity.Stranger, new("hu", $"Guess-Number-{n}"), Ct)));
        Assert.Equal(5, guesses.Count(g => g.Refusal?.Code == "sign-in.wrong"));
        Assert.Equal(7, guesses.Count(g => g.Refusal?.Code == "sign-in.locked"));
        Assert.Equal("sign-in.locked", (await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password), Ct)).Refusal?.Code);
        city.Store.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("sign-in.wrong", (await signIn.Run(PeopleCity.Stranger, new("hu", "Guess-Number-13"), Ct)).Refusal?.Code);
        city.Store.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("sign-in.locked", (await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password), Ct)).Refusal?.Code);
        city.Store.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password), Ct)).Granted);
        Assert.Equal(2, await city.Store.Read(db => db.Audit.CountAsync(a => a.Action == "sign-in.lock")));
    }

    [Fact]
    public async Task With_an_authenticator_the_password_alone_opens_nothing_and_a_code_opens_once()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var key = (await city.Get<BeginSecondStep>().Run(hu, Ct)).Value;
        Assert.StartsWith("otpauth://totp/Doorstep:hu?secret=", key.Uri, StringComparison.Ordinal);
        Assert.Equal("second-step.wrong", (await city.Get<ConfirmSecondStep>().Run(hu, new("000000"), Ct)).Refusal?.Code);
        // The library's authenticator knows no clock but the machine's.
        var recovery = (await city.Get<ConfirmSecondStep>().Run(hu, new(Totp(key.Secret, 0)), Ct)).Value;

        var signIn = city.Get<SignInStaff>();
        Assert.Equal("sign-in.second-step", (await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password), Ct)).Refusal?.Code);
        Assert.Equal("sign-in.wrong", (await signIn.Run(PeopleCity.Stranger, new("hu", "Wrong-Password1", Totp(key.Secret, 0)), Ct)).Refusal?.Code);
        var code = Totp(key.Secret, 1);
        Assert.True((await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password, code), Ct)).Granted);
        Assert.Equal("sign-in.wrong", (await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password, code), Ct)).Refusal?.Code);

        Assert.Equal(10, recovery.Count);
        Assert.True((await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password, recovery[0]), Ct)).Granted);
        Assert.Equal("sign-in.wrong", (await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password, recovery[0]), Ct)).Refusal?.Code);

        Assert.Equal("sign-in.wrong", (await city.Get<RemoveSecondStep>().Run(hu, new("Wrong-Password1"), Ct)).Refusal?.Code);
        Assert.True((await city.Get<RemoveSecondStep>().Run(hu, new(PeopleCity.Password), Ct)).Granted);
        Assert.True((await signIn.Run(PeopleCity.Stranger, new("hu", PeopleCity.Password), Ct)).Granted);
    }

    [Fact]
    public async Task A_new_password_ends_every_earlier_sign_in()
    {
        await using var city = await PeopleCity.Open();
        var grant = await city.SignInStaff();
        Assert.Equal("hu", await city.Who(grant.Secret));
        Assert.Equal("sign-in.wrong", (await city.Get<ChangeOwnPassword>().Run(grant.Actor, new("not it at all", "Seven-Green-Hills3"), Ct)).Refusal?.Code);
        Assert.True((await city.Get<ChangeOwnPassword>().Run(grant.Actor, new(PeopleCity.Password, "Seven-Green-Hills3"), Ct)).Granted);
        Assert.Null(await city.Who(grant.Secret));
        Assert.True((await city.Get<SignInStaff>().Run(PeopleCity.Stranger, new("hu", "Seven-Green-Hills3"), Ct)).Granted);
    }

    [Fact]
    public async Task A_disabled_member_and_a_closed_organisations_staff_are_out_at_once()
    {
        await using var city = await PeopleCity.Open();
        var hu = await city.SignInStaff();
        var fan = await city.SignInStaff("fan", Role.ProviderTechnician);
        Assert.NotNull(await city.Who(hu.Secret));
        Assert.NotNull(await city.Who(fan.Secret));
        Assert.True((await city.Get<ChangeStaff>().Run(hu.Actor, new(fan.Actor.Id, "fan", Role.ProviderTechnician, Disabled: true), Ct)).Granted);
        Assert.Null(await city.Who(fan.Secret));
        Assert.Equal("sign-in.wrong", (await city.Get<SignInStaff>().Run(PeopleCity.Stranger, new("fan", PeopleCity.Password), Ct)).Refusal?.Code);

        await city.Get<ChangeOrganisation>().Run(PeopleCity.City, new(PeopleCity.East, "东", "East", App.Store.Rows.OrganisationKind.Provider, Closed: true), Ct);
        Assert.Null(await city.Who(hu.Secret));
    }

    [Fact]
    public async Task A_changed_role_is_felt_in_the_sign_in_that_stands()
    {
        await using var city = await PeopleCity.Open();
        var grant = await city.SignInStaff("fan", Role.ProviderTechnician);
        await city.Get<ChangeStaff>().Run(PeopleCity.City, new(grant.Actor.Id, "fan", Role.ProviderFinance, ["420704"]), Ct);
        var actor = (await city.Get<AuthenticateGrant>().Run(grant.Secret, "", Ct)).Value.Actor;
        Assert.Equal((Role.ProviderFinance, "420704"), (actor.Role, Assert.Single(actor.Areas)));
    }

    [Fact]
    public async Task The_first_administrator_gets_a_drawn_password_and_there_is_no_second_first_one()
    {
        await using var city = await PeopleCity.Open();
        var first = city.Get<InitialAdministrator>();
        Assert.Equal("password.common", (await first.Run(new(Password: "Password12"), Ct)).Refusal?.Code);
        var made = (await first.Run(new(), Ct)).Value!;
        Assert.True((await city.Get<SignInStaff>().Run(PeopleCity.Stranger, new("admin", made.Password!), Ct)).Granted);
        Assert.Null((await first.Run(new(), Ct)).Value);
        var admin = await city.Store.Read(db => db.Users.SingleAsync(s => s.UserName == "admin"));
        Assert.Equal("staff.last-administrator", (await city.Get<ChangeStaff>().Run(PeopleCity.City, new(admin.Id, "", Role.City, Disabled: true), Ct)).Refusal?.Code);
    }

    /// <summary>RFC 6238 over the machine's clock, some steps of 30 s ahead.</summary>
    private static string Totp(string base32, int ahead)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(c => Convert.ToString(Letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + ahead));
#pragma warning disable CA5350 // RFC 6238 says SHA-1
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = ((hash[offset] & 0x7f) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
