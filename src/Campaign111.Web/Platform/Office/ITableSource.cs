namespace Campaign111.Platform.Office;

/// <summary>A file whose rows can be walked from the start as often as needed, one walk at a time.</summary>
internal interface ITableSource : IDisposable
{
    /// <summary>Whether cells beyond the heading row are a mistake (CSV: an unquoted separator has shifted the values) or a side note (a sheet).</summary>
    bool StrictWidth { get; }

    /// <summary>All rows that are not blank, lazily.</summary>
    /// <exception cref="TableFileException">While walking: the file is broken or over a limit.</exception>
    IEnumerable<RawRow> Rows();
}
