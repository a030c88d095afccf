using System.Globalization;
using Doorstep.Rules;
using Doorstep.Web.Texts;

namespace Doorstep.Host.Commands;

/// <summary>A refusal on a terminal: the sentence people read on the pages too, in the terminal's language.</summary>
internal static class Told
{
    public static bool IsChinese => Language(Environment.GetEnvironmentVariable) == Cultures.Chinese;

    public static string Of(Refusal refusal)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<RefusalSentences>().BuildServiceProvider();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language(Environment.GetEnvironmentVariable));
        try
        {
            return services.GetRequiredService<RefusalSentences>().Say(refusal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>As POSIX has it: the first of the three that is set. The commands themselves speak English, so what is not Chinese is English.</summary>
    internal static string Language(Func<string, string?> variable)
    {
        string[] names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        var said = names.Select(variable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return said is null ? Cultures.English : Cultures.Find(said) ?? Cultures.English;
    }
}
