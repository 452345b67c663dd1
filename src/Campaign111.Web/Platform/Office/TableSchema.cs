using System.Text;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Office;

/// <summary>
/// A column that an import understands. Headings match by name or alias without regard to case, diacritics, spaces and
/// punctuation: the alias "mã xã" matches "MÃ XÃ (*)" and "ma_xa".
/// </summary>
/// <param name="Name">Canonical name by which rows are read, e.g. <c>code</c>.</param>
/// <param name="Aliases">Other headings, Vietnamese and English.</param>
public sealed record TableColumn(string Name, params string[] Aliases)
{
    /// <summary>The heading must be there, and no row may leave it blank.</summary>
    public bool Required { get; init; }

    /// <summary>Longest value, characters; a longer one is a row error.</summary>
    public int MaxLength { get; init; } = 500;
}

/// <summary>The columns of an import, in the order in which messages list them.</summary>
public sealed class TableSchema
{
    private readonly Dictionary<string, TableColumn> byHeading = new(StringComparer.Ordinal);

    /// <summary>Creates the schema.</summary>
    /// <exception cref="ArgumentException">Two columns claim the same heading.</exception>
    public TableSchema(params TableColumn[] columns)
    {
        Columns = columns;
        foreach (var column in columns)
        {
            foreach (var heading in column.Aliases.Prepend(column.Name).Select(HeadingKey).Distinct())
            {
                if (!byHeading.TryAdd(heading, column))
                {
                    throw new ArgumentException($"The heading '{heading}' belongs to two columns.", nameof(columns));
                }
            }
        }
    }

    /// <summary>All columns.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The column that a heading means, or null.</summary>
    public TableColumn? Find(string heading) => byHeading.GetValueOrDefault(HeadingKey(heading));

    private static string HeadingKey(string heading)
    {
        var key = new StringBuilder(heading.Length);
        foreach (var part in TextFold.Fold(heading).Split(' '))
        {
            key.Append(part);
        }

        return key.ToString();
    }
}
