using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets;

/// <summary>A printing with codes of its own, as other features name it.</summary>
public sealed class QrRunLine
{
    public long Id { get; init; }

    public string Language { get; init; } = "";

    /// <summary>Units that have a code in it.</summary>
    public int Units { get; init; }

    public DateTimeOffset OpenedAt { get; init; }
}

/// <summary>The print runs of QR codes, for features that follow the paper.</summary>
public sealed class QrRuns(Database database)
{
    private const string Newest = "SELECT id, language, units, opened_at FROM qr_run WHERE campaign_id = @campaign ORDER BY id DESC";

    /// <summary>The newest runs of a campaign.</summary>
    public Task<IReadOnlyList<QrRunLine>> NewestAsync(long campaign, int most) =>
        database.ReadAsync(session => session.PageAsync<QrRunLine>(Newest, new { campaign }, 0, most));
}
