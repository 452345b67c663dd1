using Campaign111.Features.Coverage;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Who may void or replace an entry, and until when.</summary>
public class CorrectionTests
{
    [Theory, OnEachDatabase]
    public async Task A_collaborator_corrects_their_own_entries_until_seven_days_after_the_last_day(string dialect)
    {
        await using var world = await CoverageWorld.CreateAsync(dialect);
        var collaborator = await world.CollaboratorAsync();
        var (early, late) = (CoverageWorld.Entry(households: 3), CoverageWorld.Entry(households: 4));
        await world.RecordAsync(early, collaborator);
        await world.RecordAsync(late, collaborator);

        // The last day is 29/9/2020.
        world.Clock.Now = new DateTimeOffset(2020, 10, 6, 16, 59, 0, TimeSpan.Zero);
        await world.Voids.WithdrawAsync(collaborator, Guid.Parse(early.Key!), "nhầm thôn");
        world.Clock.Now = new DateTimeOffset(2020, 10, 6, 17, 1, 0, TimeSpan.Zero);
        (await Should.ThrowAsync<EntryRefusedException>(() => world.Voids.WithdrawAsync(collaborator, Guid.Parse(late.Key!), "nhầm thôn"))).Message.ShouldContain("29/9/2020");
        var replaced = await world.RecordAsync(CoverageWorld.Entry(households: 5) with { Voids = late.Key }, collaborator);
        replaced.Status.ShouldBe(EntryStatus.Rejected);
        (await world.FigureAsync()).Reached.ShouldBe(4);

        await world.Voids.WithdrawAsync(world.Officer, Guid.Parse(late.Key!), "kiểm lại với thôn");
        (await world.FigureAsync()).Reached.ShouldBe(0);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Nobody_but_their_superiors_corrects_the_entries_of_another(string dialect)
    {
        await using var world = await CoverageWorld.CreateAsync(dialect);
        var (author, neighbour) = (await world.CollaboratorAsync(), await world.CollaboratorAsync(10));
        var entry = CoverageWorld.Entry(households: 3);
        await world.RecordAsync(entry, author);

        (await Should.ThrowAsync<EntryRefusedException>(() => world.Voids.WithdrawAsync(neighbour, Guid.Parse(entry.Key!), "nhầm"))).Message.ShouldContain("ctv.9");
        var replacement = CoverageWorld.Entry(households: 1) with { Voids = entry.Key };
        (await world.RecordAsync(replacement, neighbour)).Status.ShouldBe(EntryStatus.Rejected);
        (await world.RecordAsync(replacement, author)).Status.ShouldBe(EntryStatus.Stored);
        await world.Voids.CorrectAsync(world.DistrictOfficer, CoverageWorld.Entry(households: 2) with { Voids = replacement.Key }, "đếm lại");

        (await world.FigureAsync()).Reached.ShouldBe(2);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Captured_in_time_and_received_after_the_last_day_counts_in_time_and_is_marked(string dialect)
    {
        await using var world = await CoverageWorld.CreateAsync(dialect);
        world.Clock.Now = new DateTimeOffset(2020, 9, 30, 2, 0, 0, TimeSpan.Zero);

        var inTime = await world.RecordAsync(CoverageWorld.Entry() with { CapturedAt = "2020-09-29T20:00:00+07:00" });
        var after = await world.RecordAsync(CoverageWorld.Entry() with { CapturedAt = "2020-09-30T08:00:00+07:00" });

        inTime.Flags.ShouldBe([EntryFlags.LateSent]);
        after.Flags.ShouldBeEmpty();
        var days = await world.Database.ReadAsync(session => session.QueryAsync<DateOnly>("SELECT counted_day FROM coverage_entry ORDER BY id"));
        days.ShouldBe([new DateOnly(2020, 9, 29), new DateOnly(2020, 9, 30)]);
    }
}
