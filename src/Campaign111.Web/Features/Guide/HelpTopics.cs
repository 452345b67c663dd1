using Campaign111.Platform.Security;

namespace Campaign111.Features.Guide;

/// <summary>Which guide is whose, and which of its sections speaks of a page.</summary>
public static class HelpTopics
{
    // The first that fits; "*" stands for one part of the address.
    private static readonly (string Prefix, string Topic)[] Pages =
    [
        ("/start", "start"), ("/people", "people"), ("/audit", "audit"), ("/admin/working-days", "calendar"), ("/admin", "admin"), ("/units", "places"), ("/organisations", "places"),
        ("/inbox", "reminders"), ("/reminders", "reminders"), ("/calendar", "reminders"), ("/materials", "materials"), ("/checks", "checks"), ("/field", "log"), ("/receipts", "log"),
        ("/reports", "reports"), ("/exports", "standing"), ("/stock", "stock"), ("/demo", "standing"),
        ("/campaigns/*/units", "standing"), ("/campaigns/*/places", "places"), ("/campaigns/*/coverage", "log"), ("/campaigns/*/leaflets", "leaflets"),
        ("/campaigns/*/stock", "stock"), ("/campaigns/*/reminders", "reminders"), ("/campaigns/*/letters", "reminders"), ("/campaigns/*/checks", "checks"),
        ("/campaigns/*/reports", "reports"), ("/campaigns", "campaign"), ("/home", "standing"),
    ];

    /// <summary>The guide of a role.</summary>
    public static string GuideOf(Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.ProvinceCommittee => "province",
        Role.DistrictOfficer => "district",
        Role.CommuneOfficer => "commune",
        Role.Collaborator => "collaborator",
        Role.PressOffice => "press",
        Role.Inspector => "inspector",
        _ => "observer",
    };

    /// <summary>What a page is about; null for one that no guide speaks of.</summary>
    public static string? TopicOf(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (prefix, topic) in Pages)
        {
            var wanted = prefix.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length >= wanted.Length && wanted.Zip(parts).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)))
            {
                return topic;
            }
        }

        return null;
    }

    /// <summary>Address of the section for a page: the role's own guide, at the topic where it has one, else at its beginning.</summary>
    public static string AddressFor(string path, Role role, string language)
    {
        var guide = GuideOf(role);
        return TopicOf(path) is { } topic && GuideTexts.Of(guide, language).Topics.Contains(topic) ? $"{GuideLinks.Help}/{guide}#{topic}" : $"{GuideLinks.Help}/{guide}";
    }
}
