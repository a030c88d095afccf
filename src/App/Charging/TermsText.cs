using System.Runtime.CompilerServices;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Charging;

/// <summary>Terms as they are stored. Many sessions share one set of terms, so their text is written once.</summary>
internal static class TermsText
{
    private static readonly ConditionalWeakTable<Terms, string> Written = [];

    public static string Of(Terms? terms) => terms is null ? "" : Written.GetValue(terms, PricingJson.Write);
}
