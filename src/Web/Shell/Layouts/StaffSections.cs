using Doorstep.Rules.People;

namespace Doorstep.Web.Shell.Layouts;

/// <summary>The sections of the rail for one audience; words are keys of <see cref="Texts.Words"/>, the first link is the audience's home.</summary>
internal sealed record StaffSections(string Title, IReadOnlyList<(string Href, string Icon, string Word, Act For)> Links)
{
    /// <summary>The sections a role has any business in; nobody is led to a page that will refuse him.</summary>
    public IEnumerable<(string Href, string Icon, string Word, Act For)> Of(Role role) => Links.Where(link => Permissions.Of(role, link.For) is not Reach.None);

    public static readonly StaffSections Provider = new(
        "Staff.Provider",
        [
            ("/provider", "wall", "Staff.Wall", Act.ReadStationInside),
            ("/provider/stations", "pin", "Staff.Stations", Act.ReadStationInside),
            ("/provider/sessions", "bolt", "Staff.Sessions", Act.ReadSession),
            ("/provider/tariffs", "chart", "Staff.Tariffs", Act.ReadTariff),
            ("/provider/settlement", "wallet", "Staff.Settlement", Act.ReadLedger),
            ("/provider/staff", "person", "Staff.People", Act.ReadStaff),
        ]);

    public static readonly StaffSections City = new(
        "Staff.City",
        [
            ("/city", "map", "Staff.Overview", Act.ReadStationInside),
            ("/city/organisations", "house", "Staff.Organisations", Act.ReadOrganisation),
            ("/city/stations", "pin", "Staff.Stations", Act.ReadStationInside),
            ("/city/census", "house", "Staff.Census", Act.ReadCensus),
            ("/city/sites", "plug", "Staff.Sites", Act.ReadSite),
            ("/city/siting", "chart", "Staff.Siting", Act.ReadPlan),
            ("/city/residents", "person", "Staff.Residents", Act.ReadResident),
            ("/city/settings", "settings", "Staff.Settings", Act.ReadCitySetting),
            ("/city/messages", "message", "Staff.Messages", Act.ReadTextMessages),
            ("/city/audit", "list", "Staff.Audit", Act.ReadAudit),
        ]);
}
