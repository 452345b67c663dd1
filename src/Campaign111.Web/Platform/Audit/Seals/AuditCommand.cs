using System.Globalization;
using System.Text.Json;
using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Audit.Seals;

/// <summary><c>audit verify</c>: is the trail whole? <c>audit export FILE</c>: one JSON object a line, oldest first.</summary>
public sealed class AuditCommand(AuditVerifier verifier, AuditSealer sealer, AuditQueries queries) : ICliCommand
{
    private const int AtOnce = 5000;

    public string Name => "audit";

    public string Usage => "verify | export FILE.jsonl   check that no event was changed, removed or slipped in; write the whole trail out";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel) => arguments.Positional switch
    {
        ["verify"] => await VerifyAsync(output, cancel),
        ["export", var file] => await ExportAsync(file, output, cancel),
        _ => throw new CliException("Say 'audit verify' or 'audit export FILE.jsonl'."),
    };

    private async Task<int> VerifyAsync(TextWriter output, CancellationToken cancel)
    {
        await sealer.SealAsync(cancel);
        var verdict = await verifier.VerifyAsync(cancel);
        foreach (var fault in verdict.Faults)
        {
            await output.WriteLineAsync(fault.EventId is { } id ? string.Create(CultureInfo.InvariantCulture, $"event {id}: {fault.Problem}") : fault.Problem);
        }

        var kept = string.Create(CultureInfo.InvariantCulture, $"{verdict.Sealed} events sealed, {verdict.Removed} of them removed by retention or otherwise, {verdict.Waiting} waiting; head {verdict.Head ?? "none"}");
        await output.WriteLineAsync(verdict.Faults.Count == 0 ? $"The trail is whole: {kept}" : $"The trail was tampered with ({verdict.Faults.Count} faults): {kept}");
        return verdict.Faults.Count == 0 ? 0 : 1;
    }

    private async Task<int> ExportAsync(string file, TextWriter output, CancellationToken cancel)
    {
        if (File.Exists(file))
        {
            throw new CliException($"{file} exists: choose another name, or delete it first.");
        }

        long count = 0;
        await using (var writer = new StreamWriter(file + ".partial"))
        {
            IReadOnlyList<AuditEvent> some;
            for (long after = 0; (some = await queries.AfterAsync(after, AtOnce, cancel)).Count > 0; after = some[^1].Id)
            {
                foreach (var happened in some)
                {
                    await writer.WriteLineAsync(JsonSerializer.Serialize(happened, AuditLog.Json));
                }

                count += some.Count;
            }
        }

        File.Move(file + ".partial", file);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} events written to {file}."));
        return 0;
    }
}
