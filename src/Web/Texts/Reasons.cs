using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Texts;

/// <summary>Why a session failed, stopped or is disputed, as a sentence; a pile's own words are shown as its own words.</summary>
public static class Reasons
{
    public static string Why(this IStringLocalizer<Words> words, string code)
    {
        var known = words[$"Reason.{code}"];
        return known.ResourceNotFound ? words["Reason.Said", code] : known.Value;
    }
}
