using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Forms that a unit may use.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Forms">Ready ones and drafts.</param>
/// <param name="Ready">Ready-made ones of which the unit has no copy yet.</param>
public sealed record FormsModel(Campaign Campaign, IReadOnlyList<ReportForm> Forms, IReadOnlyList<ReadyForm> Ready)
{
    public string? Problem { get; init; }
}

/// <summary>One form: its editor while it is a draft.</summary>
public sealed record FormModel(Campaign Campaign, ReportForm Form, bool MayEdit)
{
    public IReadOnlyList<FormLine> Lines { get; init; } = [];

    public string? Problem { get; init; }

    /// <summary>As typed just now; null: as stored.</summary>
    public string? Title { get; init; }

    public string? TitleEn { get; init; }
}

/// <summary>A field in the editor. Parts and rows are typed one a line: "Tên | English"; a column of numbers begins with "#".</summary>
public sealed class FormLine
{
    private const int Blank = 2;

    /// <summary>Code of a field that stays; empty for a new one.</summary>
    public string? Code { get; set; }

    public int? Order { get; set; }

    public string? Label { get; set; }

    public string? LabelEn { get; set; }

    public string? Kind { get; set; }

    public string? UnitWord { get; set; }

    public bool Required { get; set; }

    public bool Summed { get; set; }

    public string? Source { get; set; }

    public string? Parts { get; set; }

    public string? Rows { get; set; }

    public bool Remove { get; set; }

    /// <summary>The fields of a form, and some blank lines.</summary>
    public static IReadOnlyList<FormLine> Of(ReportForm form) =>
    [
        .. form.Fields.Select(field => new FormLine
        {
            Code = field.Code,
            Order = field.Number,
            Label = field.Label,
            LabelEn = field.LabelEn,
            Kind = field.Kind,
            UnitWord = field.UnitWord,
            Required = field.Required,
            Summed = field.Summed,
            Source = field.Source,
            Parts = Typed(field.Parts),
            Rows = Typed(field.Rows),
        }),
        .. Enumerable.Range(0, Blank).Select(_ => new FormLine { Kind = FieldKinds.Text, Summed = true }),
    ];

    /// <summary>What was typed, as fields in their order; blank and removed lines are left out.</summary>
    public static IReadOnlyList<ReportField> Read(IEnumerable<FormLine> lines, IReadOnlyList<ReportField> before)
    {
        var kept = lines.Where(line => !line.Remove && !string.IsNullOrWhiteSpace(line.Label)).Take(FormRules.MostFields + 1)
            .Select((line, at) => (line, at)).OrderBy(one => one.line.Order ?? int.MaxValue).ThenBy(one => one.at).Select(one => one.line).ToList();
        var taken = before.Select(field => field.Code).ToHashSet(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var next = 1;
        return [.. kept.Select((line, at) => line.ToField(at + 1, CodeOf(line)))];

        string CodeOf(FormLine line)
        {
            // A field keeps its code from version to version; a new one takes the next that no other bears.
            if (line.Code is { } code && taken.Contains(code) && used.Add(code))
            {
                return code;
            }

            while (taken.Contains($"f{next}") || !used.Add($"f{next}"))
            {
                next++;
            }

            return $"f{next}";
        }
    }

    private ReportField ToField(int number, string code)
    {
        var kind = Kind ?? FieldKinds.Text;
        var isFilled = !string.IsNullOrEmpty(Source);
        return new ReportField
        {
            Number = number,
            Code = code,
            Kind = isFilled ? FieldKinds.Number : kind,
            Label = (Label ?? "").Trim(),
            LabelEn = (LabelEn ?? "").Trim(),
            UnitWord = string.IsNullOrWhiteSpace(UnitWord) ? null : UnitWord.Trim(),
            Required = Required && !isFilled,
            Summed = Summed && kind is FieldKinds.Number or FieldKinds.Table,
            Source = isFilled ? Source : null,
            Detail = !isFilled && kind is FieldKinds.Table or FieldKinds.Choice ? ReportField.DetailOf(PartsOf(Parts), kind == FieldKinds.Table ? PartsOf(Rows) : []) : null,
        };
    }

    private static string Typed(IEnumerable<FieldPart> parts) =>
        string.Join('\n', parts.Select(part => (part.IsNumber ? "# " : "") + part.Label + (part.LabelEn.Length > 0 ? " | " + part.LabelEn : "")));

    private static IEnumerable<FieldPart> PartsOf(string? typed)
    {
        foreach (var line in (typed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(FormRules.MostFixedRows + 1))
        {
            var halves = line.TrimStart('#').Split('|', 2, StringSplitOptions.TrimEntries);
            yield return new FieldPart(halves[0], halves.Length > 1 ? halves[1] : "", line[0] == '#');
        }
    }
}
