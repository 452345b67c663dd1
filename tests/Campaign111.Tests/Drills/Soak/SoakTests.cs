namespace Campaign111.Tests.Drills.Soak;

/// <summary>Phones in bad weather while the server is killed again and again: four phones and three kills; ten phones with 2,000 entries each and
/// twenty kills with CAMPAIGN111_DRILLS=1. Each safeguard is also taken away once: the same check must then find it out.</summary>
public class SoakTests
{
    private const string DropUniqueKey = "DROP INDEX ux_coverage_entry_key; CREATE INDEX ux_coverage_entry_key ON coverage_entry (entry_key);";

    // What needs no crash to show.
    private static readonly SoakPlan Calm = SoakPlan.Small with { Kills = 0 };

    [Fact]
    public async Task Phones_in_bad_weather_and_kill_9_lose_nothing_and_store_nothing_twice()
    {
        var ground = await SoakGround.CreateAsync(SoakPlan.Current.Communes);

        (await new SoakRun(SoakPlan.Current, ground).RunAsync()).ShouldBeEmpty();
        ground.Remove();
    }

    [Fact]
    public async Task Without_the_unique_key_the_soak_finds_entries_stored_twice()
    {
        var ground = await SoakGround.CreateAsync(SoakPlan.Small.Communes);
        await ground.AlterAsync(DropUniqueKey);

        var problems = await new SoakRun(Calm, ground).RunAsync();

        problems.ShouldContain(problem => problem.Contains("keys are stored more than once", StringComparison.Ordinal));
        ground.Remove();
    }

    [Fact]
    public async Task With_an_answer_before_the_commit_the_soak_finds_entries_lost()
    {
        var ground = await SoakGround.CreateAsync(SoakPlan.Small.Communes);

        var problems = await new SoakRun(SoakPlan.Small, ground, environment: AnswersBeforeCommit.Environment).RunAsync();

        problems.ShouldContain(problem => problem.Contains("acknowledged entries are missing", StringComparison.Ordinal));
        ground.Remove();
    }

    [Fact]
    public async Task With_new_keys_at_each_try_the_soak_finds_taps_stored_twice()
    {
        var ground = await SoakGround.CreateAsync(SoakPlan.Small.Communes);

        var problems = await new SoakRun(Calm, ground, PhoneFault.NewKeyAtRetry).RunAsync();

        problems.ShouldContain(problem => problem.Contains("taps are stored more than once", StringComparison.Ordinal));
        ground.Remove();
    }

    [Fact]
    public async Task With_a_queue_emptied_before_the_answer_the_soak_finds_entries_lost()
    {
        var ground = await SoakGround.CreateAsync(SoakPlan.Small.Communes);

        var problems = await new SoakRun(Calm, ground, PhoneFault.ForgetsWhenSent).RunAsync();

        problems.ShouldContain(problem => problem.Contains("acknowledged entries are missing", StringComparison.Ordinal));
        ground.Remove();
    }
}
