using Doorstep.Web.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Tests.Texts;

public sealed class ReasonsTests : PartTests
{
    [Theory]
    [InlineData("Other", "桩没有说明原因。")]
    [InlineData("StoppedByEV", "车辆停止了充电。")]
    [InlineData("wallet.short", "卡主的余额不足。")]
    [InlineData("station.not-open", "充电站没有营业，刷卡开始的充电已停止。")]
    [InlineData("displaced", "桩在同一把枪上开始了另一次充电。")]
    [InlineData("link.lost", "桩长时间失去连接，按最后读数结束。")]
    [InlineData("0x4F", "桩的说明：0x4F")]
    public void Why_a_charge_stopped_is_a_sentence_without_holes(string code, string sentence) =>
        Assert.Equal(sentence, Services.GetRequiredService<IStringLocalizer<Words>>().Why(code));
}
