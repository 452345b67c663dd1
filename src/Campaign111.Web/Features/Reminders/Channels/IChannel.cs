using Campaign111.Features.Reminders;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>A digest, ready to leave by any channel.</summary>
/// <param name="Address">E-mail address or telephone number.</param>
/// <param name="Recipient">Name of the person.</param>
/// <param name="MessageId">Stable: a second copy is known by it.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same for mail programs.</param>
public sealed record Mail(string Address, string Recipient, string MessageId, string Subject, string Text, string Html)
{
    /// <summary>For an SMS: at most a few hundred letters.</summary>
    public string Sms { get; init; } = "";

    /// <summary>The page where the work is done.</summary>
    public string Link { get; init; } = "";

    /// <summary>The day of the digest.</summary>
    public DateOnly Day { get; init; }

    /// <summary>"vi" or "en".</summary>
    public string Language { get; init; } = "vi";

    /// <summary>The lines that it tells.</summary>
    public IReadOnlyList<DigestLine> Lines { get; init; } = [];
}

/// <summary>A way out.</summary>
public interface IChannel
{
    /// <summary>Its code in the outbox.</summary>
    string Code { get; }

    /// <summary>Longest time that one sending may take; the lease outlives it.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Hands the message on, and says how for the attempt's record.</summary>
    /// <exception cref="DeliveryException">It was not taken.</exception>
    Task<string> SendAsync(Mail mail, CancellationToken cancel);
}
