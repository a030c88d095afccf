using Doorstep.Rules.People;
using Doorstep.Web.Shell.Layouts;

namespace Doorstep.Web.Tests.Shell;

public sealed class StaffSectionsTests
{
    [Fact]
    public void An_operator_is_not_led_to_the_money_nor_to_the_staff_and_a_manager_is()
    {
        Assert.DoesNotContain("/provider/settlement", Seen(StaffSections.Provider, Role.ProviderOperator));
        Assert.DoesNotContain("/provider/staff", Seen(StaffSections.Provider, Role.ProviderOperator));
        Assert.Equal(StaffSections.Provider.Links.Select(l => l.Href), Seen(StaffSections.Provider, Role.ProviderManager));
    }

    [Fact]
    public void A_district_is_not_led_to_residents_messages_or_the_log_and_the_city_to_everything()
    {
        Assert.Empty(Seen(StaffSections.City, Role.District).Intersect(["/city/residents", "/city/messages", "/city/audit"]));
        Assert.Equal(StaffSections.City.Links.Select(l => l.Href), Seen(StaffSections.City, Role.City));
        Assert.Contains("/city/audit", Seen(StaffSections.City, Role.Auditor));
    }

    private static IEnumerable<string> Seen(StaffSections sections, Role role) => sections.For(role).Select(l => l.Href);
}
