namespace Doorstep.Web.Texts;

/// <summary>The words of the census, of candidate sites and of the committee's survey: `CensusWords.resx` is Chinese, `CensusWords.en.resx` English and complete.</summary>
public sealed class CensusWords;
