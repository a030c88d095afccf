using Doorstep.Rules.People;
using Doorstep.Web.City;
using Doorstep.Web.City.Census;
using Doorstep.Web.City.Siting;
using Doorstep.Web.Provider;

namespace Doorstep.Web.Shell.Layouts;

/// <summary>A section of the rail; the word is a key of <see cref="Texts.Words"/>.</summary>
/// <param name="Needs">What the section's page reads; who may not is not led there.</param>
/// <param name="Roles">Who has business in this part of the desk at all, as the pages themselves say it.</param>
internal sealed record StaffLink(string Href, string Icon, string Word, Act Needs, string Roles)
{
    public bool Opens(Role role) => Permissions.Of(role, Needs) is not Reach.None && Roles.Split(',').Contains(role.ToString(), StringComparer.Ordinal);
}

/// <summary>The sections of the rail for one audience; the first a reader may open is his home.</summary>
internal sealed record StaffSections(string Title, IReadOnlyList<StaffLink> Links)
{
    public static readonly StaffSections Provider = new(
        "Staff.Provider",
        [
            new("/provider", "wall", "Staff.Wall", Act.ReadStationInside, ProviderPage.Roles),
            new("/provider/stations", "pin", "Staff.Stations", Act.ReadStationInside, ProviderPage.Roles),
            new("/provider/sessions", "bolt", "Staff.Sessions", Act.ReadSession, ProviderPage.Roles),
            new("/provider/tariffs", "chart", "Staff.Tariffs", Act.ReadTariff, ProviderPage.Roles),
            new("/provider/settlement", "wallet", "Staff.Settlement", Act.ReadLedger, ProviderPage.Roles),
            new("/provider/staff", "person", "Staff.People", Act.ReadStaff, ProviderPage.Roles),
            new("/provider/audit", "list", "Staff.Audit", Act.ReadAudit, ProviderPage.Managers),
        ]);

    public static readonly StaffSections City = new(
        "Staff.City",
        [
            new("/city", "map", "Staff.Overview", Act.ReadOrganisation, CityPage.Officials),
            new("/city/organisations", "house", "Staff.Organisations", Act.ReadOrganisation, CityPage.Officials),
            new("/city/stations", "pin", "Staff.Stations", Act.ReadStationInside, CityPage.Officials),
            new("/city/census", "house", "Staff.Census", Act.ReadCensus, CensusStaffPage.Readers),
            new("/city/sites", "plug", "Staff.Sites", Act.ReadSite, CensusStaffPage.Readers),
            new("/city/siting", "chart", "Staff.Siting", Act.ReadPlan, StudioPage.Planners),
            new("/city/residents", "person", "Staff.Residents", Act.ReadResident, CityPage.Officials),
            new("/city/settings", "settings", "Staff.Settings", Act.ReadCitySetting, CityPage.Officials),
            new("/city/messages", "message", "Staff.Messages", Act.ReadTextMessages, CityPage.Officials),
            new("/city/audit", "list", "Staff.Audit", Act.ReadAudit, CityPage.Officials),
        ]);

    /// <summary>What a role is led to.</summary>
    public IReadOnlyList<StaffLink> For(Role role) => [.. Links.Where(l => l.Opens(role))];
}
