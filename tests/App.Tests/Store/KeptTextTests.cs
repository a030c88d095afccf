using Doorstep.App.Store;

namespace Doorstep.App.Tests.Store;

/// <summary>What becomes of text from outside on its way into a row.</summary>
public sealed class KeptTextTests
{
    [Theory]
    [InlineData("fault 12", "fault 12")]
    [InlineData("abcdefghij", "abcdefgh")]
    [InlineData("abcdefg\U0001F50C", "abcdefg")]
    [InlineData("abcdef\U0001F50C", "abcdef\U0001F50C")]
    [InlineData("a\0b", "ab")]
    public void No_character_is_cut_in_half_and_none_is_left_that_a_store_refuses(string said, string kept) =>
        Assert.Equal(kept, KeptText.Of(said, 8));

    [Fact]
    public void Half_a_character_becomes_a_question() => Assert.Equal("a\uFFFDb", KeptText.Of("a" + '\uD83D' + "b", 8));
}
