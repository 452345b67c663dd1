namespace Campaign111.Features.Reminders.Channels;

/// <summary>A message was not taken; the text says why.</summary>
/// <param name="message">The receiver's own words, without secrets.</param>
/// <param name="permanent">Trying again cannot help: the address does not exist, the receiver wants nothing.</param>
/// <param name="inner">What went wrong below.</param>
public sealed class DeliveryException(string message, bool permanent, Exception? inner = null) : Exception(message, inner)
{
    public bool Permanent { get; } = permanent;

    /// <summary>The receiver asked to wait so long; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
