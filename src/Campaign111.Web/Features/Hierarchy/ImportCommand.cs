using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Office;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Hierarchy;

/// <summary>What <c>import</c> can import: <c>import units FILE</c>. Other features register theirs.</summary>
public interface IImportKind
{
    /// <summary>The word after <c>import</c>.</summary>
    string Name { get; }

    /// <summary>One line on columns and options.</summary>
    string Usage { get; }

    /// <summary>Imports the file; returns the exit code.</summary>
    Task<int> RunAsync(string path, CliArguments arguments, TextWriter output, CancellationToken cancel);
}

/// <summary>The verb <c>import</c>; hands the file to the kind that is named.</summary>
public sealed class ImportCommand(IEnumerable<IImportKind> kinds) : ICliCommand
{
    public string Name => "import";

    public string Usage => string.Join(Environment.NewLine, kinds.Select(kind => $"{kind.Name} FILE {kind.Usage}"));

    public Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var names = string.Join("|", kinds.Select(kind => kind.Name));
        if (arguments.Positional is not [var name, var path])
        {
            throw new CliException($"Usage: import {names} FILE");
        }

        var kind = kinds.FirstOrDefault(kind => kind.Name == name) ?? throw new CliException($"'{name}' cannot be imported; choose {names}.");
        return File.Exists(path) ? kind.RunAsync(path, arguments, output, cancel) : throw new CliException($"The file '{path}' does not exist.");
    }
}

/// <summary><c>import units FILE [--effective yyyy-MM-dd] [--on yyyy-MM-dd] [--dry-run]</c>.</summary>
public sealed class UnitsImportKind(UnitFileImport import, BusinessClock clock) : IImportKind
{
    public string Name => "units";

    public string Usage => "[--effective yyyy-MM-dd] [--on yyyy-MM-dd] [--dry-run]  CSV or XLSX: code,parent_code,level,type,name[,name_en][,valid_from][,valid_to]";

    public async Task<int> RunAsync(string path, CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var today = Day(arguments, "on") ?? await clock.TodayAsync(cancel);
        var options = new TableImportOptions(today, Day(arguments, "effective"), arguments.Has("dry-run"));
        try
        {
            await using var file = File.OpenRead(path);
            return await ReportAsync(await import.RunAsync(file, Path.GetFileName(path), options, Actor.CommandLine), output);
        }
        catch (TableFileException wrong)
        {
            throw new CliException(wrong.Message);
        }
    }

    /// <summary>Writes the outcome: one line for each error (line, column, text), tab-separated, then the counts. Exit code 1 with errors.</summary>
    public static async Task<int> ReportAsync(TableImportResult result, TextWriter output)
    {
        foreach (var error in result.Errors)
        {
            await output.WriteLineAsync($"{error.Line}\t{error.Column}\t{error.Message}");
        }

        if (result.Dropped.Count > 0)
        {
            await output.WriteLineAsync($"Personal data, neither read nor kept: {string.Join(", ", result.Dropped)}");
        }

        await output.WriteLineAsync(result.IsGood
            ? $"{(result.DryRun ? "Dry run" : "Imported")}: {result.Rows} rows; {result.Added} added, {result.Changed} changed, {result.Dissolved} dissolved, {result.Unchanged} unchanged."
            : $"Nothing imported: {result.Errors.Count} errors in {result.Rows} rows.");
        return result.IsGood ? 0 : 1;
    }

    private static DateOnly? Day(CliArguments arguments, string option) => arguments.Get(option) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CliException($"--{option} wants a day as yyyy-MM-dd, not '{text}'.");
}
