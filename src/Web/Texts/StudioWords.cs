namespace Doorstep.Web.Texts;

/// <summary>The words of the siting studio and of calls for projects: `StudioWords.resx` is Chinese, `StudioWords.en.resx` English and complete.</summary>
public sealed class StudioWords;
