using System.Text;
using CsCheck;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Tests.Ocpp;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2026-03-02T21:15:00Z", "2026-03-02T21:15:00.0000000+00:00")]
    [InlineData("2026-03-02T21:15:00", "2026-03-02T21:15:00.0000000+00:00")]
    [InlineData("2026-03-02T21:15", "2026-03-02T21:15:00.0000000+00:00")]
    [InlineData("2026-03-02 21:15:00", "2026-03-02T21:15:00.0000000+00:00")]
    [InlineData("2026-03-02t21:15:00z", "2026-03-02T21:15:00.0000000+00:00")]
    [InlineData("2026-03-02T21:15:00.5Z", "2026-03-02T21:15:00.5000000+00:00")]
    [InlineData("2026-03-02T21:15:00.123456789Z", "2026-03-02T21:15:00.1234567+00:00")]
    [InlineData("2026-03-02T21:15:00+08:00", "2026-03-02T21:15:00.0000000+08:00")]
    [InlineData("2026-03-02T21:15:00.25+0800", "2026-03-02T21:15:00.2500000+08:00")]
    [InlineData("2026-03-02T21:15:00-03", "2026-03-02T21:15:00.0000000-03:00")]
    public void Time_stamps_are_read_as_piles_write_them(string text, string expected)
    {
        Assert.True(OcppTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, time.ToString("O"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-02")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-03-02T24:00:00Z")]
    [InlineData("2026-03-02T21:15:60Z")]
    [InlineData("2026-03-02T21:15:00.Z")]
    [InlineData("2026-03-02T21:15:00+15:00")]
    [InlineData("2026-03-02T21:15:00+8")]
    [InlineData("2026-03-02T21:15:00ZZ")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59-10:00")]
    [InlineData("1772486100")]
    public void What_is_no_time_is_refused(string text) => Assert.False(OcppTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Any_instant_survives_being_written_and_read() =>
        Gen.Long[0, 3_000_000_000_000].Select(Gen.Int[-14, 14]).Select((ms, hours) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(TimeSpan.FromHours(hours))).Sample(time =>
        {
            Assert.True(OcppTime.TryParse(Encoding.UTF8.GetBytes(time.ToString("O")), out var read));
            Assert.Equal(time, read);
        });

    [Fact]
    public void Random_text_never_throws() =>
        Gen.Char["0123456789-:T.Z+ ,"].Array[0, 34].Sample(text => OcppTime.TryParse(Encoding.UTF8.GetBytes(text), out var time) || time == default, iter: 20_000);
}
