using System.Globalization;
using Bunit;
using Doorstep.App;
using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Web.Tests;

/// <summary>A page drawn without a server: Chinese, at 22:40 on 3 July 2026 in the city.</summary>
public abstract class PartTests : BunitContext
{
    protected static readonly DateTimeOffset Evening = new(2026, 7, 3, 14, 40, 0, TimeSpan.Zero);

    protected PartTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLocalization();
        Services.AddSingleton(new CityClock(new FakeTimeProvider(Evening)));
        Services.AddSingleton<Figures>();
        Services.AddSingleton<RefusalSentences>();
        Services.AddSingleton(new PageSettings());
    }
}
