using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>leaflets: one PDF a commune, into a file or a folder. What fails leaves no file behind.</summary>
public sealed class LeafletsCommand(ICampaignDirectory campaigns, UnitDirectory units, DesignVersions versions, LeafletPrinter printer, DesignCheckCommand check) : ICliCommand
{
    private static readonly string[] Known = ["campaign", "unit", "design", "language", "mono", "impose", "bleed", "out"];

    public string Name => "leaflets";

    public string Usage =>
        "--campaign SLUG --unit CODE [--design D] [--language L] [--mono] [--impose|--bleed] --out FILE.pdf|DIR  write one PDF a commune, named CODE-name.pdf in a folder; "
        + "--impose puts two A5 or four A6 on A4 (print on both sides, cut apart), --bleed adds 3 mm bleed and crop marks for a print shop | "
        + "check [DESIGN|DIR] [--pictures DIR]  refuse designs that would fail on paper, one line a problem; draw the pages of those that pass";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        if (arguments.Positional is ["check"] or ["check", _] && arguments.Names.All(name => name == "pictures"))
        {
            return await check.RunAsync(arguments.Positional.ElementAtOrDefault(1), arguments.Get("pictures"), output);
        }

        if (arguments.Positional.Count > 0 || arguments.Names.FirstOrDefault(name => !Known.Contains(name)) is not null)
        {
            throw new CliException($"leaflets {Usage}");
        }

        var (slug, code, target) = (arguments.Require("campaign"), arguments.Require("unit"), arguments.Require("out"));
        var campaign = await campaigns.FindAsync(slug) ?? throw new CliException($"There is no campaign '{slug}'.");
        var unit = await units.FindByCodeAsync(code, campaign.TreeDate)
            ?? throw new CliException($"There is no unit {code} on {campaign.TreeDate:yyyy-MM-dd}, the date of the campaign's tree.");
        if (!unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal))
        {
            throw new CliException($"{unit.FullName} ({code}) is not part of campaign '{slug}'.");
        }

        try
        {
            var choice = new LeafletChoice(await versions.GetAsync(campaign, arguments.Get("design") ?? LeafletDesigns.Default), arguments.Get("language") ?? "vi", arguments.Has("mono"), arguments.Has("impose") ? SheetForm.Imposed : arguments.Has("bleed") ? SheetForm.Bleed : SheetForm.Trim);
            var written = await WriteAsync(campaign, unit, choice, Path.GetFullPath(target), cancel);
            await output.WriteLineAsync(written.Count == 1 ? written[0] : $"{written.Count} leaflets written to {Path.GetFullPath(target)}.");
            return 0;
        }
        catch (LeafletRefusedException refused)
        {
            throw new CliException(refused.English);
        }
        catch (PdfException error)
        {
            throw new CliException(error.Message);
        }
    }

    /// <summary>"25318-tan-thanh.pdf".</summary>
    public static string FileName(Unit unit) => $"{PrintNames.Of(unit)}.pdf";

    private async Task<IReadOnlyList<string>> WriteAsync(Campaign campaign, Unit unit, LeafletChoice choice, string target, CancellationToken cancel)
    {
        var isFile = target.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);
        if (isFile && unit.Level != UnitLevel.Commune)
        {
            throw new CliException($"{unit.FullName} has many communes: give a folder after --out, not the file {Path.GetFileName(target)}.");
        }

        IReadOnlyList<Unit> communes = unit.Level switch
        {
            UnitLevel.Commune => [unit],
            UnitLevel.Hamlet => throw new CliException("A leaflet is a commune's: give the commune's code."),
            _ => await units.BelowAsync(unit.Path, UnitLevel.Commune, campaign.TreeDate),
        };
        if (communes.Count == 0)
        {
            throw new CliException($"{unit.FullName} has no communes on {campaign.TreeDate:yyyy-MM-dd}.");
        }

        var files = communes.ToDictionary(commune => commune.Id, commune => isFile ? target : Path.Combine(target, FileName(commune)));
        await WriteWholeAsync(files, open => printer.PdfsAsync(campaign, communes, choice, Actor.CommandLine, open, cancel));
        return [.. files.Values];
    }

    // Under other names first: a folder never shows half of a print job as if it were whole.
    private static async Task WriteWholeAsync(Dictionary<long, string> files, Func<Func<Unit, Stream>, Task> write)
    {
        var unfinished = new List<(string Part, string Whole)>();
        try
        {
            await write(unit =>
            {
                var whole = files[unit.Id];
                Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
                unfinished.Add(($"{whole}.part", whole));
                return File.Create(unfinished[^1].Part);
            });
            unfinished.ForEach(file => File.Move(file.Part, file.Whole, overwrite: true));
        }
        finally
        {
            unfinished.ForEach(file => File.Delete(file.Part));
        }
    }
}
