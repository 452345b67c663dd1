namespace Campaign111.Platform.Office.Docx;

/// <summary>An official letter (công văn) as Decree 30/2020/NĐ-CP, Annex I, lays it out. Texts are Vietnamese and written as given, without marks
/// at their ends being added except where the decree prescribes them.</summary>
public sealed record OfficialLetter
{
    /// <summary>Name of the superior agency, in capitals, or null (a People's Committee names none).</summary>
    public string? Superior { get; init; }

    /// <summary>Name of the issuing agency in capitals, one line each: "ỦY BAN NHÂN DÂN", "TỈNH BÌNH PHƯỚC".</summary>
    public required IReadOnlyList<string> Agency { get; init; }

    /// <summary>What stands behind the number's slash: "UBND-KGVX".</summary>
    public required string Symbol { get; init; }

    /// <summary>The number, or null to leave room for it.</summary>
    public string? Number { get; init; }

    /// <summary>"V/v đôn đốc ..."; below a <see cref="DocumentName"/> without "V/v".</summary>
    public required string Subject { get; init; }

    /// <summary>Name of the kind of document in capitals, above the subject in the middle of the page: "BÁO CÁO"; null for a letter, which bears no name.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Where it is issued: "Bình Phước".</summary>
    public required string Place { get; init; }

    /// <summary>Day of issue, or null to leave room for day and month of <see cref="Year"/>.</summary>
    public DateOnly? IssuedOn { get; init; }

    public required int Year { get; init; }

    /// <summary>"Kính gửi"; empty: nobody is addressed.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Paragraphs and tables, in order.</summary>
    public required IReadOnlyList<LetterBlock> Body { get; init; }

    /// <summary>Behind the signature, on a page of its own; null: there is none.</summary>
    public LetterAppendix? Appendix { get; init; }

    /// <summary>"Nơi nhận", without dashes: "Như trên", "Lưu: VT, KGVX".</summary>
    public required IReadOnlyList<string> Copies { get; init; }

    /// <summary>Capacity of the signatory in capitals, one line each: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH".</summary>
    public required IReadOnlyList<string> Capacity { get; init; }

    /// <summary>Name of the signatory, or null to leave it to the office.</summary>
    public string? Signatory { get; init; }
}

/// <summary>A letter's appendix (Decree 30/2020/NĐ-CP, Annex I, part II, 5).</summary>
/// <param name="Of">To which letter it belongs: "Kèm theo Công văn số ... ngày ... của ...".</param>
/// <param name="Body">Paragraphs and tables, in order.</param>
public sealed record LetterAppendix(string Of, IReadOnlyList<LetterBlock> Body);

/// <summary>A part of a letter's body.</summary>
public abstract record LetterBlock;

/// <summary>A paragraph, justified, its first line indented.</summary>
/// <param name="Text">The text.</param>
/// <param name="Emphasis">In italics: a remark on what stands above it.</param>
/// <param name="KeepsNext">Stands on the page of what follows: the last one before the signature, which must not stand alone.</param>
public sealed record LetterParagraph(string Text, bool Emphasis = false, bool KeepsNext = false) : LetterBlock;

/// <summary>A heading inside the body, in bold: "I. TÌNH HÌNH NỘP BÁO CÁO".</summary>
public sealed record LetterHeading(string Text) : LetterBlock;

/// <summary>A table whose heading row is repeated on every page.</summary>
/// <param name="Title">Above it, in bold.</param>
/// <param name="Columns">Heading, share of the width, and whether its cells are numbers.</param>
/// <param name="Rows">Cells as text, one for each column; a row of one cell is a heading of its own over the whole width.</param>
public sealed record LetterTable(string Title, IReadOnlyList<LetterColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : LetterBlock;

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Share">Share of the table's width, against the other columns' shares.</param>
/// <param name="IsNumber">Aligned to the right.</param>
public sealed record LetterColumn(string Heading, int Share, bool IsNumber = false);
