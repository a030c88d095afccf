using Doorstep.App.People;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.People;

public sealed class ResidentSignInTests
{
    private const string Phone = "13812345678";

    private static CancellationToken Ct => PeopleCity.Ct;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_first_sign_in_makes_the_resident_with_an_empty_wallet_and_the_second_finds_him(Engine engine)
    {
        await using var city = await PeopleCity.Open(engine);
        var first = await city.SignIn();
        var second = await city.SignIn("+86 138 1234 5678");
        Assert.Equal(first.Actor.Id, second.Actor.Id);
        Assert.Equal(Role.Driver, first.Actor.Role);
        Assert.Equal(0, (await city.Store.Read(db => db.Wallets.SingleAsync())).Balance.Fen);
        Assert.Equal(1, await city.Store.Read(db => db.Residents.CountAsync()));
        Assert.Equal($"resident {first.Actor.Id}", await city.Who(first.Secret));
    }

    [Fact]
    public async Task Two_phones_that_sign_in_at_once_with_one_number_make_one_resident()
    {
        await using var city = await PeopleCity.Open();
        await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct);
        var code = await city.Code(Phone);
        var doors = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, code), Ct)));
        Assert.Single(doors, d => d.Granted);
        Assert.Equal(1, await city.Store.Read(db => db.Residents.CountAsync()));
    }

    [Fact]
    public async Task A_thousand_guesses_at_once_are_five_guesses()
    {
        await using var city = await PeopleCity.Open();
        await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct);
        var code = await city.Code(Phone);
        var wrong = Enumerable.Range(0, 60).Select(n => n.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)).Where(c => c != code);
        var guesses = await Task.WhenAll(wrong.Select(c => city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, c), Ct)));
        Assert.Equal(5, guesses.Count(g => g.Refusal?.Code == "sign-in.code-wrong"));
        // Even the right code is worth nothing now.
        Assert.Equal("sign-in.code-expired", (await city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, code), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Fifty_guesses_a_day_are_all_that_one_number_allows()
    {
        await using var city = await PeopleCity.Open();
        var sent = 0;
        for (var minute = 0; minute < 24 * 60; minute += 5)
        {
            sent += (await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct)).Granted ? 1 : 0;
            city.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(OneTimeCode.MostPerDay, sent);
    }

    [Fact]
    public async Task Codes_asked_for_at_once_are_sent_once()
    {
        await using var city = await PeopleCity.Open();
        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct)));
        Assert.Single(asked, a => a.Granted);
        await city.Performed();
        Assert.Equal(1, await city.Store.Read(db => db.TextMessages.CountAsync()));
    }

    [Fact]
    public async Task A_code_opens_once_and_not_after_five_minutes()
    {
        await using var city = await PeopleCity.Open();
        await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct);
        var code = await city.Code(Phone);
        Assert.True((await city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, code), Ct)).Granted);
        Assert.Equal("sign-in.code-expired", (await city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, code), Ct)).Refusal?.Code);

        city.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct);
        code = await city.Code(Phone);
        city.Store.Clock.Advance(OneTimeCode.Life);
        Assert.Equal("sign-in.code-expired", (await city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, code), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task A_blocked_resident_is_out_at_once_and_stays_out()
    {
        await using var city = await PeopleCity.Open();
        var grant = await city.SignIn();
        Assert.NotNull(await city.Who(grant.Secret));
        Assert.True((await city.Get<BlockResident>().Run(PeopleCity.City, new(grant.Actor.Resident!.Value, true, "fraud"), Ct)).Granted);
        Assert.Null(await city.Who(grant.Secret));
        city.Store.Clock.Advance(TimeSpan.FromMinutes(2));
        await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone), Ct);
        Assert.Equal("resident.blocked", (await city.Get<SignInWithCode>().Run(PeopleCity.Stranger, new(Phone, await city.Code(Phone)), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Neither_code_nor_secret_is_stored_readable()
    {
        await using var city = await PeopleCity.Open();
        var grant = await city.SignIn();
        Assert.DoesNotContain(await city.Store.Read(db => db.Grants.Select(g => g.SecretHash).ToListAsync()), h => h.Contains(grant.Secret, StringComparison.Ordinal));
        Assert.All(await city.Store.Read(db => db.SignInCodes.ToListAsync()), c => Assert.Equal(64, c.CodeHash.Length));
        Assert.Equal(0, await city.Store.Read(db => db.Outbox.CountAsync()));
    }

    [Theory]
    [InlineData("zh-CN", "【家门口充电】")]
    [InlineData("en", "[Doorstep]")]
    public async Task The_message_speaks_the_residents_language(string culture, string beginning)
    {
        await using var city = await PeopleCity.Open();
        await city.Get<RequestSignInCode>().Run(PeopleCity.Stranger, new(Phone, culture), Ct);
        await city.Performed();
        Assert.StartsWith(beginning, (await city.Get<ReadTextMessages>().Run(PeopleCity.City, new(), Ct)).Value[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_makes_a_driver_a_resident_for_its_days()
    {
        await using var city = await PeopleCity.Open();
        var grant = await city.SignIn();
        var set = city.Get<SetAgreement>();
        var day = new DateOnly(2026, 7, 1);
        Assert.Equal("agreement.dates", (await set.Run(PeopleCity.City, new(grant.Actor.Resident!.Value, day, day.AddDays(-1)), Ct)).Refusal?.Code);
        Assert.True((await set.Run(PeopleCity.City, new(grant.Actor.Resident!.Value, day, day), Ct)).Granted);
        var authenticate = city.Get<AuthenticateGrant>();
        Assert.Equal(Role.Resident, (await authenticate.Run(grant.Secret, "", Ct)).Value.Actor.Role);
        // The day ends at local midnight, 16:00 UTC.
        city.Store.Clock.SetUtcNow(new(2026, 7, 1, 16, 0, 0, TimeSpan.Zero));
        Assert.Equal(Role.Driver, (await authenticate.Run(grant.Secret, "", Ct)).Value.Actor.Role);
    }
}
