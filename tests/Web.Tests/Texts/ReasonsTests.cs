using Doorstep.Web.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Tests.Texts;

public sealed class ReasonsTests : PartTests
{
    [Theory]
    [InlineData("Other", "桩没有说明原因。")]
    [InlineData("StoppedByEV", "车辆停止了充电。")]
    [InlineData("0x4F", "桩的说明：0x4F")]
    public void Why_a_charge_stopped_is_a_sentence_without_holes(string code, string sentence) =>
        Assert.Equal(sentence, Services.GetRequiredService<IStringLocalizer<Words>>().Why(code));
}
