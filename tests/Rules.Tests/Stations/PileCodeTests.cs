using CsCheck;
using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Tests.Stations;

public sealed class PileCodeTests
{
    [Theory]
    [InlineData("42070400010001", null)]
    [InlineData(" 42070400010001 ", null)]
    [InlineData("4207 0400 0100 01", null)]
    [InlineData("42070400010001-2", 2)]
    [InlineData("4207040001000102", 2)]
    [InlineData("https://charge.example/p/42070400010001-2", 2)]
    [InlineData("https://charge.example/p/42070400010001/", null)]
    [InlineData("HTTPS://CHARGE.EXAMPLE/p?code=42070400010001-1&x=2", 1)]
    [InlineData("hlht://42070400010001.1", 1)]
    public void A_scanned_or_typed_code_names_its_pile(string text, int? gun) =>
        Assert.Equal(new PileCode(new("42070400010001"), gun), PileCode.Read(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("4207040001000")]
    [InlineData("00000000000000")]
    [InlineData("42070400010001-0")]
    [InlineData("42070400010001-x")]
    [InlineData("42070400010001-1-1")]
    [InlineData("42070400010001999")]
    [InlineData("https://evil.example/?a=b")]
    [InlineData("４２０７０４０００１０００１")]
    public void What_names_no_pile_is_refused(string text) => Assert.Equal("pile.code-unreadable", PileCode.Read(text).Refusal?.Code);

    [Fact]
    public void Every_printed_code_is_read_back() =>
        Gen.Select(Gen.Long[1, 99_999_999_999_999], Gen.Nullable(Gen.Int[1, 99])).Sample((number, gun) =>
        {
            var code = new PileCode(new($"{number:D14}"), gun);

            Assert.Equal(code, PileCode.Read(code.Text("https://charge.example:8443/")).Value);
            Assert.Equal(code, PileCode.Read(code.ToString()).Value);
        });

    [Fact]
    public void No_text_breaks_the_reader() => Gen.String.Sample(text => Assert.True(PileCode.Read(text) is { Granted: true } or { Refusal: not null }));
}
