namespace Doorstep.Web.Shell.Layouts;

/// <summary>The sections of the rail for one audience; words are keys of <see cref="Texts.Words"/>, the first link is the audience's home.</summary>
internal sealed record StaffSections(string Title, IReadOnlyList<(string Href, string Icon, string Word)> Links)
{
    public static readonly StaffSections Provider = new(
        "Staff.Provider",
        [
            ("/provider", "wall", "Staff.Wall"),
            ("/provider/stations", "pin", "Staff.Stations"),
            ("/provider/sessions", "bolt", "Staff.Sessions"),
            ("/provider/tariffs", "chart", "Staff.Tariffs"),
            ("/provider/settlement", "wallet", "Staff.Settlement"),
            ("/provider/staff", "person", "Staff.People"),
        ]);

    public static readonly StaffSections City = new(
        "Staff.City",
        [
            ("/city", "map", "Staff.Overview"),
            ("/city/organisations", "house", "Staff.Organisations"),
            ("/city/stations", "pin", "Staff.Stations"),
            ("/city/census", "house", "Staff.Census"),
            ("/city/sites", "plug", "Staff.Sites"),
            ("/city/siting", "chart", "Staff.Siting"),
            ("/city/residents", "person", "Staff.Residents"),
            ("/city/settings", "settings", "Staff.Settings"),
            ("/city/messages", "info", "Staff.Messages"),
            ("/city/audit", "list", "Staff.Audit"),
        ]);
}
