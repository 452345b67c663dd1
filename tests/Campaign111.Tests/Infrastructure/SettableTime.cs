namespace Campaign111.Tests.Infrastructure;

/// <summary>A clock that stands until the test moves it.</summary>
public sealed class SettableTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
