using Campaign111.Features.Campaigns;
using Campaign111.Features.Dashboards;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>Whose deadline measures a unit.</summary>
public class ViewerTests
{
    private static readonly Campaign Campaign = new() { UnitPath = "/1/70/" };
    private static readonly Unit Commune = new() { Id = 25318, Path = "/1/70/693/25318/" };

    [Fact]
    public void An_office_looks_from_where_it_stands() =>
        Viewer.Path([new Membership(Role.DistrictOfficer, 693, "/1/70/693/")], Commune, Campaign).ShouldBe("/1/70/693/");

    [Fact]
    public void With_two_offices_the_superior_one_looks() =>
        Viewer.Path([new Membership(Role.CommuneOfficer, 25318, Commune.Path), new Membership(Role.ProvinceCommittee, 70, "/1/70/")], Commune, Campaign).ShouldBe("/1/70/");

    [Fact]
    public void An_office_elsewhere_or_without_reading_does_not_count() =>
        Viewer.Path(
            [new Membership(Role.DistrictOfficer, 695, "/1/70/695/"), new Membership(Role.PressOffice, 1, "/1/"), new Membership(Role.CommuneOfficer, 25318, Commune.Path)],
            Commune, Campaign).ShouldBe(Commune.Path);

    [Fact]
    public void A_national_observer_looks_as_the_nation() =>
        Viewer.Path([new Membership(Role.Observer, 1, "/1/")], Commune, Campaign).ShouldBe("/1/");

    [Fact]
    public void An_administrator_looks_as_the_unit_that_runs_the_campaign() =>
        Viewer.Path([new Membership(Role.Administrator, 1, "/1/")], Commune, Campaign).ShouldBe("/1/70/");
}
