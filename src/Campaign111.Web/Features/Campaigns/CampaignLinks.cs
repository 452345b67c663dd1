namespace Campaign111.Features.Campaigns;

/// <summary>Addresses of the feature.</summary>
public static class CampaignLinks
{
    public const string List = "/campaigns";

    public const string New = "/campaigns/new";

    /// <summary>A campaign from its dispatch, a step of the guided first run.</summary>
    public const string Founding = "/start/campaign";

    public const string Proposal = "/campaigns/deadline-proposal";

    public static string Campaign(string slug) => $"/campaigns/{slug}";

    /// <summary>Letters to lagging units; the reminders answer.</summary>
    public static string Letters(string slug) => $"/campaigns/{slug}/letters";

    public static string Milestones(string slug) => $"/campaigns/{slug}/milestones";

    public static string NewDispatch(string slug, long? parent = null, long? amends = null) =>
        $"/campaigns/{slug}/dispatches/new" + (parent is not null ? $"?parent={parent}" : amends is not null ? $"?amends={amends}" : "");

    public static string Scan(string slug, long dispatch) => $"/campaigns/{slug}/dispatches/{dispatch}/file";

    public static string Tasks(string slug, long dispatch) => $"/campaigns/{slug}/dispatches/{dispatch}/tasks";

    public static string Progress(string slug, long share) => $"/campaigns/{slug}/tasks/{share}/progress";

    public static string OwnDeadline(string slug, string unitCode) => $"/campaigns/{slug}/units/{unitCode}/deadline";

    public static string Decision(string slug, long deadline) => $"/campaigns/{slug}/deadlines/{deadline}/decision";
}
