using System.Diagnostics;
using System.Globalization;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills;

/// <summary>kill -9 while entries arrive. Five rounds; fifty with CAMPAIGN111_DRILLS=1. Each safeguard is also taken away once: the same
/// checker must then find what the safeguard prevents.</summary>
public class KillDrillTests
{
    private const string DropUniqueKey = "DROP INDEX ux_coverage_entry_key; CREATE INDEX ux_coverage_entry_key ON coverage_entry (entry_key);";

    private static int Rounds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 50 : 5;

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_once_each()
    {
        var field = await Field.CreateAsync();
        var random = new Random(111);
        for (var round = 1; round <= Rounds; round++)
        {
            await KillAsync(field, TimeSpan.FromMilliseconds(random.Next(20, 1000)));
            (await field.CheckAsync()).ShouldBeEmpty($"round {round}");
        }

        field.Acknowledged.ShouldBeGreaterThan(Rounds * 5);
        // The last kill too: the product starts on what was left behind.
        await (await field.ServeAsync()).DisposeAsync();
        (await field.CheckAsync()).ShouldBeEmpty();
        field.Remove();
    }

    [Fact]
    public async Task Without_the_unique_key_the_checker_finds_entries_stored_twice()
    {
        var field = await Field.CreateAsync();
        await field.AlterAsync(DropUniqueKey);

        await KillAsync(field, TimeSpan.FromSeconds(3));

        (await field.CheckAsync()).ShouldContain(problem => problem.Contains("more than once", StringComparison.Ordinal));
        field.Remove();
    }

    [Fact]
    public async Task An_answer_before_the_commit_is_found_out()
    {
        var field = await Field.CreateAsync();

        await KillAsync(field, TimeSpan.FromSeconds(2), AnswersBeforeCommit.Environment);

        field.Acknowledged.ShouldBeGreaterThan(0);
        (await field.CheckAsync()).ShouldContain(problem => problem.Contains("are missing", StringComparison.Ordinal));
        field.Remove();
    }

    [Fact]
    public async Task Each_acknowledged_group_is_forced_to_the_disk()
    {
        var field = await Field.CreateAsync();
        await using var product = await field.ServeAsync();
        await field.SendAsync(product.Address, 3, 1);

        var alone = await FsyncsAsync(product, () => field.SendAsync(product.Address, 20, 1));
        var together = await FsyncsAsync(product, () => field.SendAsync(product.Address, 400, 32));

        alone.ShouldBeGreaterThanOrEqualTo(20, "each request waits for its own commit");
        together.ShouldBeGreaterThan(0);
        together.ShouldBeLessThan(400, "requests that wait are committed together");
        await product.KillAsync();
        (await field.CheckAsync()).ShouldBeEmpty();
        field.Remove();
    }

    private static async Task KillAsync(Field field, TimeSpan after, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var product = await field.ServeAsync(environment);
        using var killed = new CancellationTokenSource();
        var before = field.Acknowledged;
        var sending = field.SendUntilItDiesAsync(product.Address, killed.Token);
        // A busy machine warms up slowly: the time runs from the first answer, so that each round kills work under way.
        for (var wait = 0; wait < 600 && field.Acknowledged == before; wait++)
        {
            await Task.Delay(50);
        }

        await Task.Delay(after);
        await product.KillAsync();
        await killed.CancelAsync();
        await sending;
    }

    /// <summary>Counts fsync and fdatasync of the product's process while something happens.</summary>
    private static async Task<int> FsyncsAsync(ProductProcess product, Func<Task> during)
    {
        var log = Path.GetTempFileName();
        var start = new ProcessStartInfo("strace") { RedirectStandardError = true };
        foreach (var argument in new[] { "-f", "-e", "trace=fsync,fdatasync", "-o", log, "-p", product.Id.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var strace = Process.Start(start)!;
        (await strace.StandardError.ReadLineAsync()).ShouldNotBeNull().ShouldContain("attached");
        await during();
        // SIGTERM makes it detach and write what it has seen; Kill would lose both.
        using (var stop = Process.Start("kill", strace.Id.ToString(CultureInfo.InvariantCulture)))
        {
            await stop.WaitForExitAsync();
        }

        await strace.WaitForExitAsync();
        var calls = (await File.ReadAllLinesAsync(log)).Count(line => line.Contains("sync(", StringComparison.Ordinal));
        File.Delete(log);
        return calls;
    }
}
