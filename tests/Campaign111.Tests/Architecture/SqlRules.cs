using System.Text.RegularExpressions;

namespace Campaign111.Tests.Architecture;

/// <summary>A construct that only one of the two databases understands, or both understand differently.</summary>
/// <param name="Name">What is forbidden, and what to write instead.</param>
/// <param name="Pattern">Found in the statement without comments; in <see cref="InCode"/> also without the contents of its literals.</param>
/// <param name="InCode">False when the literals themselves are the point.</param>
internal sealed record SqlRule(string Name, string Pattern, bool InCode = true)
{
    public bool IsBrokenBy(string sql)
    {
        var text = SqlRules.WithoutComments(sql);
        return Regex.IsMatch(InCode ? SqlRules.WithoutLiterals(text) : text, Pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
    }
}

/// <summary>The list "Not on both" of design.md and its traps, as patterns.</summary>
internal static partial class SqlRules
{
    private static readonly SqlRule[] Everywhere =
    [
        new("dbo.", @"\[?\bdbo\b\]?\s*\."),
        new("N'' literals: pass a parameter", @"\bN'", InCode: false),
        new("TOP: DbSession.PageAsync", @"\bTOP\s*\(?\s*[\d@]"),
        new("OFFSET and FETCH: DbSession.PageAsync", @"\bOFFSET\b|\bFETCH\s+(NEXT|FIRST)\b"),
        new("LIMIT: DbSession.PageAsync", @"\bLIMIT\b"),
        new("OUTPUT: DbSession.InsertAsync", @"\bOUTPUT\b"),
        new("RETURNING: DbSession.InsertAsync", @"\bRETURNING\b"),
        new("MERGE", @"\bMERGE\b"),
        new("ISNULL, IFNULL and NVL: COALESCE", @"\b(ISNULL|IFNULL|NVL)\s*\("),
        new("dates of one database: compute days and instants in C#", @"\b(DATEDIFF|DATEADD|DATEPART|DATENAME|GETDATE|GETUTCDATE|SYSDATETIME|SYSUTCDATETIME|STRFTIME|JULIANDAY|DATETIME|UNIXEPOCH)\s*\("),
        new("the database's clock: \"now\" is a parameter", @"\bCURRENT_(TIMESTAMP|DATE|TIME)\b"),
        new("ON CONFLICT, INSERT OR, REPLACE: catch the duplicate key", @"\bON\s+CONFLICT\b|\bINSERT\s+OR\b|\bREPLACE\s+INTO\b"),
        new("||: CONCAT", @"\|\|"),
        new("+ for text: CONCAT", @"'\s*\+|\+\s*'", InCode: false),
        new("an ordered STRING_AGG, GROUP_CONCAT: order in C#", @"\bWITHIN\s+GROUP\b|\bGROUP_CONCAT\b|\bSTRING_AGG\s*\([^)]*\bORDER\s+BY\b"),
        new("CREATE OR ALTER", @"\bCREATE\s+OR\s+ALTER\b"),
        new("ALTER COLUMN", @"\bALTER\s+COLUMN\b"),
        new("RECURSIVE: both know a recursive CTE without it", @"\bRECURSIVE\b"),
        new("letters beyond ASCII: pass a parameter", @"[^\x00-\x7F]", InCode: false),
        new("lock hints: claim work by UPDATE ... WHERE state = ...", @"\bWITH\s*\(\s*(NOLOCK|UPDLOCK|ROWLOCK|READPAST|HOLDLOCK|TABLOCKX?|XLOCK)\b"),
        new("row values: compare the columns one by one", @"(\b(WHERE|AND|OR|NOT|ON)\s*|\()\([\w.\[\]@]+\s*,[^()]*\)\s*(NOT\s+)?(IN\b|=|<|>)"),
        new("COUNT(DISTINCT a, b): count rows of a SELECT DISTINCT", @"\bCOUNT\s*\(\s*DISTINCT\s+[\w.\[\]]+\s*,"),
        new("NULLS FIRST and LAST: order by a CASE", @"\bNULLS\s+(FIRST|LAST)\b"),
        new("USING and NATURAL: JOIN ... ON", @"\bJOIN\s+[\w\[\]]+(\s+\w+)?\s+USING\b|\bNATURAL\s+(LEFT\s+|INNER\s+)?JOIN\b"),
        new("text functions of one database: work on text in C#", @"\b(LENGTH|LEN|SUBSTR|INSTR|CHARINDEX|PRINTF|FORMAT|PATINDEX|TO_CHAR)\s*\("),
        new("TRUE and FALSE: 1 and 0", @"(=|<>|,|\(|\bTHEN|\bELSE|\bSELECT|\bIS)\s*(TRUE|FALSE)\b"),
        new("GLOB, REGEXP, MATCH", @"\b(GLOB|REGEXP|MATCH)\s+[@']"),
        new("double quotes and backticks around names: brackets", "[\"`]"),
    ];

