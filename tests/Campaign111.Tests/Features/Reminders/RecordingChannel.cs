using Campaign111.Features.Reminders.Channels;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>Takes every mail and remembers it.</summary>
internal sealed class RecordingChannel : IChannel
{
    public List<Mail> Sent { get; } = [];

    public string Code => ChannelCodes.Mail;

    public TimeSpan Timeout => TimeSpan.FromSeconds(1);

    public Task<string> SendAsync(Mail mail, CancellationToken cancel)
    {
        Sent.Add(mail);
        return Task.FromResult("recorded");
    }
}
