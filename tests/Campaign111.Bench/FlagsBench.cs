using Campaign111.Tests.Features.Verification.Simulated;

namespace Campaign111.Bench;

/// <summary>What the questions about figures find: false alarms on 10,000 simulated honest communes and detection of ten kinds of fabrication, 1,000 communes
/// each. Prints the table of tests/README.md; the figure is the number of honest communes asked about a month.</summary>
internal static class FlagsBench
{
    private const int Limit = FlagTrial.Honest / 100;

    public static int Run()
    {
        var (asked, kinds) = FlagTrial.FalseAlarms(FlagTrial.Honest);
        Console.WriteLine("| fabrication | question | found |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var fabrication in Fabrication.All)
        {
            Console.WriteLine(FormattableString.Invariant($"| {fabrication.Name} | {fabrication.Kind} | {100 * FlagTrial.Detected(fabrication, FlagTrial.Each):F1} % |"));
        }

        foreach (var (kind, count) in kinds.OrderByDescending(kind => kind.Value))
        {
            Console.WriteLine(FormattableString.Invariant($"| false alarms: {kind} | | {count} of {FlagTrial.Honest} |"));
        }

        Console.WriteLine(FormattableString.Invariant($"bench flags: {asked} of {FlagTrial.Honest} honest communes asked, limit {Limit}, ratio {(double)asked / Limit:F2}"));
        return asked < Limit ? 0 : 1;
    }
}
