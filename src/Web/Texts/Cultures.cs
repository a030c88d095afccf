using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace Doorstep.Web.Texts;

/// <summary>Chinese unless the visitor chose English: by the cookie of the language switch, else by what the browser asks for.</summary>
public static class Cultures
{
    public const string Chinese = "zh-CN";

    public const string English = "en";

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The supported culture a text names, or null.</summary>
    public static string? Find(string? name) => name switch
    {
        null => null,
        _ when name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => Chinese,
        _ when name.StartsWith("en", StringComparison.OrdinalIgnoreCase) => English,
        _ => null,
    };

    internal static void Configure(RequestLocalizationOptions options)
    {
        string[] supported = [Chinese, English];
        options.SetDefaultCulture(Chinese).AddSupportedCultures(supported).AddSupportedUICultures(supported);
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    }
}
