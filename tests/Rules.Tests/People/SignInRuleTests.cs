using Doorstep.Rules.People;

namespace Doorstep.Rules.Tests.People;

public sealed class SignInRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("13812345678")]
    [InlineData(" 138-1234-5678 ")]
    [InlineData("+86 138 1234 5678")]
    [InlineData("008613812345678")]
    [InlineData("8613812345678")]
    [InlineData("１３８１２３４５６７８")]
    public void A_phone_number_is_one_number_however_it_is_typed(string typed) => Assert.Equal("+8613812345678", PhoneNumber.Parse(typed).Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12812345678")]
    [InlineData("1381234567")]
    [InlineData("138123456789")]
    [InlineData("+85291234567")]
    [InlineData("13812345678x")]
    [InlineData("13812345678; DROP TABLE")]
    public void What_is_no_mainland_mobile_number_is_refused(string? typed) => Assert.Equal("people.phone", PhoneNumber.Parse(typed).Refusal?.Code);

    [Fact]
    public void Another_code_waits_a_minute_and_there_are_five_an_hour_and_ten_a_day()
    {
        Assert.Null(OneTimeCode.RefusesToSend([], Now));
        Assert.Equal("sign-in.code-too-soon (seconds 1)", OneTimeCode.RefusesToSend([Now.AddSeconds(-59)], Now)?.ToString());
        Assert.Null(OneTimeCode.RefusesToSend([Now.AddSeconds(-60)], Now));
        Assert.Equal("sign-in.code-too-many (seconds 3000)", OneTimeCode.RefusesToSend(Enumerable.Range(0, 5).Select(n => Now.AddMinutes(-2 - (n * 2))), Now)?.ToString());
        Assert.Equal("sign-in.code-too-many", OneTimeCode.RefusesToSend(Enumerable.Range(0, 10).Select(n => Now.AddHours(-2 - (n * 2))), Now)?.Code);
        Assert.Null(OneTimeCode.RefusesToSend(Enumerable.Range(0, 10).Select(n => Now.AddHours(-2 - (n * 3))), Now));
    }

    [Fact]
    public void A_code_lives_five_minutes_and_five_tries_and_opens_once()
    {
        var code = new SentCode(Now.AddMinutes(5), 0, false);
        Assert.Null(OneTimeCode.Refuses(code, true, Now));
        Assert.Equal("sign-in.code-wrong (left 4)", OneTimeCode.Refuses(code, false, Now)?.ToString());
        Assert.Equal("sign-in.code-expired", OneTimeCode.Refuses(code with { FailedAttempts = 5 }, true, Now)?.Code);
        Assert.Equal("sign-in.code-expired", OneTimeCode.Refuses(code with { Used = true }, true, Now)?.Code);
        Assert.Equal("sign-in.code-expired", OneTimeCode.Refuses(code, true, Now.AddMinutes(5))?.Code);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(9, 16)]
    [InlineData(500, 1440)]
    public void Guessing_a_password_locks_longer_each_time(int failures, int minutes) =>
        Assert.Equal(minutes == 0 ? null : Now.AddMinutes(minutes), LockOut.Until(failures, Now));

    [Fact]
    public void A_locked_account_says_how_long()
    {
        Assert.Equal("sign-in.locked (seconds 90)", LockOut.Refuses(Now.AddSeconds(90), Now)?.ToString());
        Assert.Null(LockOut.Refuses(Now, Now));
        Assert.Null(LockOut.Refuses(null, Now));
    }

    [Theory]
    [InlineData("Short1!", "password.length")]
    [InlineData("alllowercase", "password.mixture")]
    [InlineData("aaaaaAAAAA1111", "password.mixture")]
    [InlineData("Wanglei-2026!", "password.name")]
    [InlineData("Password123!", "password.common")]
    [InlineData("Four-Blue-Rivers7", null)]
    [InlineData("a very long sentence of words", null)]
    [InlineData("长江边的充电桩Aa2026", null)]
    public void A_password_is_long_mixed_and_not_the_first_guess(string password, string? code) =>
        Assert.Equal(code, PasswordRule.Refuses(password, "wanglei")?.Code);

    [Fact]
    public void A_mask_leaves_enough_to_recognise_and_not_enough_to_use()
    {
        Assert.Equal("138****5678", Mask.Phone("+8613812345678", Sight.Masked));
        Assert.Equal("鄂A***45", Mask.Plate("鄂A12345", Sight.Masked));
        Assert.Equal("LSV**********1234", Mask.Vin("LSV00000000001234", Sight.Masked));
        Assert.Equal("王**", Mask.Name("王小明", Sight.Masked));
        Assert.Null(Mask.Phone("+8613812345678", Sight.Hidden));
        Assert.Equal("+8613812345678", Mask.Phone("+8613812345678", Sight.Full));
        Assert.Equal("***", Mask.Plate("鄂A1", Sight.Masked));
    }

    [Fact]
    public void Sight_follows_the_role()
    {
        var resident = new ResidentId(7);
        Assert.Equal(Sight.Full, Mask.SightOf(new(7, "", Role.Resident, null, [], ""), resident));
        Assert.Equal(Sight.Hidden, Mask.SightOf(new(8, "", Role.Resident, null, [], ""), resident));
        Assert.Equal(Sight.Masked, Mask.SightOf(new(7, "", Role.ProviderOperator, new("P"), [], ""), resident));
        Assert.Equal(Sight.Hidden, Mask.SightOf(new(7, "", Role.ProviderTechnician, new("P"), [], ""), resident));
        Assert.Equal(Sight.Full, Mask.SightOf(new(7, "", Role.City, null, [], ""), resident));
    }
}
