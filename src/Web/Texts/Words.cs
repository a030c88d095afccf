namespace Doorstep.Web.Texts;

/// <summary>
/// The words of the resident and public pages and of the shell: `Words.resx` is Chinese, the default; `Words.en.resx` is English and
/// complete. Ask for them through <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/>.
/// </summary>
public sealed class Words;
