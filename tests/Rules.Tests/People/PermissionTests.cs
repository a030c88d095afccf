using Doorstep.Rules.People;

namespace Doorstep.Rules.Tests.People;

public sealed class PermissionTests
{
    private static readonly OrganisationId Ours = new("OURS");

    private static readonly OrganisationId Theirs = new("THEIRS");

    private static readonly (Role Role, Act Act)[] EveryCell =
        [.. from role in Enum.GetValues<Role>() from act in Enum.GetValues<Act>() select (role, act)];

    /// <summary>A row with a letter too few, or a forgotten act, throws here; a letter too many would be a role more.</summary>
    [Fact]
    public void The_table_has_one_answer_for_every_role_and_act_and_no_more()
    {
        Assert.All(EveryCell, cell => Assert.InRange(Permissions.Of(cell.Role, cell.Act), Reach.None, Reach.City));
        Assert.All(Enum.GetValues<Act>(), act => Assert.Throws<KeyNotFoundException>(() => Permissions.Of((Role)Enum.GetValues<Role>().Length, act)));
    }

    [Fact]
    public void No_provider_role_reaches_beyond_its_organisation_but_for_public_things_and_money_put_in() =>
        Assert.All(
            EveryCell.Where(c => c.Role.IsProvider() && Permissions.Of(c.Role, c.Act) == Reach.City),
            c => Assert.True(Permissions.Of(Role.Public, c.Act) == Reach.City || c.Act == Act.TopUpWallet, $"{c}"));

    [Fact]
    public void Residents_reach_only_what_is_their_own_or_public() =>
        Assert.All(
            EveryCell.Where(c => c.Role is Role.Resident or Role.Driver),
            c => Assert.Contains(Permissions.Of(c.Role, c.Act), new[] { Reach.None, Reach.Own, Permissions.Of(Role.Public, c.Act) }));

    [Fact]
    public void Only_the_city_reads_text_messages_and_only_city_and_auditor_the_whole_audit_log()
    {
        Assert.Equal([Role.City], Who(Act.ReadTextMessages, Reach.City));
        Assert.Equal([Role.City, Role.Auditor], Who(Act.ReadAudit, Reach.City));
        Assert.Equal([Role.City], Who(Act.ReadWallet, Reach.City));
    }

    [Fact]
    public void A_manager_acts_on_his_own_organisation_and_on_no_other()
    {
        var manager = Staff(Role.ProviderManager, Ours);
        Assert.Null(Permissions.Refuses(manager, Act.ChangeStation, Thing.Of(Ours)));
        Assert.Equal("people.not-allowed", Permissions.Refuses(manager, Act.ChangeStation, Thing.Of(Theirs))?.Code);
        Assert.Equal("people.not-allowed", Permissions.Refuses(manager, Act.ChangeStation, new())?.Code);
        Assert.Equal("people.not-allowed", Permissions.Refuses(manager with { Organisation = null }, Act.ChangeStation, new())?.Code);
    }

    [Fact]
    public void A_unit_leader_sees_his_own_communities_only()
    {
        var leader = Staff(Role.UnitLeader, Ours) with { Areas = ["420704001001"] };
        Assert.Null(Permissions.Refuses(leader, Act.ReadResident, Thing.Of(new ResidentId(1), "420704001001")));
        Assert.NotNull(Permissions.Refuses(leader, Act.ReadResident, Thing.Of(new ResidentId(1), "420704001002")));
        Assert.NotNull(Permissions.Refuses(leader, Act.ReadResident, Thing.Of(new ResidentId(1))));
        Assert.NotNull(Permissions.Refuses(leader, Act.ReadSession, Thing.Of(Ours, "420704002")));
    }

    [Fact]
    public void A_district_sees_the_inside_of_stations_in_its_district()
    {
        var district = Staff(Role.District, new("DIST")) with { Areas = ["420704"] };
        Assert.Null(Permissions.Refuses(district, Act.ReadStationInside, Thing.Of(Theirs, "420704001")));
        Assert.NotNull(Permissions.Refuses(district, Act.ReadStationInside, Thing.Of(Theirs, "420703001")));
    }

    [Fact]
    public void A_resident_reads_his_own_wallet_and_nobody_elses_and_the_public_is_asked_to_sign_in()
    {
        var wang = new Actor(7, "王", Role.Resident, null, [], "");
        Assert.Null(Permissions.Refuses(wang, Act.ReadWallet, Thing.Of(new ResidentId(7))));
        Assert.Equal("people.not-allowed", Permissions.Refuses(wang, Act.ReadWallet, Thing.Of(new ResidentId(8)))?.Code);
        Assert.Equal("people.not-allowed", Permissions.Refuses(wang, Act.ReadGrants, new(Staff: 7))?.Code);
        Assert.Equal("people.sign-in-needed", Permissions.Refuses(Actor.Anonymous(""), Act.ReadWallet, Thing.Of(new ResidentId(0)))?.Code);
    }

    [Fact]
    public void Roles_are_handed_out_by_the_city_and_within_his_organisation_by_a_manager()
    {
        var manager = Staff(Role.ProviderManager, Ours);
        Assert.Null(RoleRules.RefusesToGrant(Staff(Role.City, null), Role.Auditor, null, []));
        Assert.Null(RoleRules.RefusesToGrant(manager, Role.ProviderFinance, Ours, []));
        Assert.NotNull(RoleRules.RefusesToGrant(manager, Role.ProviderFinance, Theirs, []));
        Assert.NotNull(RoleRules.RefusesToGrant(manager, Role.City, Ours, []));
        Assert.NotNull(RoleRules.RefusesToGrant(manager with { Areas = ["420704"] }, Role.UnitLeader, Ours, []));
        Assert.NotNull(RoleRules.RefusesToGrant(Staff(Role.City, null), Role.Resident, null, []));
        Assert.NotNull(RoleRules.RefusesToGrant(Staff(Role.ProviderOperator, Ours), Role.ProviderOperator, Ours, []));
    }

    private static Role[] Who(Act act, Reach reach) => [.. Enum.GetValues<Role>().Where(r => Permissions.Of(r, act) == reach)];

    private static Actor Staff(Role role, OrganisationId? organisation) => new(99, "staff", role, organisation, [], "");
}
