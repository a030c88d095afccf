using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City;

/// <summary>A page of the city's officials, with the city's words.</summary>
public abstract class CityPage : StaffPage
{
    /// <summary>Who has business here; what each may do is the use cases' to say.</summary>
    public const string Officials = "City,District,Auditor";

    [Inject]
    protected IStringLocalizer<CityWords> C { get; private set; } = null!;

    private Dictionary<OrganisationId, string> Called { get; set; } = [];

    /// <summary>An organisation by its name, once <see cref="Call"/> has run; by its code before.</summary>
    protected string OrganisationName(OrganisationId organisation) => Called.GetValueOrDefault(organisation, organisation.Value);

    protected async Task Call(ListOrganisations organisations) =>
        Called = await organisations.Run(Who, new(Closed: true), Gone) is { Granted: true } listed ? listed.Value.ToDictionary(o => o.Code, o => Names.Choose(o.Name, o.EnglishName)) : [];
}
