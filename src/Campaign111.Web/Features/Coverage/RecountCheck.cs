using System.Runtime.CompilerServices;
using Campaign111.Platform.Operations.Doctor;

namespace Campaign111.Features.Coverage;

/// <summary>Totals against a new count of all entries.</summary>
public sealed class RecountCheck(CoverageRecount recount) : IDoctorCheck
{
    public int Order => 9;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var problems = await recount.CompareAsync(cancel);
        yield return problems.Count == 0 ? new Finding(Condition.Good, "coverage totals equal a new count of all entries")
            : new Finding(Condition.Bad, $"coverage totals differ from the entries in {problems.Count} places, first: {problems[0]}", "Restore the last backup to a new folder and run doctor there; send both outputs to whoever maintains the product.");
    }
}
