namespace Campaign111.Tests.Drills.Writes;

/// <summary>One kind of write as somebody does it.</summary>
/// <param name="Route">As access.tsv has it: the test counts which of those are done.</param>
/// <param name="Who">User name of the demo.</param>
/// <param name="Write">Makes the request; reads the database or a page for what it needs.</param>
/// <param name="Stored">Counts what it left in the database: 0 before, 1 after, whatever comes later. Parameters: @mark, @key and those of <see cref="Errand.Set"/>.</param>
internal sealed record Deed(string Route, string Who, Func<Errand, Task<Letter>> Write, string Stored)
{
    /// <summary>Each sending is one more by its nature (a new token, another print), or the audit trail alone tells of it.</summary>
    public bool Repeats { get; init; }

    /// <summary>What comes after it may take its place: looked for only until then.</summary>
    public bool Passes { get; init; }
}

/// <summary>Deeds that follow one another: entered, corrected, withdrawn.</summary>
internal sealed record Story(params Deed[] Deeds);
