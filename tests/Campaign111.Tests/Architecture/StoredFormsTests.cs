using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture;

/// <summary>How values lie in SQLite, looked up in all columns of the loaded demo: one form for each type, or comparing and sorting them as
/// text goes wrong (and SQL Server would keep the local time of an instant).</summary>
public class StoredFormsTests
{
    private const string DateTimeColumns = """
        SELECT m.name AS [table], c.name AS [name], c.type AS [type] FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.type IN ('DATETIME2(3)', 'DATE', 'BINARY(16)')
        """;

    [Theory]
    [InlineData("DATETIME2(3)", "typeof({0}) <> 'text' OR {0} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]'")]
    [InlineData("DATE", "typeof({0}) <> 'text' OR {0} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'")]
    [InlineData("BINARY(16)", "typeof({0}) <> 'blob' OR length({0}) <> 16")]
    public async Task Every_stored_value_has_the_form_of_its_type(string type, string wrong)
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = app.CreateClient();
        var columns = (await ReadAsync<Column>(app, DateTimeColumns)).Where(column => column.Type == type).ToList();
        columns.ShouldNotBeEmpty();
        var found = new List<string>();
        foreach (var column in columns)
        {
            var name = $"[{column.Name}]";
            var test = string.Format(System.Globalization.CultureInfo.InvariantCulture, wrong, name);
            var examples = await ReadAsync<string>(app, $"SELECT CAST({name} AS TEXT) FROM [{column.Table}] WHERE {name} IS NOT NULL AND ({test}) LIMIT 1");
            found.AddRange(examples.Select(example => $"{column.Table}.{column.Name}: {example}"));
        }

        found.ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<T>> ReadAsync<T>(AppFactory app, string sql) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<T>(sql));

    private sealed class Column
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";
    }
}
