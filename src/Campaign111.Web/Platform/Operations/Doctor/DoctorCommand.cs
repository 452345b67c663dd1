using System.Runtime.CompilerServices;
using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Operations.Doctor;

/// <summary><c>doctor</c>: looks at everything that the product needs and says what to do. Exit code 1 when something is bad.</summary>
public sealed class DoctorCommand(IEnumerable<IDoctorCheck> checks) : ICliCommand
{
    public string Name => "doctor";

    public string Usage => "  look at disk, database, trail, jobs, mail, printing and clock, and say what to do";

    public bool NeedsDatabase => false;

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var worst = Condition.Good;
        var blind = false;
        foreach (var check in checks.OrderBy(check => check.Order).ThenBy(check => check.GetType().Name, StringComparer.Ordinal))
        {
            if (blind && !check.WithoutDatabase)
            {
                continue;
            }

            await foreach (var finding in SafelyAsync(check, cancel))
            {
                await output.WriteLineAsync($"{Word(finding.Condition)}  {finding.What}{(finding.Advice.Length == 0 ? "" : $"\n      -> {finding.Advice}")}");
                worst = finding.Condition > worst ? finding.Condition : worst;
                blind |= check is DatabaseCheck && finding.Condition == Condition.Bad;
            }
        }

        await output.WriteLineAsync(worst switch
        {
            Condition.Good => "All is well.",
            Condition.Warning => "It works; see the warnings.",
            _ => "Something is wrong; see above.",
        });
        return worst == Condition.Bad ? 1 : 0;
    }

    // A check that fails is itself a finding: the others still run.
    private static async IAsyncEnumerable<Finding> SafelyAsync(IDoctorCheck check, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var looking = check.LookAsync(cancel).GetAsyncEnumerator(cancel);
        while (true)
        {
            Finding? found;
            try
            {
                found = await looking.MoveNextAsync() ? looking.Current : null;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                found = new Finding(Condition.Bad, $"{check.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}", Failure.Explain(error) ?? "Send this line to whoever maintains the product.");
            }

            if (found is null)
            {
                yield break;
            }

            yield return found;
            if (found.Condition == Condition.Bad && check is DatabaseCheck)
            {
                yield break;
            }
        }
    }

    private static string Word(Condition condition) => condition switch { Condition.Good => "good", Condition.Warning => "WARN", _ => "BAD " };
}
