using System.Text.Json;
using Doorstep.Web.Shell;

namespace Doorstep.Web.Tests.Shell;

public sealed class CircuitTextTests
{
    [Theory]
    [InlineData("花\0园", "花园")]
    [InlineData("\0\0", "")]
    [InlineData("\\\0", "\\")]
    [InlineData("\\u0000", "\\u0000")]
    [InlineData("\\\\u0000\n\"\t", "\\\\u0000\n\"\t")]
    [InlineData("plain", "plain")]
    public void A_text_loses_what_no_store_keeps_and_nothing_else(string typed, string heard) =>
        Assert.Equal(heard, JsonSerializer.Deserialize<string[]>(CircuitText.Without(JsonSerializer.Serialize(new[] { typed })))![0]);
}
