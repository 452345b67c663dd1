using Campaign111.Features.Reminders.Channels;

namespace Campaign111.Features.Reminders;

/// <summary>Makes a digest out of its lines, for the dispatcher and for the committee's preview alike.</summary>
public sealed class DigestComposer(IConfiguration configuration, MuteLinks mutes, LadderBook ladders)
{
    /// <summary>The message in the current language.</summary>
    /// <param name="accountId">Whose it is; 0 for a preview, which carries no link that acts for the person.</param>
    /// <param name="recipient">Their name.</param>
    /// <param name="address">Where it goes; empty for the inbox.</param>
    /// <param name="messageId">The outbox's.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="day">The day of the digest.</param>
    public async Task<Mail> ComposeAsync(long accountId, string recipient, string address, string messageId, IReadOnlyList<DigestLine> lines, DateOnly day)
    {
        var baseUrl = (configuration["Campaign111:PublicBaseUrl"] is { Length: > 0 } set ? set : "http://localhost:5111").TrimEnd('/');
        var mute = accountId != 0 && await MayRestAsync(lines) ? $"{baseUrl}/mute/{mutes.Token(new MuteTicket(accountId, recipient))}" : null;
        var text = new DigestText(recipient, lines, day, baseUrl, mute);
        return new Mail(address, recipient, messageId, Digest.Subject(lines, day), text.Plain(), text.Html())
        {
            Sms = text.Sms(),
            Link = baseUrl + lines[0].Address,
            Day = day,
            Language = Platform.Localisation.Text.Language,
            Lines = lines,
        };
    }

    // A digest of several campaigns is one: a committee that allows no rest holds for all of it.
    private async Task<bool> MayRestAsync(IReadOnlyList<DigestLine> lines)
    {
        foreach (var campaign in lines.Select(line => line.Facts.CampaignId).Distinct())
        {
            if (!(await ladders.PolicyAsync(campaign)).Mute)
            {
                return false;
            }
        }

        return true;
    }
}
