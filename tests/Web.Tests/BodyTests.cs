using System.Text.Json;
using Doorstep.Web.Api;

namespace Doorstep.Web.Tests;

public sealed class BodyTests
{
    private sealed record Bay(string Label, IReadOnlyList<string>? Connectors = null);

    private sealed record Term(string From, string? Until);

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"Label":null}]""")]
    [InlineData("""[{"Label":"1","Connectors":[null]}]""")]
    [InlineData("""[{"Label":"a\u0000"}]""")]
    [InlineData("""[{"Label":"1","Connectors":["x","a\u0000"]}]""")]
    public void A_body_with_a_hole_is_refused_at_the_door(string body) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IReadOnlyList<Bay>>(body, Door()));

    [Theory]
    [InlineData("""[{"Label":"1"}]""")]
    [InlineData("""[{"Label":"1","Connectors":null}]""")]
    [InlineData("""[{"Label":"1","Connectors":["x"]}]""")]
    public void What_a_body_may_leave_out_it_may_leave_out(string body) =>
        Assert.Equal("1", Assert.Single(JsonSerializer.Deserialize<IReadOnlyList<Bay>>(body, Door())!).Label);

    [Theory]
    [InlineData("""{"From":"2026-01-01"}""")]
    [InlineData("""{"From":"2026-01-01","Until":null}""")]
    public void What_may_be_null_may_be_left_out(string body) =>
        Assert.Null(JsonSerializer.Deserialize<Term>(body, Door())!.Until);

    private static JsonSerializerOptions Door()
    {
        var options = new JsonSerializerOptions();
        WholeBodies.Demand(options);
        return options;
    }
}
