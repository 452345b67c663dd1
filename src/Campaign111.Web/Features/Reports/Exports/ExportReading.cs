using System.Runtime.CompilerServices;

namespace Campaign111.Features.Reports.Exports;

/// <summary>One walk through a table, from a place on: part after part.</summary>
/// <param name="after">Where it begins; null for the beginning.</param>
/// <param name="told">Told of the rows read so far, now and then; false stops the walk.</param>
public sealed class ExportReading(IExportTable table, ExportOrder order, string? after, Func<long, Task<bool>> told)
{
    private const int Portion = 2000;

    /// <summary>Where the next part begins.</summary>
    public string? After { get; private set; } = after;

    /// <summary>The table is at its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Somebody stopped the export, or took it over.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Portions read, also empty ones.</summary>
    public int Portions { get; private set; }

    /// <summary>At most so many rows more.</summary>
    public async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> NextAsync(int rows, int mostPortions = int.MaxValue, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var read = 0; read < rows && !Ended && !Stopped && Portions < mostPortions;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await table.PageAsync(order, After, Math.Min(Portion, rows - read), cancel);
            Portions++;
            read += page.Rows.Count;
            (After, Ended) = (page.Next, page.Next is null);
            if (page.Rows.Count > 0)
            {
                yield return page.Rows;
            }

            Stopped = !await told(read);
        }
    }
}
