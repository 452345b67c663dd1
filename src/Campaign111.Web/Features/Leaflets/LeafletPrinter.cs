using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Languages;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>Makes leaflets as files. Whatever leaves as a file is a run with an audit event; a preview is neither.</summary>
public sealed class LeafletPrinter(
    DesignVersions versions, DesignLanguages languages, DesignRegister register, QrTokens tokens, LeafletPages pages, LeafletAddress address, LeafletRuns runs, LocalLines lines,
    UnitDirectory units, IPdfRenderer renderer, FontLibrary fonts, TimeProvider time) : ILeafletPrinter
{
    private const int ScreenDpi = 130;
    private const int PrintDpi = 300;

    /// <inheritdoc/>
    public async Task WritePdfAsync(Campaign campaign, Unit unit, bool mono, Stream output, CancellationToken cancel)
    {
        var pdf = await PdfAsync(campaign, unit, new LeafletChoice(await versions.GetAsync(campaign, LeafletDesigns.Default), Mono: mono), Actor.System, cancel);
        await output.WriteAsync(pdf, cancel);
    }

    /// <inheritdoc/>
    public async Task<byte[]> PngAsync(Campaign campaign, Unit unit, bool mono, int page, int dpi, CancellationToken cancel)
    {
        var choice = new LeafletChoice(await versions.GetAsync(campaign, LeafletDesigns.Default), Mono: mono);
        var order = await OrderAsync(campaign, [unit], choice, Actor.System);
        var png = renderer.RenderPng(await PageAsync(order, unit, page), dpi);
        await runs.RecordAsync(order with { Choice = choice with { Output = LeafletOutput.Png } }, Actor.System);
        return png;
    }

    /// <summary>One unit's leaflet as PDF; recorded once it is finished.</summary>
    /// <exception cref="LeafletRefusedException">The design is not approved, or the public address may not be printed.</exception>
    public async Task<byte[]> PdfAsync(Campaign campaign, Unit unit, LeafletChoice choice, Actor actor, CancellationToken cancel)
    {
        var order = await OrderAsync(campaign, [unit], choice, actor);
        using var pdf = new MemoryStream();
        Render(order, unit, await units.LineageAsync(unit), pdf, cancel);
        await runs.RecordAsync(order, actor);
        return pdf.ToArray();
    }

    /// <summary>Many units' leaflets, one file each: <paramref name="open"/> gives the stream of a unit's file, which is closed here.</summary>
    /// <exception cref="LeafletRefusedException">As <see cref="PdfAsync"/>.</exception>
    public async Task PdfsAsync(Campaign campaign, IReadOnlyList<Unit> communes, LeafletChoice choice, Actor actor, Func<Unit, Stream> open, CancellationToken cancel)
    {
        var order = await OrderAsync(campaign, communes, choice, actor);
        var above = await units.FindAsync(communes.SelectMany(unit => unit.PathIds).Distinct());
        foreach (var unit in communes)
        {
            await using var file = open(unit);
            Render(order, unit, [.. unit.PathIds.Select(id => above[id])], file, cancel);
        }

        await runs.RecordAsync(order, actor);
    }

    /// <summary>A page as SVG for the browser. Prints nothing and needs no approval; a unit without a token of its own shows the code of the page without one.</summary>
    /// <exception cref="LeafletRefusedException">The public address may not be printed.</exception>
    public async Task<string> PreviewAsync(Campaign campaign, Unit unit, LeafletChoice choice, int page)
    {
        var shown = await ShownAsync(campaign, unit, choice, page);
        // A picture in a page loads no fonts: without a fallback of the same kind the browser takes one with serifs.
        return shown.Template.ToSvg(shown.Values, shown.Qr, fonts).Replace("font-family=\"Be Vietnam Pro\"", "font-family=\"Be Vietnam Pro, system-ui, Roboto, Arial, sans-serif\"", StringComparison.Ordinal);
    }

    /// <summary>The same as PNG at screen size, drawn as it prints.</summary>
    /// <exception cref="LeafletRefusedException">The public address may not be printed.</exception>
    public async Task<byte[]> PicturePreviewAsync(Campaign campaign, Unit unit, LeafletChoice choice, int page) =>
        renderer.RenderPng(await ShownAsync(campaign, unit, choice, page), ScreenDpi);

    /// <summary>What a phone decodes from the unit's leaflet, in plain text.</summary>
    /// <exception cref="LeafletRefusedException">The public address may not be printed.</exception>
    public async Task<string> AddressOfAsync(Campaign campaign, Unit unit, string language) =>
        (await tokens.FindAsync(campaign, [unit], language)).TryGetValue(unit.Id, out var token) ? address.Plain(token) : address.PlainWithoutToken();

    /// <summary>Every line of text on the unit's leaflet, in the order of the page, with the unit's names and address filled in.</summary>
    /// <exception cref="LeafletRefusedException">The public address may not be printed.</exception>
    public async Task<IReadOnlyList<string>> TextAsync(Campaign campaign, Unit unit)
    {
        var choice = new LeafletChoice(await versions.GetAsync(campaign, LeafletDesigns.Default));
        var plain = await AddressOfAsync(campaign, unit, choice.Language);
        var lines =
            from page in pages.Compose(choice, await units.LineageAsync(unit), plain.ToUpperInvariant(), plain)
            from layer in page.Template.Layers.OfType<TextLayer>()
            from line in layer.Text.Lines
            select string.Concat(line.Runs.SelectMany(run => run.Pieces).Select(piece => piece.Fill(page.Values))).Trim();
        return [.. lines.Where(line => line.Length > 0)];
    }

    private async Task<SvgPage> ShownAsync(Campaign campaign, Unit unit, LeafletChoice choice, int page)
    {
        choice = choice with { Design = await languages.ResolveAsync(campaign, choice.Design) };
        var plain = await AddressOfAsync(campaign, unit, choice.Language);
        var own = (await lines.FindAsync(campaign, [CommuneOf(unit)])).GetValueOrDefault(CommuneOf(unit)) ?? "";
        var composed = pages.Compose(choice, await units.LineageAsync(unit), plain.ToUpperInvariant(), plain, own);
        return composed[Math.Clamp(page, 1, composed.Count) - 1];
    }

    /// <summary>What is needed to print for units; nothing is recorded but their tokens. Everything that can refuse comes before the first byte and the first token.
    /// With a run the codes are those that it has already: a job that goes on.
    /// What was asked for before a newer version was approved (<paramref name="begun"/>) is still made.</summary>
    /// <exception cref="LeafletRefusedException">As <see cref="PdfAsync"/>.</exception>
    public async Task<PrintOrder> OrderAsync(Campaign campaign, IReadOnlyList<Unit> communes, LeafletChoice choice, Actor actor, long? run = null, bool begun = false)
    {
        (var decision, choice) = await RequireAsync(campaign, choice, begun);
        var opened = run is { } known ? new QrRun(known, await tokens.OfRunAsync(known)) : await tokens.OpenRunAsync(campaign, communes, choice.Language, actor);
        return new PrintOrder(campaign, decision.Id, choice, communes.ToDictionary(unit => unit.Id, unit => address.Plain(opened.Tokens[unit.Id])))
        {
            Lines = await lines.FindAsync(campaign, communes.Select(CommuneOf)),
            Run = opened.Id,
        };
    }

    private async Task<SvgPage> PageAsync(PrintOrder order, Unit unit, int page)
    {
        var composed = Compose(order, unit, await units.LineageAsync(unit));
        return page >= 1 && page <= composed.Count ? composed[page - 1]
            : throw new LeafletRefusedException($"Tờ rơi có {composed.Count} trang, không có trang {page}.", $"The leaflet has {composed.Count} pages, there is no page {page}.");
    }

    private IReadOnlyList<SvgPage> Compose(PrintOrder order, Unit unit, IReadOnlyList<Unit> lineage)
    {
        var plain = order.Addresses[unit.Id];
        return pages.Compose(order.Choice, lineage, plain.ToUpperInvariant(), plain, order.Lines.GetValueOrDefault(CommuneOf(unit)) ?? "");
    }

    /// <summary>The approval under which a choice prints, and the choice with the languages that the campaign added.</summary>
    /// <exception cref="LeafletRefusedException">As <see cref="PdfAsync"/>, or it cannot be printed that way.</exception>
    public async Task<(DesignDecision Decision, LeafletChoice Choice)> RequireAsync(Campaign campaign, LeafletChoice choice, bool begun = false)
    {
        if (address.Problem is { } problem)
        {
            throw problem;
        }

        choice = choice with { Design = await languages.ResolveAsync(campaign, choice.Design) };
        LeafletPages.Require(choice);
        if (choice.Form == SheetForm.Imposed)
        {
            Imposition.Grid(choice.Design.Paper.WidthMm, choice.Design.Paper.HeightMm);
        }

        return (await register.RequireApprovedAsync(campaign, choice.Design, begun), choice);
    }

    // A hamlet's leaflet bears its commune's line.
    private static long CommuneOf(Unit unit) => unit.Level == UnitLevel.Hamlet ? unit.ParentId!.Value : unit.Id;

    /// <summary>The files of a unit: one PDF, or a picture a page.</summary>
    public IEnumerable<(string Name, Action<Stream> Write)> Files(PrintOrder order, Unit unit, IReadOnlyList<Unit> lineage, CancellationToken cancel)
    {
        var name = PrintNames.Of(lineage);
        if (order.Choice.Output == LeafletOutput.Pdf)
        {
            return [($"{name}.pdf", output => Render(order, unit, lineage, output, cancel))];
        }

        var composed = new Lazy<IReadOnlyList<SvgPage>>(() => Compose(order, unit, lineage));
        return Enumerable.Range(0, LeafletPages.Require(order.Choice).Count).Select(page => order.Choice.Output == LeafletOutput.Png
            ? ($"{name}-{page + 1}.png", new Action<Stream>(output => output.Write(renderer.RenderPng(composed.Value[page], PrintDpi))))
            : ($"{name}-{page + 1}.svg", output => output.Write(Encoding.UTF8.GetBytes(Svg(composed.Value[page])))));
    }

    /// <summary>The sheet that lists what a job printed, A4.</summary>
    public void WriteCover(PrintOrder order, PrintJob job, Unit unit, IReadOnlyList<Unit> places, Stream output, CancellationToken cancel)
    {
        var metadata = new PdfMetadata($"Danh sách tờ rơi đã in – {unit.FullName}", order.Campaign.Name, order.Campaign.Name, time.GetUtcNow());
        renderer.Render(CoverSheet.Of(order, job, unit, places, time.GetUtcNow()).Compose(fonts), metadata, output, cancel);
    }

    private string Svg(SvgPage page) => page.Template.ToSvg(page.Values, page.Qr, fonts);

    private void Render(PrintOrder order, Unit unit, IReadOnlyList<Unit> lineage, Stream output, CancellationToken cancel)
    {
        var owner = lineage.FirstOrDefault(step => step.Level == UnitLevel.Province) ?? unit;
        var metadata = new PdfMetadata($"Tờ rơi 111 – {unit.FullName}", $"UBND {owner.UnitType.ToLowerInvariant()} {owner.Name}", order.Campaign.Name, time.GetUtcNow())
        {
            Insets = order.Choice.Form == SheetForm.Bleed ? Imposition.Insets(order.Choice.Design.Paper) : null,
        };
        renderer.Render(Compose(order, unit, lineage), metadata, output, cancel);
    }
}
