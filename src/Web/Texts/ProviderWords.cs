namespace Doorstep.Web.Texts;

/// <summary>The words of the provider's pages: `ProviderWords.resx` is Chinese, `ProviderWords.en.resx` English and complete.</summary>
public sealed class ProviderWords;
