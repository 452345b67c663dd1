using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>A job in the list.</summary>
/// <param name="Job">The job.</param>
/// <param name="Unit">Within which it prints.</param>
/// <param name="Design">Its design, or null when it no longer ships.</param>
public sealed record JobLine(PrintJob Job, Unit Unit, LeafletDesign? Design);

/// <summary>Model of the page of print jobs.</summary>
public sealed record JobsModel(Campaign Campaign, IReadOnlyList<JobLine> Jobs, int Page, bool HasMore)
{
    /// <summary>Whether the page should look again by itself.</summary>
    public bool IsMoving => Jobs.Any(line => line.Job.State == PrintState.Waiting);
}
