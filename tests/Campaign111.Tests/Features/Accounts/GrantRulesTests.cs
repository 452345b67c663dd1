using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Tests.Features.Accounts;

public class GrantRulesTests
{
    private const string Nation = "/1/";
    private const string Province = "/1/70/";
    private const string District = "/1/70/7/";
    private const string Commune = "/1/70/7/71/";
    private const string Neighbour = "/1/70/7/72/";
    private const string OtherProvince = "/1/701/";

    [Theory]
    [InlineData(Role.CommuneOfficer, Commune, Role.Collaborator, Commune, true)]
    [InlineData(Role.CommuneOfficer, Commune, Role.CommuneOfficer, Commune, true)]
    [InlineData(Role.CommuneOfficer, Commune, Role.Collaborator, Neighbour, false)]
    [InlineData(Role.CommuneOfficer, Commune, Role.DistrictOfficer, Commune, false)]
    [InlineData(Role.CommuneOfficer, Commune, Role.Inspector, Commune, false)]
    [InlineData(Role.DistrictOfficer, District, Role.CommuneOfficer, Commune, true)]
    [InlineData(Role.DistrictOfficer, District, Role.CommuneOfficer, Province, false)]
    [InlineData(Role.ProvinceCommittee, Province, Role.PressOffice, Province, true)]
    [InlineData(Role.ProvinceCommittee, Province, Role.Administrator, Province, false)]
    [InlineData(Role.ProvinceCommittee, Province, Role.CommuneOfficer, OtherProvince, false)]
    [InlineData(Role.Administrator, Nation, Role.Administrator, Nation, true)]
    [InlineData(Role.Collaborator, Commune, Role.Collaborator, Commune, false)]
    [InlineData(Role.PressOffice, Province, Role.PressOffice, Province, false)]
    [InlineData(Role.Inspector, Province, Role.Collaborator, Commune, false)]
    public void Nobody_gives_more_than_they_have_or_outside_their_area(Role own, string at, Role given, string there, bool may) =>
        GrantRules.MayGrant([Of(own, at)], given, there).ShouldBe(may);

    [Fact]
    public void Whatever_can_be_given_allows_nothing_that_the_giver_may_not_do()
    {
        foreach (var own in Enum.GetValues<Role>())
        {
            foreach (var given in Enum.GetValues<Role>().Where(role => GrantRules.MayGrant([Of(own, Province)], role, Commune)))
            {
                Enum.GetValues<Permission>().Where(permission => RoleGrants.Allows(given, permission) && !RoleGrants.Allows(own, permission))
                    .ShouldBeEmpty($"{own} gives {given}");
            }
        }
    }

    [Theory]
    [InlineData(Role.CommuneOfficer, Commune, Role.Collaborator, Commune, true)]
    [InlineData(Role.CommuneOfficer, Commune, Role.CommuneOfficer, Commune, false)]
    [InlineData(Role.CommuneOfficer, Commune, Role.Administrator, Commune, false)]
    [InlineData(Role.DistrictOfficer, District, Role.CommuneOfficer, Commune, true)]
    [InlineData(Role.DistrictOfficer, District, Role.ProvinceCommittee, Province, false)]
    [InlineData(Role.ProvinceCommittee, Province, Role.ProvinceCommittee, Province, false)]
    [InlineData(Role.Administrator, Nation, Role.Administrator, Nation, true)]
    public void A_new_password_link_comes_from_above(Role own, string at, Role theirs, string there, bool may) =>
        GrantRules.StandsAbove([Of(own, at)], [Of(theirs, there)]).ShouldBe(may);

    [Fact]
    public void One_role_out_of_reach_puts_the_whole_person_out_of_reach()
    {
        Membership[] district = [Of(Role.DistrictOfficer, District)];

        GrantRules.StandsAbove(district, [Of(Role.CommuneOfficer, Commune)]).ShouldBeTrue();
        GrantRules.StandsAbove(district, [Of(Role.CommuneOfficer, Commune), Of(Role.Administrator, Nation)]).ShouldBeFalse();
        GrantRules.StandsAbove(district, []).ShouldBeFalse();
        GrantRules.StandsAbove([Of(Role.Administrator, Nation)], []).ShouldBeTrue();
    }

    [Fact]
    public void The_choice_of_roles_fits_the_level()
    {
        GrantRules.Grantable([Of(Role.ProvinceCommittee, Province)], Commune, UnitLevel.Commune)
            .ShouldBe([Role.CommuneOfficer, Role.Collaborator, Role.PressOffice, Role.Department, Role.Inspector, Role.Observer]);
        GrantRules.Grantable([Of(Role.CommuneOfficer, Commune)], Commune, UnitLevel.Hamlet).ShouldBe([Role.Collaborator]);
    }

    [Fact]
    public void Roles_are_read_by_code_and_by_name_in_both_languages()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            RoleCodes.Parse(role.Code()).ShouldBe(role);
            RoleTexts.Read(role.Code().ToUpperInvariant()).ShouldBe(role);
            RoleTexts.Read(role.Name()).ShouldBe(role);
        }

        RoleTexts.Read("can bo xa").ShouldBe(Role.CommuneOfficer);
        RoleTexts.Read("Commune officer").ShouldBe(Role.CommuneOfficer);
        RoleTexts.Read("chủ tịch").ShouldBeNull();
        RoleCodes.Find("Administrator").ShouldBeNull();
    }

    private static Membership Of(Role role, string path) => new(role, 1, path);
}
