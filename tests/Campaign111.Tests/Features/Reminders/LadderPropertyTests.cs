using Campaign111.Platform.Time;
using Campaign111.Tests.Features.Reminders.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>Random hierarchies with and without districts, people, deadlines, amendments, holidays, coverage histories, acknowledgements and days of
/// rest: the product reminds exactly whom the plain model reminds, and nobody gets more than one digest a day, none on a quiet one.</summary>
public class LadderPropertyTests
{
    private static int Stories => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 300 : 25;

    private static readonly Arbitrary<Story> Any = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(Story.Of), story => story.Simpler());

    [Fact]
    public void Reminders_are_those_of_the_model_and_digests_one_a_day() =>
        Prop.ForAll(Any, Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Stories));

    [Fact]
    public void The_stories_are_worth_telling()
    {
        var codes = new List<string>();
        for (var seed = 1; seed <= 40; seed++)
        {
            var (model, story) = (new SimpleModel(Story.Of(seed)), Story.Of(seed));
            for (var day = 0; day < Story.Length; day++)
            {
                story.Events.Where(happened => happened.Day == day).ToList().ForEach(model.Happens);
                codes.AddRange(model.Sweep(Story.Start.AddDays(day)).Select(line => line.Split('|')[2]));
            }
        }

        // Every rung, silence, and both climbs come up: a model that reminded nobody would agree with a product that does not.
        new[] { "t-30", "t-14", "t-7", "t-3", "t-1", "overdue+1", "overdue+7", "silent" }.ShouldAllBe(code => codes.Contains(code));
        codes.ShouldContain(code => code.EndsWith("/1", StringComparison.Ordinal));
        codes.ShouldContain(code => code.EndsWith("/2", StringComparison.Ordinal));
        codes.Count.ShouldBeGreaterThan(500);
    }

    private static Property Holds(Story story)
    {
        var problems = Problems(story);
        return (problems.Count == 0).Label(string.Join('\n', problems));
    }

    private static IReadOnlyList<string> Problems(Story story) => Task.Run(() => PlayAsync(story)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<string>> PlayAsync(Story story)
    {
        await using var world = await StoryWorld.CreateAsync(story);
        var model = new SimpleModel(story);
        var problems = new List<string>();
        var arrived = new List<(string Address, DateOnly On)>();
        for (var day = 0; day < Story.Length; day++)
        {
            var today = Story.Start.AddDays(day);
            foreach (var happened in story.Events.Where(happened => happened.Day == day))
            {
                await world.HappensAsync(happened, model);
                model.Happens(happened);
            }

            var (expected, found) = (model.Sweep(today).Order().ToList(), (await world.SweepAsync(today)).Order().ToList());
            if (!expected.SequenceEqual(found))
            {
                problems.Add($"{today:d/M}: the model reminds [{string.Join("; ", expected.Except(found))}], the product [{string.Join("; ", found.Except(expected))}]");
                return problems;
            }

            arrived.AddRange(await DeliverAsync(world, today));
        }

        var mutes = await world.MutesAsync();
        problems.AddRange(arrived.GroupBy(mail => mail).Where(group => group.Count() > 1).Select(group => $"{group.Key} got {group.Count()} digests"));
        problems.AddRange(arrived.Where(mail => !model.Works(mail.On)).Select(mail => $"{mail} is a quiet day"));
        problems.AddRange(arrived.Where(mail => mutes.ContainsKey((world.AccountOf(mail.Address), mail.On))).Select(mail => $"{mail} was a day of rest"));
        return problems;
    }

    // The dispatcher looks in all day long, at night too.
    private static async Task<IReadOnlyList<(string, DateOnly)>> DeliverAsync(StoryWorld world, DateOnly today)
    {
        world.Mails.Sent.Clear();
        foreach (var hour in new[] { 3, 8, 23 })
        {
            world.Time.Now = VietnamTime.At(today, new TimeOnly(hour, 0));
            await world.DispatchAsync();
        }

        return [.. world.Mails.Sent.Select(mail => (mail.Address, today))];
    }
}
