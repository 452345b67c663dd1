using System.Text;

namespace Campaign111.Platform.Pdf;

/// <summary>A stretch of a line in one style: plain, or strong (between two asterisks in the sheet).</summary>
public sealed record FlowRun(string Text, bool Strong);

/// <summary>
/// Breaks a text into lines by measured widths. Lines break at blanks and at zero-width spaces (U+200B: Khmer, Thai and others write no blanks), never
/// inside a word: what does not fit is for the linter to refuse, not to cut.
/// </summary>
public sealed class TextFlow(FontLibrary fonts, TextStyle plain, TextStyle strong)
{
    private const char BreakHere = '\u200B';

    /// <summary>Lines of at most <paramref name="width"/> user units at <paramref name="scale"/> of the styles' sizes; a longer word stands alone on its line.</summary>
    public IReadOnlyList<IReadOnlyList<FlowRun>> Lines(string text, double width, double scale)
    {
        var lines = new List<List<Word>>();
        var used = 0.0;
        foreach (var word in Words(text))
        {
            var own = scale * word.Runs.Sum(Width);
            var blank = word.Blank ? scale * fonts.Measure(plain, " ") : 0;
            if (lines.Count == 0 || used + blank + own > width)
            {
                lines.Add([word]);
                used = own;
            }
            else
            {
                lines[^1].Add(word);
                used += blank + own;
            }
        }

        return [.. lines.Select(Join)];
    }

    /// <summary>As <see cref="Lines"/>, but of about equal length: the narrowest width that needs no more lines.</summary>
    public IReadOnlyList<IReadOnlyList<FlowRun>> Balanced(string text, double width, double scale)
    {
        var greedy = Lines(text, width, scale);
        var (low, high) = (0.0, width);
        while (greedy.Count > 1 && high - low > width / 100)
        {
            var middle = (low + high) / 2;
            var lines = Lines(text, middle, scale);
            var fits = lines.Count == greedy.Count && lines.All(line => scale * line.Sum(Width) <= middle);
            (low, high) = fits ? (low, middle) : (middle, high);
        }

        return Lines(text, high, scale);
    }

    /// <summary>Width of a line in user units at the styles' own sizes.</summary>
    public double Width(IEnumerable<FlowRun> line) => line.Sum(Width);

    /// <summary>The text without asterisks and zero-width spaces, as a reader sees it.</summary>
    public static string Shown(string text) => text.Replace("*", "", StringComparison.Ordinal).Replace(BreakHere.ToString(), "", StringComparison.Ordinal);

    private double Width(FlowRun run) => fonts.Measure(run.Strong ? strong : plain, run.Text);

    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        var (runs, letters, isStrong, blank) = (new List<FlowRun>(), new StringBuilder(), false, false);
        void EndRun()
        {
            if (letters.Length > 0)
            {
                runs.Add(new FlowRun(letters.ToString(), isStrong));
                letters.Clear();
            }
        }

        foreach (var letter in text.Normalize() + " ")
        {
            if (letter is ' ' or BreakHere or '\n' or '\t' or '\r')
            {
                EndRun();
                if (runs.Count > 0)
                {
                    words.Add(new Word([.. runs], blank));
                    (runs, blank) = ([], false);
                }

                blank |= letter != BreakHere;
            }
            else if (letter == '*')
            {
                EndRun();
                isStrong = !isStrong;
            }
            else
            {
                letters.Append(letter);
            }
        }

        return words;
    }

    private static IReadOnlyList<FlowRun> Join(List<Word> words)
    {
        var line = new List<FlowRun>();
        foreach (var (word, first) in words.Select((word, index) => (word, index == 0)))
        {
            foreach (var (run, starts) in word.Runs.Select((run, index) => (run, index == 0)))
            {
                var text = starts && !first && word.Blank ? " " + run.Text : run.Text;
                if (line.Count > 0 && line[^1].Strong == run.Strong)
                {
                    line[^1] = run with { Text = line[^1].Text + text };
                }
                else
                {
                    line.Add(run with { Text = text });
                }
            }
        }

        return line;
    }

    /// <summary>What no line may break; <paramref name="Blank"/>: a blank stands before it, unless it begins a line.</summary>
    private sealed record Word(IReadOnlyList<FlowRun> Runs, bool Blank);
}
