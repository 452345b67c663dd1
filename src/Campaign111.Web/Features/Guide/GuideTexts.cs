using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Markdig;

namespace Campaign111.Features.Guide;

/// <summary>A guide for one role, as HTML: two sheets of paper.</summary>
/// <param name="Title">Who it is for.</param>
/// <param name="Sheets">The pages, in order; the first begins with the title.</param>
/// <param name="Topics">Anchors that it has.</param>
public sealed record GuideText(string Title, IReadOnlyList<string> Sheets, IReadOnlySet<string> Topics);

/// <summary>The guides, written in Markdown beside this file (Texts/ROLE.LANGUAGE.md) and shipped in the assembly. A comment in a line of its own ends a sheet.</summary>
public static partial class GuideTexts
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly ConcurrentDictionary<(string Key, string Language), GuideText> Read = new();

    /// <summary>The guides in the order of the list, from the province down.</summary>
    public static readonly IReadOnlyList<string> Keys = ["province", "district", "commune", "collaborator", "press", "inspector", "observer", "administrator"];

    /// <summary>The guide in a language ("vi" or "en").</summary>
    /// <exception cref="ArgumentException">There is no such guide.</exception>
    public static GuideText Of(string key, string language) => Read.GetOrAdd((key, language), static pair => Parse(Source(pair.Key, pair.Language)));

    /// <summary>The text as it was written.</summary>
    /// <exception cref="ArgumentException">There is no such guide.</exception>
    public static string Source(string key, string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"guide/{key}.{language}.md")
            ?? throw new ArgumentException($"There is no guide {key}.{language}.md.", nameof(key));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static GuideText Parse(string text)
    {
        var sheets = Break().Split(text).Select(sheet => Anchored(Markdown.ToHtml(sheet, Pipeline))).ToList();
        var title = text.Split('\n').First(line => line.StartsWith("# ", StringComparison.Ordinal))[2..];
        return new GuideText(title, sheets, Id().Matches(string.Concat(sheets)).Select(match => match.Groups[1].Value).ToHashSet());
    }

    // {#log} behind a heading is the heading's anchor, elsewhere a place in the text.
    private static string Anchored(string html) =>
        Place().Replace(Heading().Replace(html, "<h2 id=\"$2\">$1</h2>"), "<span id=\"$1\"></span>");

    [GeneratedRegex(@"<h2>(.*?) \{#([a-z]+)\}</h2>")]
    private static partial Regex Heading();

    [GeneratedRegex(@" \{#([a-z]+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("^<!--.*-->$", RegexOptions.Multiline)]
    private static partial Regex Break();

    [GeneratedRegex("id=\"([a-z]+)\"")]
    private static partial Regex Id();
}
