namespace Doorstep.Web.Texts;

/// <summary>
/// The sentence of every refusal, under the refusal's own code (`wallet.short`), with its facts as {name}: what happened, what was
/// kept, what to do next. `Refusals.resx` is Chinese, `Refusals.en.resx` English; a test holds them complete.
/// </summary>
public sealed class Refusals;
