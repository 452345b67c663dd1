using Campaign111.Features.Coverage;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageWorld;

namespace Campaign111.Tests.Features.Coverage.History;

public class TargetSourcesTests
{
    [Theory, OnEachDatabase]
    public async Task A_past_day_rests_on_the_denominators_of_then(string dialect)
    {
        await using var world = await CreateAsync(dialect, Now.AddDays(-30));
        var sources = new TargetSources(world.Database);
        var (before, after) = (DateOnly.FromDateTime(Now.AddDays(-20).Date), DateOnly.FromDateTime(Now.AddDays(-5).Date));
        (await sources.InForceAsync(world.Communes[0], after)).ShouldHaveSingleItem().Line.ShouldBe("Tổng điều tra 1/4/2019 (1/4/2019, hệ thống)");

        world.Clock.Now = Now.AddDays(-10);
        var hamlet = await world.HamletAsync("25318/thon-1");
        await world.Targets.SetAsync(new Actor(8, "huyen.dongphu"), [new TargetInput(hamlet, world.Communes[0], 130, "Rà soát 20/8/2020", new DateOnly(2020, 8, 20))]);

        (await sources.InForceAsync(world.Communes[0], before)).Select(source => (source.Source, source.Households)).ShouldBe([("Tổng điều tra 1/4/2019", 400L)]);
        var now = await sources.InForceAsync(world.Communes[0], after);
        now.Select(source => (source.Source, source.Households, source.Hamlets)).ShouldBe([("Tổng điều tra 1/4/2019", 300L, 3L), ("Rà soát 20/8/2020", 130L, 1L)]);
        now[1].Line.ShouldBe("Rà soát 20/8/2020 (20/8/2020, huyen.dongphu)");
        TargetSources.Line(now).ShouldEndWith("và 1 nguồn khác");
        (await world.History.AsReportedAsync(world.Campaign.Id, [world.Communes[0], world.Province], before)).Select(figure => figure.Target).ShouldBe([400L, 800L]);
        (await world.History.AsReportedAsync(world.Campaign.Id, [world.Communes[0], world.Province], after)).Select(figure => figure.Target).ShouldBe([430L, 830L]);
        (await sources.BelowAsync(world.Nation)).Select(source => source.Households).ShouldBe([700L, 130L]);
    }
}
