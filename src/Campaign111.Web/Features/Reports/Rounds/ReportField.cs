using System.Text.Encodings.Web;
using System.Text.Json;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Kinds of fields.</summary>
public static class FieldKinds
{
    public const string Number = "number";
    public const string Text = "text";
    public const string Table = "table";
    public const string Choice = "choice";

    public static IReadOnlyList<string> All { get; } = [Number, Text, Table, Choice];

    /// <summary>In the current language.</summary>
    public static string Name(string kind) => kind switch
    {
        Number => Platform.Localisation.Text.Of("Số", "Number"),
        Table => Platform.Localisation.Text.Of("Bảng", "Table"),
        Choice => Platform.Localisation.Text.Of("Lựa chọn", "Choice"),
        _ => Platform.Localisation.Text.Of("Lời văn", "Text"),
    };
}

/// <summary>A column of a table field, or a choice.</summary>
/// <param name="Label">Vietnamese; for a choice also what is stored.</param>
/// <param name="LabelEn">English, or "".</param>
/// <param name="IsNumber">Its cells are numbers and add up.</param>
public sealed record FieldPart(string Label, string LabelEn = "", bool IsNumber = false)
{
    /// <summary>In the reader's language; a form without English is shown as it is written.</summary>
    public string Shown => Text.IsEnglish && LabelEn.Length > 0 ? LabelEn : Label;
}

/// <summary>What belongs to a table or a choice. Stored as JSON.</summary>
/// <param name="Parts">Columns of a table, or choices.</param>
/// <param name="Rows">Labels of fixed rows, which fill the first column; none: rows are added by whoever reports.</param>
public sealed record FieldDetail(IReadOnlyList<FieldPart> Parts, IReadOnlyList<FieldPart> Rows)
{
    public static readonly FieldDetail None = new([], []);
}

/// <summary>A field of a form.</summary>
public sealed class ReportField
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private FieldDetail? detail;

    public long FormId { get; init; }

    /// <summary>From 1, in the order of the form.</summary>
    public int Number { get; init; }

    /// <summary>Names it in answers: "f1"; kept from version to version.</summary>
    public string Code { get; init; } = "";

    /// <summary>A code of <see cref="FieldKinds"/>.</summary>
    public string Kind { get; init; } = FieldKinds.Text;

    public string Label { get; init; } = "";

    public string LabelEn { get; init; } = "";

    /// <summary>Unit behind a number: "hộ"; null without one.</summary>
    public string? UnitWord { get; init; }

    public bool Required { get; init; }

    /// <summary>Numbers of the reports below add up (a percentage does not).</summary>
    public bool Summed { get; init; } = true;

    /// <summary>A code of <see cref="FigureSources"/>: the system fills it; null: people do.</summary>
    public string? Source { get; init; }

    /// <summary>As stored; see <see cref="Parts"/> and <see cref="Rows"/>.</summary>
    public string? Detail { get; init; }

    public bool IsFilled => Source is not null;

    /// <summary>Columns of a table, or choices.</summary>
    public IReadOnlyList<FieldPart> Parts => Read().Parts;

    /// <summary>Fixed rows of a table.</summary>
    public IReadOnlyList<FieldPart> Rows => Read().Rows;

    /// <summary>In the reader's language; a form without English is shown as it is written.</summary>
    public string Shown => Text.IsEnglish && LabelEn.Length > 0 ? LabelEn : Label;

    /// <summary>Most rows of a table.</summary>
    public int MostRows => Rows.Count > 0 ? Rows.Count : FormRules.FreeRows;

    public static string DetailOf(IEnumerable<FieldPart> parts, IEnumerable<FieldPart>? rows = null) =>
        JsonSerializer.Serialize(new FieldDetail([.. parts], [.. rows ?? []]), Json);

    private FieldDetail Read() => detail ??= Detail is null ? FieldDetail.None : JsonSerializer.Deserialize<FieldDetail>(Detail, Json) ?? FieldDetail.None;
}

/// <summary>A form of a report: a version never changes once it is ready.</summary>
public sealed class ReportForm
{
    public long Id { get; init; }

    /// <summary>The unit that owns it.</summary>
    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    /// <summary>Names it over its versions.</summary>
    public string Code { get; init; } = "";

    public int Version { get; init; }

    public string Title { get; init; } = "";

    public string TitleEn { get; init; } = "";

    /// <summary>draft, ready, retired.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public string MadeByName { get; init; } = "";

    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>In order; filled by the book when a form is read whole.</summary>
    public IReadOnlyList<ReportField> Fields { get; set; } = [];

    public bool IsDraft => State == "draft";

    public string Shown => Text.IsEnglish && TitleEn.Length > 0 ? TitleEn : Title;
}
