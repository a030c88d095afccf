using System.Globalization;
using Doorstep.Rules.Siting;
using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City.Census.Parts;

/// <summary>Anything drawn on the census's pages.</summary>
public abstract class CensusPart : Part
{
    [Inject]
    protected IStringLocalizer<CensusWords> K { get; private set; } = null!;

    protected static string N(double value) => value.ToString("0.#", CultureInfo.CurrentCulture);

    protected static string Whole(double value) => CensusStaffPage.Whole(value);

    protected static string Share(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    protected static string Tone(CommunityGap? gap) => CensusStaffPage.Tone(gap);
}
