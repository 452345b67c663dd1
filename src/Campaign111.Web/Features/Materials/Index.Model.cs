using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Materials;

/// <summary>Model of the materials page.</summary>
public sealed class IndexModel
{
    public required IReadOnlyList<MaterialShelf> Shelves { get; init; }

    public required MaterialFilter Filter { get; init; }

    /// <summary>The business day: embargoes end on it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Whether this person sees the log of what was aired and printed.</summary>
    public required bool Logs { get; init; }

    /// <summary>Content of the text files, by file id: to read and to copy.</summary>
    public required IReadOnlyDictionary<long, string> Texts { get; init; }

    /// <summary>Key of the next page, or null on the last.</summary>
    public required long? Older { get; init; }

    /// <summary>Campaigns whose materials this person may publish and recall; empty for readers.</summary>
    public required IReadOnlyList<Campaign> Publishes { get; init; }

    /// <summary>Who took what; only for those who publish.</summary>
    public required IReadOnlyList<DownloadFigure> Downloads { get; init; }

    /// <summary>Whether this person may publish and recall a material.</summary>
    public bool MayPublish(Material material) => Publishes.Any(campaign => campaign.Id == material.CampaignId);

    /// <summary>Whether the files of a version are closed to this person until their day.</summary>
    public bool Waits(Material material, MaterialVersion version) => version.IsEmbargoed(Today) && !MayPublish(material);

    /// <summary>"1,2 MB", "14 KB".</summary>
    public static string Size(long bytes) => bytes >= 1_000_000
        ? $"{Platform.Localisation.Formats.Number(bytes / 1_000_000m)} MB"
        : $"{Platform.Localisation.Formats.Number(Math.Max(1, bytes / 1000))} KB";
}
