using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>Makes a design of a folder: design.yaml, pages, text sheets. Safe to share between threads.</summary>
public sealed class DesignReader(FontLibrary fonts)
{
    /// <summary>Key of the pages that serve every language without pages of its own.</summary>
    public const string Default = "default";

    private readonly SvgTexts texts = new(fonts);

    /// <summary>Reads a folder, whose name is the design's id.</summary>
    /// <exception cref="PdfException">A file is missing or wrong; the text names it.</exception>
    public LeafletDesign Read(string home)
    {
        var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(home));
        var file = DesignFile.Read(Text(home, "design.yaml"));
        var languages = file.Languages.ToDictionary(entry => entry.Key, entry => Language(home, entry.Key, entry.Value));
        if (languages.Values.Count(language => language.Review == TextReview.Original) != 1)
        {
            throw new PdfException($"{id}/design.yaml: đúng một ngôn ngữ phải có review: original.");
        }

        var sources =
            from variant in file.Variants
            from pages in variant.Value.Pages
            select ((variant.Key == "mono", pages.Key), (IReadOnlyList<LeafletSource>)[.. pages.Value.Select(name => new LeafletSource(name, Text(home, name)))]);
        var design = new LeafletDesign
        {
            Id = id,
            Version = file.Version,
            Title = file.Title.GetValueOrDefault("vi", id),
            TitleEn = file.Title.GetValueOrDefault("en", id),
            Paper = new DesignPaper(file.Size.Name, file.Size.WidthMm, file.Size.HeightMm, file.BleedMm, file.Duplex, file.FoldsMm.ToDictionary(fold => fold.Key, fold => (IReadOnlyList<double>)fold.Value)),
            Texts = languages,
            Editable = file.Editable,
            Placeholders = file.Placeholders.ToDictionary(entry => entry.Key, entry => new DesignPlaceholder(entry.Value.Required, entry.Value.Max, entry.Value.Vi, entry.Value.En)),
            Facts = file.Facts.ToDictionary(entry => entry.Key, entry => new DesignFact(entry.Value.Keys, entry.Value.Text, entry.Value.Source)),
            FilesHash = Hash(home),
            QrPage = file.Qr.Page,
            QrLevel = Enum.TryParse<QrLevel>(file.Qr.Ecc, out var level) ? level : throw new PdfException($"{id}/design.yaml: qr.ecc phải là H, Q hoặc M."),
            Artwork = file.Artwork,
            Sources = sources.ToDictionary(),
            Pages = new Dictionary<(bool, string), IReadOnlyList<LeafletTemplate>>(),
        };
        return languages.Values.Aggregate(design, With);
    }

    /// <summary>The design with one more language, or with other texts for one that it has.</summary>
    /// <exception cref="PdfException">A text is missing.</exception>
    public LeafletDesign With(LeafletDesign design, DesignLanguage language)
    {
        var pages = design.Pages.ToDictionary();
        foreach (var mono in new[] { false, true })
        {
            if (design.Sources.TryGetValue((mono, language.Code), out var own) || design.Sources.TryGetValue((mono, Default), out own))
            {
                pages[(mono, language.Code)] = [.. own.Select(source => Fill(source, language))];
            }
        }

        return new LeafletDesign
        {
            Id = design.Id,
            Version = design.Version,
            Title = design.Title,
            TitleEn = design.TitleEn,
            Paper = design.Paper,
            Texts = new Dictionary<string, DesignLanguage>(design.Texts) { [language.Code] = language },
            Editable = design.Editable,
            Placeholders = design.Placeholders,
            Facts = design.Facts,
            FilesHash = design.FilesHash,
            QrPage = design.QrPage,
            QrLevel = design.QrLevel,
            Artwork = design.Artwork,
            Sources = design.Sources,
            Pages = pages,
        };
    }

    /// <summary>Lower-case SHA-256 over the names and contents of a folder's files.</summary>
    public static string Hash(string home)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(home).Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(file);
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Path.GetFileName(file)}\n{content.Length}\n")));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private LeafletTemplate Fill(LeafletSource source, DesignLanguage language)
    {
        try
        {
            var page = texts.Fill(source.Svg, language.Texts, language.Font);
            if (language.Review == TextReview.Draft)
            {
                ProofMark.Add(page);
            }

            var svg = page.ToString(SaveOptions.DisableFormatting);
            return new LeafletTemplate(SvgTemplate.Parse(svg), svg);
        }
        catch (PdfException error)
        {
            throw new PdfException($"{source.File} ({language.Code}): {error.Message}", error);
        }
    }

    private static DesignLanguage Language(string home, string code, DesignFile.LanguageEntry entry) => new(
        code,
        entry.Name,
        entry.Review switch { "original" => TextReview.Original, "reviewed" => TextReview.Reviewed, _ => TextReview.Draft },
        entry.Font,
        File.Exists(Path.Combine(home, $"texts.{code}.csv")) ? TextSheet.Parse(Text(home, $"texts.{code}.csv"), $"texts.{code}.csv").Texts : new Dictionary<string, string>());

    // Names come from design.yaml: only the folder's own files are read.
    private static string Text(string home, string name)
    {
        var path = Path.Combine(home, Path.GetFileName(name));
        return File.Exists(path) ? File.ReadAllText(path) : throw new PdfException($"Không có tệp {name} trong thư mục mẫu {Path.GetFileName(home)}.");
    }
}
