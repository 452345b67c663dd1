using Campaign111.Platform.Jobs;

namespace Campaign111.Tests.Platform.Jobs;

public class JobRetriesTests
{
    [Fact]
    public void Waits_grow_differ_by_chance_and_end()
    {
        var retries = new JobRetries();

        retries.WaitAfter(1, 0.5).ShouldBe(TimeSpan.FromSeconds(30));
        retries.WaitAfter(1, 0).ShouldBe(TimeSpan.FromSeconds(24));
        retries.WaitAfter(1, 1).ShouldBe(TimeSpan.FromSeconds(36));
        Enumerable.Range(1, 5).Select(failures => retries.WaitAfter(failures, 0.5)!.Value).ShouldBeInOrder();
        retries.WaitAfter(6, 0.5).ShouldBeNull();
    }
}
