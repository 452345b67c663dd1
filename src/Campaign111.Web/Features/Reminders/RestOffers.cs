namespace Campaign111.Features.Reminders;

/// <summary>Offers a day of rest where every campaign of a digest allows one: a digest of several campaigns is one, so a committee that allows none holds
/// for all of it.</summary>
public sealed class RestOffers(MuteLinks links, LadderBook ladders)
{
    /// <summary>Path of the page that asks for it, from the site's root; null where it is not allowed, or nothing reminds.</summary>
    public async Task<string?> PathAsync(long accountId, string name, IReadOnlyList<DigestLine> lines)
    {
        foreach (var campaign in lines.Select(line => line.Facts.CampaignId).Distinct())
        {
            if (!(await ladders.PolicyAsync(campaign)).Mute)
            {
                return null;
            }
        }

        return lines.Count == 0 ? null : $"/mute/{links.Token(new MuteTicket(accountId, name))}";
    }
}
