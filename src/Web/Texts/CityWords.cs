namespace Doorstep.Web.Texts;

/// <summary>The words of the city's pages: `CityWords.resx` is Chinese, `CityWords.en.resx` English and complete.</summary>
public sealed class CityWords;
