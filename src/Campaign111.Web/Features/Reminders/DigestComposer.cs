using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reminders;

/// <summary>What a digest tells: reminders, news of other features, or both.</summary>
/// <param name="Lines">Reminders.</param>
/// <param name="News">News; with no reminders at least one.</param>
/// <param name="Day">The day of the digest.</param>
public sealed record DigestContent(IReadOnlyList<DigestLine> Lines, IReadOnlyList<NoticeLine> News, DateOnly Day);

/// <summary>Makes a digest out of its lines, for the dispatcher and for the committee's preview alike.</summary>
public sealed class DigestComposer(IConfiguration configuration, RestOffers rests)
{
    /// <summary>The message in the current language.</summary>
    /// <param name="accountId">Whose it is; 0 for a preview, which carries no link that acts for the person.</param>
    /// <param name="recipient">Their name.</param>
    /// <param name="address">Where it goes; empty for the inbox.</param>
    /// <param name="messageId">The outbox's.</param>
    /// <param name="content">What it tells.</param>
    public async Task<Mail> ComposeAsync(long accountId, string recipient, string address, string messageId, DigestContent content)
    {
        var (lines, news, day) = content;
        var baseUrl = configuration.StandingSiteAddress();
        var rest = accountId == 0 ? null : await rests.PathAsync(accountId, recipient, lines);
        var text = new DigestText(recipient, content, baseUrl, rest is null ? null : baseUrl + rest);
        return new Mail(address, recipient, messageId, Digest.Subject(lines, news, day), text.Plain(), text.Html())
        {
            Sms = text.Sms(),
            Link = baseUrl + (lines.Count > 0 ? lines[0].Address : news[0].Address),
            Day = day,
            Language = Platform.Localisation.Text.Language,
            Lines = lines,
        };
    }
}