    private static readonly SqlRule[] InStatements =
    [
        new("*: name the columns", @"(\bSELECT\s+(DISTINCT\s+)?|,\s*)(\w+\s*\.\s*)?\*"),
        new("type names of one database in a CAST: BIGINT, INT, DATE, DECIMAL(p,s), NVARCHAR(n)", @"\bAS\s+(TEXT|INTEGER|REAL|BLOB|UNSIGNED|SIGNED|DATETIME2\([4-7]\))\s*\)"),
        new("AUTOINCREMENT and IDENTITY: $(Key)", @"\b(AUTOINCREMENT|IDENTITY)\b"),
    ];

    // Of the words that SQL Server reserves and SQLite does not, those that are likely as names here: they stand in brackets.
    private static readonly SqlRule Reserved = new(
        "a word that SQL Server reserves, as a name: brackets",
        @"(?<![\[\w@])(percent|plan|public|file|rule|user|key|index|order|group|open|close|save|proc|database|external|national|off|lineno|option|primary|backup|dump|kill|load|print|read|schema|statistics|browse|bulk|checkpoint|compute|deny|disk|distributed|fillfactor|freetext|identitycol|pivot|readtext|restore|restrict|return|revert|rowcount|securityaudit|shutdown|system_user|textsize|tran|truncate|tsequal|waitfor|writetext|current_user|session_user|contains|errlvl|exit|goto|holdlock|opendatasource|over_|setuser|top)(?![\]\w])(?!\s+(BY|KEY|INDEX)\b)");

    /// <summary>Rules for queries and writes.</summary>
    public static IReadOnlyList<SqlRule> ForStatements { get; } = [.. Everywhere, .. InStatements, Reserved];

    /// <summary>Rules for migrations, read as they are written, tokens and all.</summary>
    public static IReadOnlyList<SqlRule> ForMigrations { get; } =
    [
        .. Everywhere,
        new("AUTOINCREMENT and IDENTITY: $(Key)", @"\b(AUTOINCREMENT|IDENTITY)\b"),
        new("long text: $(Text); a collation: $(Code n)", @"\bTEXT\s+(NOT\s+)?NULL|\bMAX\s*\)|\bCOLLATE\b|\bVARCHAR\b"),
        new("IF NOT EXISTS: the journal knows what has run", @"\bIF\s+(NOT\s+)?EXISTS\b"),
        new("defaults: the code writes every column", @"\bDEFAULT\b"),
        new("inexact and zoned types: BIGINT, DECIMAL(p,s), DATETIME2(3) in UTC", @"\b(FLOAT|REAL|MONEY|DATETIMEOFFSET|SMALLDATETIME|DATETIME)\b"),
    ];

    public static string WithoutComments(string sql) => Comment().Replace(sql, match => match.Value[0] == '\'' ? match.Value : " ");

    public static string WithoutLiterals(string sql) => Literal().Replace(sql, "''");

    [GeneratedRegex(@"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();
}
