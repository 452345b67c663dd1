using Campaign111.Platform.Cli;

namespace Campaign111.Features.Coverage.History;

/// <summary>Compares all figures with a recount from the entries, or writes them anew.</summary>
public sealed class RecountCommand(CoverageRecount recount, CoverageRebuild rebuild) : ICliCommand
{
    public string Name => "recount";

    public string Usage => "[--rebuild]  compare totals, days, history and rolled-up figures with a recount from the entries; --rebuild writes them anew first";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        if (arguments.Has("rebuild"))
        {
            await rebuild.EnlistAsync(cancel);
            await rebuild.RunAsync(cancel);
        }

        var differences = await recount.CompareAsync(cancel);
        foreach (var difference in differences)
        {
            await output.WriteLineAsync(difference);
        }

        await output.WriteLineAsync(differences.Count == 0 ? "All figures agree with the entries." : $"{differences.Count} differences: write the figures anew with recount --rebuild.");
        return differences.Count == 0 ? 0 : 1;
    }
}
