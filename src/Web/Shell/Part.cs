using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Shell;

/// <summary>Anything drawn: it has words, it can say figures and refusals.</summary>
public abstract class Part : ComponentBase
{
    [Inject]
    protected IStringLocalizer<Words> T { get; private set; } = null!;

    [Inject]
    protected Figures Say { get; private set; } = null!;

    [Inject]
    protected RefusalSentences Refusals { get; private set; } = null!;
}
