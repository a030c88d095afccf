using Doorstep.Rules.People;
using Doorstep.Web.Shell.Layouts;

namespace Doorstep.Web.Tests.Shell;

public sealed class StaffSectionsTests
{
    [Theory]
    [InlineData(Role.District, "/city /city/organisations /city/stations /city/census /city/sites /city/siting /city/settings")]
    [InlineData(Role.Grid, "/city/sites")]
    [InlineData(Role.Auditor, "/city /city/organisations /city/settings /city/audit")]
    public void An_official_is_led_only_where_he_may_go(Role role, string sections) =>
        Assert.Equal(sections.Split(' '), StaffSections.City.For(role).Select(l => l.Href));

    [Fact]
    public void The_city_is_led_everywhere() => Assert.Equal(StaffSections.City.Links, StaffSections.City.For(Role.City));

    [Fact]
    public void A_technician_is_not_led_to_the_money_nor_to_what_his_colleagues_did() =>
        Assert.DoesNotContain(StaffSections.Provider.For(Role.ProviderTechnician), l => l.Href is "/provider/settlement" or "/provider/staff" or "/provider/audit");

    [Fact]
    public void A_manager_is_led_everywhere_in_his_house() => Assert.Equal(StaffSections.Provider.Links, StaffSections.Provider.For(Role.ProviderManager));
}
