using Campaign111.Platform.Office;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>Why a design may not be used.</summary>
/// <param name="File">File in the design's folder.</param>
/// <param name="Line">Line of the file from 1, or 0 for the file as a whole.</param>
/// <param name="Rule">Short name of the rule: "facts", "overflow", "contrast", "qr", "svg" ...</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record DesignProblem(string File, int Line, string Rule, BilingualText Reason)
{
    /// <summary>Worth knowing, but no reason to refuse.</summary>
    public bool IsWarning { get; init; }
}

/// <summary>What the linter found in a design.</summary>
/// <param name="Design">Its id.</param>
/// <param name="Problems">In the order of the rules; none but warnings when the design may be used.</param>
/// <param name="Pages">Pages looked at: variants times languages times pages.</param>
public sealed record DesignReport(string Design, IReadOnlyList<DesignProblem> Problems, int Pages)
{
    public bool Passed => Problems.All(problem => problem.IsWarning);
}
