using Campaign111.Platform.Audit;

namespace Campaign111.Platform.Jobs;

/// <summary>Work that was given up and waits for an administrator.</summary>
/// <param name="Id">Within its source.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Error">What the last attempt said.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(long Id, string What, string Error, int Attempts, DateTimeOffset At);

/// <summary>A place where given-up work is kept: the jobs themselves, the outbox of messages.</summary>
public interface IDeadLetters
{
    /// <summary>In addresses: "jobs", "messages".</summary>
    string Code { get; }

    /// <summary>For people, in the current language.</summary>
    string Name { get; }

    /// <summary>Newest first, below an id.</summary>
    Task<IReadOnlyList<DeadLetter>> PageAsync(long? before, int take, CancellationToken cancel = default);

    /// <summary>Gives it another series of attempts; false when it is no longer there. Leaves an audit event.</summary>
    Task<bool> RetryAsync(long id, Actor actor, CancellationToken cancel = default);

    /// <summary>Lets it go for good, with the reason; false when it is no longer there. Leaves an audit event.</summary>
    Task<bool> DropAsync(long id, Actor actor, string reason, CancellationToken cancel = default);
}
